#pragma once

#include "core/image/limits.h"
#include "core/image/plane.h"

#include <cstdint>
#include <vector>

namespace vetrina::image {

/// How many pixels lie where, for the strip under a stamp.
struct Histogram {
    Limits range; ///< the outer edges of the first and the last bin
    std::vector<std::uint32_t> counts; ///< bins of equal width; the last one holds its upper edge too
    std::uint32_t below = 0; ///< finite pixels under the range
    std::uint32_t above = 0; ///< finite pixels over it
    std::uint32_t missing = 0; ///< NaN and infinities

    /// log(1 + count) as a share of that of the fullest bin: 0..1; all 0 where no pixel is in range.
    [[nodiscard]] std::vector<float> logHeights() const;
};

/// Counts the pixels in `bins` bins over `range`. As numpy.histogram does, up to pixels on an edge.
///
/// Where the range is empty or not finite, it is widened by half to both sides, or is {0, 1}. Pure; any thread.
[[nodiscard]] Histogram histogramOf(PlaneView plane, const Limits& range, int bins);

/// A range in which a stamp's histogram reads well: the limits with a third of their width to both sides, cut
/// where the data ends, so that a few saturated pixels do not squeeze the rest into one bin.
[[nodiscard]] Limits histogramRange(PlaneView plane, const Limits& limits);

} // namespace vetrina::image
