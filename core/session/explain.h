#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/explain/saliency.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace vetrina::session {

/// Why a model says what it says of a candidate. Any thread but the window's.
class Explain {
public:
    struct Request {
        data::Row row = 0;
        std::string model; ///< NAME[:VERSION], or a weights file; empty: what scores live
        std::string card; ///< a card file or the name of one that ships; empty: the weights' own
        explain::Question question;
    };

    virtual ~Explain() = default;

    /// Computes it on the engine's thread, before what is not for the screen, and waits. The model stays loaded for the
    /// next question. `progress` counts images.
    ///
    /// Errors: NotFound candidate, model or layer; those of its stamps and of the backend; WrongUse for a class or a
    /// setting that makes no sense; Cancelled. A map that can't be shown is none: Saliency::state says it.
    [[nodiscard]] virtual Result<explain::Saliency> of(
        const Request& request, std::stop_token stop, Progress& progress) = 0;
};

/// What writeSaliency() wrote.
struct SaliencyFile {
    int width = 0, height = 0; ///< of a map
    bool stacked = false; ///< (3, ny, nx), or one map (ny, nx)
};

/// That `file` ends in what writeSaliency() knows. Errors: Unsupported.
[[nodiscard]] Result<void> isSaliencyFile(const std::filesystem::path& file);

/// Writes the maps: .npy exact float32, (3, ny, nx) where they differ by stamp and (ny, nx) where they do not or where
/// `panel` names one, row 0 the stamp's first row; .png in colours from dark to amber, below zero blue, row 0 at the
/// top, the stamps side by side. Errors: Unsupported for another ending, and for stamps of different sizes without a
/// `panel`; Malformed where there is no map, with its reason; those of the disk.
[[nodiscard]] Result<SaliencyFile> writeSaliency(
    const explain::Saliency& saliency, const std::filesystem::path& file, std::optional<data::Panel> panel = {});

} // namespace vetrina::session
