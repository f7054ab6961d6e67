#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <vector>

namespace vetrina::metrics {

/// The area under a ROC curve: how often a positive scores higher than a negative, a tie counting half.
struct Auc {
    double value = 0;
    double deviation = 0; ///< of `value`, by DeLong et al. 1988; 0 where every pair is in order
    std::size_t positives = 0, negatives = 0;

    /// The interval of that many standard deviations on the scale of the logit, so that it stays within 0 .. 1; 1.96
    /// is 95 %. Where the deviation is 0, that of one pair out of order stands in.
    struct Interval {
        double low = 0, high = 1;
    };
    [[nodiscard]] Interval interval(double deviations = 1.96) const;
};

/// `scores` and `truth` are of equal length; a sample whose score is NaN is left out. O(n log n) by midranks (Sun & Xu
/// 2014). Errors: WrongUse without both a positive and a negative. Pure.
[[nodiscard]] Result<Auc> auc(std::span<const float> scores, const std::vector<bool>& truth);

} // namespace vetrina::metrics
