#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::learn {

/// What an epoch came to.
struct EpochRecord {
    int number = 0; ///< from 1
    double trainingLoss = 0, validationLoss = 0; ///< nats; NaN without validation
    double auc =
        std::numeric_limits<double>::quiet_NaN(); ///< of real against bogus, on validation; NaN where there is none
    double macroF1 = std::numeric_limits<double>::quiet_NaN();
    double rate = 0; ///< of learning, at its end
    double seconds = 0;
    std::vector<std::uint64_t> confusion; ///< on validation, verdicts x verdicts, a line a true class
};

/// How far a training is.
struct TrainingStep {
    int epoch = 1; ///< from 1
    std::int64_t step = 0, steps = 0; ///< done, and of all epochs
    double loss = 0; ///< mean of this epoch's samples so far, nats
    double imagesPerSecond = 0; ///< of this sitting
    double secondsLeft = 0; ///< to the last epoch
};

/// The records as a JSON array, and back. NaN is null. Errors: Malformed.
[[nodiscard]] std::string toJson(const std::vector<EpochRecord>& history);
[[nodiscard]] Result<std::vector<EpochRecord>> historyFrom(std::string_view json, const std::string& place);

} // namespace vetrina::learn
