#include "core/image/contour.h"

#include <array>
#include <cmath>
#include <utility>

namespace vetrina::image {

namespace {

struct Place {
    float x, y;
};

/// A square's sides in turn, each from its upper or left corner on: the square beside it finds the very same place.
constexpr std::array<std::pair<std::size_t, std::size_t>, 4> sides{ { { 0, 1 }, { 1, 2 }, { 3, 2 }, { 0, 3 } } };

/// Where the level lies between two corners of a square.
Place between(Place a, float atA, Place b, float atB, float level)
{
    const float share = (level - atA) / (atB - atA);
    return { a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };
}

} // namespace

std::vector<ContourPiece> contour(PlaneView plane, float level)
{
    std::vector<ContourPiece> pieces;
    const auto add = [&](Place from, Place to) { pieces.push_back({ from.x, from.y, to.x, to.y }); };
    for (int row = 0; row + 1 < plane.height; ++row)
        for (int column = 0; column + 1 < plane.width; ++column) {
            const auto x = static_cast<float>(column), y = static_cast<float>(row);
            // Around the square.
            const std::array<Place, 4> corners{ { { x, y }, { x + 1, y }, { x + 1, y + 1 }, { x, y + 1 } } };
            const std::array<float, 4> heights{ plane.at(column, row), plane.at(column + 1, row),
                plane.at(column + 1, row + 1), plane.at(column, row + 1) };
            const float mean = (heights[0] + heights[1] + heights[2] + heights[3]) / 4;
            if (std::isnan(mean))
                continue;
            std::array<Place, 4> crossings{};
            std::size_t count = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                const auto [from, to] = sides[i];
                if ((heights[from] >= level) != (heights[to] >= level))
                    crossings[count++] = between(corners[from], heights[from], corners[to], heights[to], level);
            }
            if (count == 2)
                add(crossings[0], crossings[1]);
            if (count != 4)
                continue;
            // A saddle: the corners that are as the middle is are joined through it.
            const bool firstJoined = (heights[0] >= level) == (mean >= level);
            add(crossings[0], crossings[firstJoined ? 1 : 3]);
            add(crossings[2], crossings[firstJoined ? 3 : 1]);
        }
    return pieces;
}

} // namespace vetrina::image
