#pragma once

#include "core/learn/chance.h"
#include "core/prepare/pipeline.h"

#include <span>

namespace vetrina::learn {

/// What an image may be turned into without becoming another thing.
struct Augmentation {
    bool flip = true; ///< left and right, up and down, each with half a chance
    bool rotate = true; ///< by 0, 90, 180 or 270 degrees; a picture that is no square by 0 or 180
    int shiftPx = 0; ///< by up to so many whole pixels either way along each axis; the rim is repeated
    double noise = 0; ///< normal noise of so many times the channel's own

    bool operator==(const Augmentation&) const = default;
};

/// Draws once for all channels of an image and writes what it became to `out`: the same turn and shift for each, noise
/// of its own. The channel's own noise is 1.4826 / sqrt(2) times the median difference, without sign, of pixels that
/// are neighbours in a row. `image` and `out` are shape.size() floats and do not overlap. Pure but for `chance`.
void augment(const Augmentation& how, const prepare::Shape& shape, std::span<const float> image, Chance chance,
    std::span<float> out);

} // namespace vetrina::learn
