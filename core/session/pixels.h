#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/session/candidates.h"

#include <filesystem>
#include <string>

namespace vetrina::session {

class Session;

/// What `vetrina pixels` writes.
struct PixelsRequest {
    std::int64_t candid = 0;
    data::Panel panel = data::Panel::Science;
    std::filesystem::path out; ///< its ending decides: .fits and .npy exact floats, .png as displayed
    std::string limits = "zscale";
    std::string stretch = "linear";
    std::string map = "grey";
};

struct PixelsReport {
    int width = 0, height = 0;
    double low = 0, high = 0; ///< the limits that were used
};

/// Writes one cutout, as stored: row 0 is the file's first row; a png shows row 0 at the top, as the panels do
/// when orientation is off. Errors: NotFound candidate, Unsupported ending, Malformed cutout with its reason.
[[nodiscard]] Result<PixelsReport> writePixels(Session& session, const PixelsRequest& request);

/// Writes one stamp's true pixels as FITS: float32, NaN as NaN, row 0 first; with its place on the sky where that is
/// known (RA---TAN about the source, CD in degrees), the alert's id, object, band and date.
/// Errors: NotFound where the stamp is missing, with its reason; those of the disk.
[[nodiscard]] Result<void> writeStamp(const CandidateView& view, data::Panel panel, const std::filesystem::path& file);

} // namespace vetrina::session
