#pragma once

#include "core/image/colormap.h"
#include "core/image/limits.h"
#include "core/image/plane.h"
#include "core/image/stretch.h"

#include <cstdint>
#include <span>

namespace vetrina::image {

/// How pixels become colours, once their limits are known.
struct Display {
    Stretch stretch = Stretch::Linear;
    const ColorMap* map = &ColorMap::grey();
    double contrast = 1.0; ///< right-button drag, 10 y / height
    double bias = 0.5; ///< right-button drag, x / width; as seen, so from the right where inverted
    bool invert = false; ///< the map read from its other end
    std::uint32_t missing = 0xff5a3fb0; ///< 0xAARRGGBB of pixels that are NaN or infinite: in none of the greys

    bool operator==(const Display&) const = default;
};

/// Colours each pixel: place between the limits, stretch, bias and contrast, map.
///
/// `argb` holds plane.size() values 0xAARRGGBB, row 0 first, as a QImage of Format_RGB32 takes them. Pixels outside
/// the limits take the colour at that end. Where low equals high, what is above is bright and the rest dark; low
/// above high shows the negative; a limit that is not finite counts as the largest float of its sign.
/// HistEq equalizes over this plane's pixels between the limits. The colours of DS9's own maps are those DS9 8.4.1
/// shows, to the bit: its 2,048 cells and 16,384 steps between the limits. 63 x 63 take 12 us. Pure; any thread.
void render(PlaneView plane, const Limits& limits, const Display& display, std::span<std::uint32_t> argb);

/// The map as bias, contrast and invert leave it, for a colour bar: as many colours as `argb` holds.
void renderBar(const Display& display, std::span<std::uint32_t> argb);

} // namespace vetrina::image
