#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"

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

} // namespace vetrina::session
