#pragma once

#include "core/base/result.h"
#include "core/image/plane.h"

#include <variant>
#include <vector>

namespace vetrina::prepare {

/// NaN becomes `value`; with `infinityToLargest` +-inf becomes +-3.4028235e38, as numpy's nan_to_num does.
struct ReplaceNan {
    float value = 0;
    bool infinityToLargest = false;
};

/// Divides by the L2 norm of each row, or of the whole image. A norm that overflows float32 is inf and the pixels
/// become 0, as in numpy's float32. Where the norm is 0 the pixels are kept, or the stamp is refused.
struct Normalise {
    enum class Norm { RowL2, ImageL2 };
    enum class Zero { Keep, Refuse };
    Norm norm = Norm::ImageL2;
    Zero zero = Zero::Refuse;
};

/// Grows to height x width with `value`: below and to the right, or on all sides (the odd pixel below and right).
/// A larger stamp is refused.
struct Pad {
    enum class Corner { BottomRight, Centre };
    int height = 0, width = 0;
    float value = 0;
    Corner corner = Corner::BottomRight;
};

/// Cuts to at most height x width about the middle (the odd pixel is lost below and right); then divides by the L2
/// norm of what is left, where the card says so. Smaller stamps stay.
struct Crop {
    int height = 0, width = 0;
    bool renormalise = false;
};

/// Bilinear, align_corners=false, no antialiasing: torch's interpolate.
struct Resize {
    int height = 0, width = 0;
};

/// Times `factor`, then plus `offset`.
struct Scale {
    float factor = 1, offset = 0;
};

using Step = std::variant<ReplaceNan, Normalise, Pad, Crop, Resize, Scale>;

/// Does one step on one image, in place. Errors: Malformed, Unsupported, without a place.
[[nodiscard]] Result<void> apply(const Step& step, image::Plane& plane);

/// Where an output pixel of a resize lies between two input pixels of one axis.
struct Between {
    int low, high;
    float weightLow, weightHigh;
};
[[nodiscard]] std::vector<Between> between(int from, int to);

/// L2 norm in float32: squares summed in numpy's pairwise order, then the root. Overflow gives inf.
[[nodiscard]] float normOf(const float* values, std::size_t count);

} // namespace vetrina::prepare
