#pragma once

#include "ui/project/project.h"

#include <QString>

namespace vetrina::ui {

/// "ZTF23abigzke-2481334963515015002-difference.fits": a name to begin with, plain ASCII.
[[nodiscard]] QString stampFileName(const session::CandidateView& view, data::Panel panel, const QString& ending);

/// Writes a stamp's true pixels as FITS, off the window's thread. Errors: of the disk, a missing stamp.
[[nodiscard]] std::future<Result<void>> writeStamp(
    Project& project, const ViewPtr& view, data::Panel panel, const QString& path);
/// Writes a picture as PNG, off the window's thread. Errors: Io.
[[nodiscard]] std::future<Result<void>> writePicture(Project& project, const QImage& picture, const QString& path);

} // namespace vetrina::ui
