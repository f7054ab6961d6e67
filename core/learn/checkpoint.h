#pragma once

#include "core/learn/epoch.h"
#include "core/learn/trainable.h"

#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace vetrina::learn {

/// Everything that a training needs to go on as if it had never stopped.
struct Checkpoint {
    std::string recipe; ///< what it is of: a sum over recipe, data and first weights
    TrainingState state;
    std::vector<float> best; ///< the weights of the smallest validation loss; empty before the first epoch's end
    int bestEpoch = 0;
    double bestLoss = std::numeric_limits<double>::infinity();
    int epoch = 1; ///< the one that is under way
    std::int64_t batch = 0; ///< of it that are done
    std::int64_t step = 0; ///< in all
    double lossSum = 0, weightSum = 0; ///< of the epoch, so far
    double seconds = 0;
    std::vector<EpochRecord> history;

    /// Replaces the file whole. Errors: Full, ReadOnly, Io.
    [[nodiscard]] Result<void> write(const std::filesystem::path& file) const;
    /// Errors: NotFound, Io; Malformed where it is not what write() wrote.
    [[nodiscard]] static Result<Checkpoint> read(const std::filesystem::path& file);
};

} // namespace vetrina::learn
