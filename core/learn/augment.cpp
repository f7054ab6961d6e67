#include "core/learn/augment.h"

#include <algorithm>
#include <vector>

namespace vetrina::learn {

namespace {

struct Turn {
    bool transpose = false, flipX = false, flipY = false;
    int dx = 0, dy = 0;
};

Turn drawn(const Augmentation& how, bool square, Chance& chance)
{
    Turn turn;
    if (how.flip) {
        turn.flipX = chance.below(2) != 0;
        turn.flipY = chance.below(2) != 0;
    }
    if (how.rotate) {
        // Of a square a quarter turn is its transpose with one side flipped.
        const auto quarters = square ? chance.below(4) : 2 * chance.below(2);
        turn.transpose = quarters % 2 != 0;
        turn.flipX ^= quarters == 1 || quarters == 2;
        turn.flipY ^= quarters == 2 || quarters == 3;
    }
    if (how.shiftPx > 0) {
        const auto reach = static_cast<std::uint64_t>(2 * how.shiftPx + 1);
        turn.dx = static_cast<int>(chance.below(reach)) - how.shiftPx;
        turn.dy = static_cast<int>(chance.below(reach)) - how.shiftPx;
    }
    return turn;
}

/// Where each place of an axis comes from.
std::vector<int> sources(int size, int shift, bool flipped)
{
    std::vector<int> from(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) {
        const int at = std::clamp(i - shift, 0, size - 1);
        from[static_cast<std::size_t>(i)] = flipped ? size - 1 - at : at;
    }
    return from;
}

float noiseOf(std::span<const float> plane, int width)
{
    std::vector<float> steps;
    steps.reserve(plane.size());
    const auto line = static_cast<std::size_t>(width);
    for (std::size_t i = 0; i + 1 < plane.size(); ++i)
        if ((i + 1) % line != 0)
            steps.push_back(std::abs(plane[i + 1] - plane[i]));
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::ranges::nth_element(steps, middle);
    return *middle * 1.04834F; // 1.4826 / sqrt(2)
}

} // namespace

void augment(const Augmentation& how, const prepare::Shape& shape, std::span<const float> image, Chance chance,
    std::span<float> out)
{
    const auto turn = drawn(how, shape.width == shape.height, chance);
    const auto columns = sources(shape.width, turn.dx, turn.flipX), rows = sources(shape.height, turn.dy, turn.flipY);
    const auto width = static_cast<std::size_t>(shape.width), plane = width * static_cast<std::size_t>(shape.height);
    for (std::size_t first = 0; first < shape.size(); first += plane) {
        const float* from = image.data() + first;
        float* to = out.data() + first;
        for (std::size_t y = 0; y < rows.size(); ++y) {
            const auto row = static_cast<std::size_t>(rows[y]);
            if (turn.transpose)
                for (std::size_t x = 0; x < width; ++x)
                    to[y * width + x] = from[static_cast<std::size_t>(columns[x]) * width + row];
            else
                for (std::size_t x = 0; x < width; ++x)
                    to[y * width + x] = from[row * width + static_cast<std::size_t>(columns[x])];
        }
        if (how.noise > 0) {
            const float deviation = static_cast<float>(how.noise) * noiseOf(image.subspan(first, plane), shape.width);
            for (std::size_t i = 0; i < plane; ++i)
                to[i] += deviation * chance.normal();
        }
    }
}

} // namespace vetrina::learn
