#!/usr/bin/env python3
"""Writes core/image/colormap_tables.cpp from the definitions of SAOImage DS9 and matplotlib.

    make_tables.py SAVED > core/image/colormap_tables.cpp

SAVED is a folder with one file a DS9 map, as `xpaset -p ds9 cmap NAME; xpaset -p ds9 cmap save SAVED/NAME.txt`
leaves them: grey .. standard. The others come from matplotlib: viridis, inferno, magma, plasma and cividis (CC0),
twilight (CC0), turbo (Apache-2.0).
"""

import pathlib
import re
import sys

import matplotlib
import numpy

DS9 = "grey red green blue a b bb he i8 aips0 sls hsv heat cool rainbow standard".split()
MATPLOTLIB = "viridis inferno magma plasma twilight turbo cividis".split()


def nearest(value):
    return int(value * 255 + 0.5)


def truncated(value):
    """As DS9 makes a byte of it."""
    return int(numpy.float32(value) * numpy.float32(255))


def hexadecimal(colors, byte):
    return ["".join(f"{byte(c):02x}" for c in color[:3]) for color in colors]


def number(value):
    text = f"{float(value):g}"
    return text if "." in text else text + ".0"


def channels(text):
    found = {}
    for channel in ("RED", "GREEN", "BLUE"):
        points = re.search(channel + r":\s*\n(.*)\n", text).group(1)
        found[channel.lower()] = re.findall(r"\(([^,]+),([^)]+)\)", points)
    return found


def literal(colors):
    lines = ["".join(colors[i : i + 18]) for i in range(0, len(colors), 18)]
    return "\n".join(f'    "{line}"' for line in lines)


def main(saved):
    parts, rows = [], []
    for name in DS9 + MATPLOTLIB:
        if name in DS9:
            text = (saved / f"{name}.txt").read_text()
            if "PSEUDOCOLOR" in text:
                for channel, points in channels(text).items():
                    knots = ", ".join(f"{{ {number(x)}F, {number(y)}F }}" for x, y in points)
                    parts.append(f"constexpr Knot {name}_{channel}[] = {{ {knots} }};")
                rows.append(f'    {{ "{name}", {{ {name}_red, {name}_green, {name}_blue }} }},')
                continue
            lines = [line.split() for line in text.split("\n") if line.strip()]
            colors = hexadecimal([[float(c) for c in line] for line in lines], truncated)
        else:
            colors = hexadecimal(matplotlib.colormaps[name](range(matplotlib.colormaps[name].N)), nearest)
        parts.append(f"constexpr std::string_view {name}_colors =\n{literal(colors)};")
        rows.append(f'    {{ "{name}", {{}}, {name}_colors }},')
    newline = "\n"
    print(f"""// Written by resources/colourmaps/make_tables.py: change that, not this.
//
// grey to standard: the maps of SAOImage DS9 8.4.1, from its own `cmap save`; viridis, inferno, magma, plasma,
// cividis and twilight: matplotlib (CC0); turbo: Anton Mikhailov, Google (Apache-2.0), as matplotlib has it.
// clang-format off
#include "core/image/colormap_tables.h"

namespace vetrina::image {{

namespace {{

{newline.join(parts)}

constexpr ColorMapSource sources[] = {{
{newline.join(rows)}
}};

}} // namespace

std::span<const ColorMapSource> colorMapSources() {{ return sources; }}

}} // namespace vetrina::image""")


main(pathlib.Path(sys.argv[1]))
