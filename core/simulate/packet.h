#pragma once

#include "core/base/result.h"
#include "core/formats/avro_writer.h"
#include "core/simulate/history.h"
#include "core/simulate/measure.h"

#include <cstdint>
#include <string>

namespace vetrina::simulate {

/// An alert as it is about to be written.
struct AlertParts {
    std::int64_t candid = 0;
    std::string object;
    const Scene* scene = nullptr;
    const Exposure* exposure = nullptr;
    const Stamps* stamps = nullptr;
    const Measured* measured = nullptr;
    const History* history = nullptr;
    int column0 = 0, row0 = 0; ///< of the alert's pixel on the chip, counted from 0
    int number = 0; ///< tblid: in its exposure
    std::uint64_t random = 0; ///< for names of catalogues
};

/// Where on the sky it was measured.
[[nodiscard]] Place measuredPlace(const AlertParts& parts);

/// The whole packet, as the type `record` (the shipped schema's) wants it.
///
/// What the pixels give is measured on them; what catalogues give (distpsnr1, sgscore1, distnr, neargaia ...) is read
/// off the scene; what neither gives is null, rb and drb above all: no survey scored these. rbversion and drbversion,
/// which the schema does not let be null, are empty.
[[nodiscard]] formats::AvroValue packetOf(const AlertParts& parts);

/// A stamp as ZTF's packets have it: gzipped FITS of one HDU, big-endian float32, cut at the chip's edge, NaN where
/// data is missing.
[[nodiscard]] Bytes stampFile(const Grid& grid, const AlertParts& parts, bool zeroInsteadOfNaN);

} // namespace vetrina::simulate
