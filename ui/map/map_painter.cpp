#include "ui/map/map_painter.h"

#include "ui/map/map_marks.h"

#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

/// What falls on a pixel: the sum of the colours, and how much of them.
struct Heap {
    float red = 0, green = 0, blue = 0, weight = 0;
};

/// A point in sight.
struct Dot {
    float x, y; ///< device pixels
    std::uint32_t point;
};

struct Canvas {
    int width, height;
    std::vector<Heap> heaps;
    std::vector<std::uint32_t> counts; ///< points a pixel, for the key to the picture
};

bool isSelected(const MapPicture& picture, std::uint32_t point)
{
    return picture.selected && (*picture.selected)[point];
}

/// Those that are shown and fall on the picture or near it.
std::vector<Dot> dotsOf(const MapPicture& picture, int width, int height)
{
    std::vector<Dot> dots;
    const MapPoints& points = *picture.points;
    const auto scale = static_cast<float>(picture.sight.scale * picture.ratio);
    const float left = float(width) / 2 - static_cast<float>(picture.sight.centre.x()) * scale;
    const float top = float(height) / 2 + static_cast<float>(picture.sight.centre.y()) * scale;
    const auto margin = static_cast<float>((picture.size + 4) * picture.ratio);
    const auto& groups = picture.colouring->groupOf;
    const std::uint8_t* shown = picture.shown ? picture.shown->data() : nullptr;
    for (std::uint32_t i = 0; i < points.count(); ++i) {
        if ((shown && !shown[i]) || !picture.groupShown[groups[i]])
            continue;
        const float x = left + points.x(i) * scale, y = top - points.y(i) * scale;
        if (x >= -margin && y >= -margin && x < float(width) + margin && y < float(height) + margin)
            dots.push_back({ x, y, i });
    }
    return dots;
}

/// A round footprint whose middle weighs one.
std::vector<float> footprint(int half, double radius)
{
    std::vector<float> weights;
    for (int y = -half; y <= half; ++y)
        for (int x = -half; x <= half; ++x) {
            const double far = std::hypot(x, y);
            weights.push_back(static_cast<float>(std::clamp(radius + 0.5 - far, 0.0, 1.0)));
        }
    return weights;
}

void heapUp(const MapPicture& picture, const std::vector<Dot>& dots, Canvas& canvas, bool greys)
{
    // The more points, the finer the grain: many broad ones would run into each other.
    const double fine = std::clamp(2.2 - std::log10(static_cast<double>(dots.size()) + 1) * 0.25, 0.6, 1.6);
    const double radius = std::max(0.5, picture.size / 3 * fine * picture.ratio);
    const int half = static_cast<int>(std::ceil(radius - 0.5));
    const auto weights = footprint(half, radius);
    struct Colour {
        float red, green, blue;
    };
    const auto split = [](QRgb rgb) { return Colour{ float(qRed(rgb)), float(qGreen(rgb)), float(qBlue(rgb)) }; };
    std::vector<Colour> colours;
    for (const QRgb rgb : picture.colours)
        colours.push_back(split(rgb));
    const Colour grey = split(picture.grey);
    for (const Dot& dot : dots) {
        const bool out = greys && !isSelected(picture, dot.point);
        const Colour colour = out ? grey : colours[picture.colouring->groupOf[dot.point]];
        const float share = out ? 0.35f : 1.f; // what is not selected steps back
        const int cx = static_cast<int>(std::floor(dot.x)), cy = static_cast<int>(std::floor(dot.y));
        if (cx >= 0 && cy >= 0 && cx < canvas.width && cy < canvas.height)
            ++canvas.counts[static_cast<std::size_t>(cy) * static_cast<std::size_t>(canvas.width)
                + static_cast<std::size_t>(cx)];
        const float* weight = weights.data();
        for (int y = cy - half; y <= cy + half; ++y) {
            if (y < 0 || y >= canvas.height) {
                weight += 2 * half + 1;
                continue;
            }
            Heap* line = canvas.heaps.data() + static_cast<std::ptrdiff_t>(y) * canvas.width;
            for (int x = cx - half; x <= cx + half; ++x, ++weight) {
                if (x < 0 || x >= canvas.width)
                    continue;
                const float w = *weight * share;
                Heap& heap = line[x];
                heap.red += colour.red * w;
                heap.green += colour.green * w;
                heap.blue += colour.blue * w;
                heap.weight += w;
            }
        }
    }
}

/// Colour by who lies there, strength by how many, on a logarithmic scale.
void layDown(const MapPicture& picture, const Canvas& canvas, QImage& image)
{
    std::vector<float> some; // what the crowded pixels hold, by a sample of all
    for (std::size_t i = 0; i < canvas.heaps.size(); i += 7)
        if (canvas.heaps[i].weight > 0)
            some.push_back(canvas.heaps[i].weight);
    float crowded = 4;
    if (!some.empty()) {
        const auto at = some.begin() + static_cast<std::ptrdiff_t>(some.size() * 98 / 100);
        std::nth_element(some.begin(), at, some.end());
        crowded = std::max(crowded, *at);
    }
    constexpr int steps = 1024; // of a table: a logarithm a pixel would cost more than all the rest
    std::array<float, steps + 1> strength{};
    const auto opacity = static_cast<float>(picture.opacity);
    for (int i = 0; i <= steps; ++i) {
        const float weight = crowded * static_cast<float>(i) / steps;
        const float full = std::log1p(weight) / std::log1p(crowded);
        // One point alone is to be seen; part of one at an edge less.
        strength[static_cast<std::size_t>(i)] =
            std::min(1.f, opacity * (0.30f * std::min(weight, 1.f) + 1.05f * full * full * 0.85f + 0.15f * full));
    }
    const float perWeight = steps / crowded;
    const int red = qRed(picture.ground), green = qGreen(picture.ground), blue = qBlue(picture.ground);
    for (int y = 0; y < canvas.height; ++y) {
        auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(y));
        const Heap* heap = canvas.heaps.data() + static_cast<std::ptrdiff_t>(y) * canvas.width;
        for (int x = 0; x < canvas.width; ++x, ++heap) {
            if (heap->weight <= 0)
                continue;
            const int step = std::min(steps, static_cast<int>(heap->weight * perWeight + 0.5f));
            const float a = std::max(strength[static_cast<std::size_t>(step)],
                opacity * 0.30f * std::min(1.f, heap->weight)); // the table is coarse at its foot
            const float b = 1 - a, c = a / heap->weight;
            pixel[x] = qRgb(static_cast<int>(heap->red * c + float(red) * b + 0.5f),
                static_cast<int>(heap->green * c + float(green) * b + 0.5f),
                static_cast<int>(heap->blue * c + float(blue) * b + 0.5f));
        }
    }
}

/// A mark over an opaque picture.
void stamp(QImage& image, const QImage& mark, float x, float y, int opacity)
{
    const int half = mark.width() / 2;
    const int left = static_cast<int>(std::lround(x - 0.5f)) - half,
              top = static_cast<int>(std::lround(y - 0.5f)) - half;
    const int firstX = std::max(0, -left), lastX = std::min(mark.width(), image.width() - left);
    for (int j = std::max(0, -top); j < std::min(mark.height(), image.height() - top); ++j) {
        const auto* from = reinterpret_cast<const QRgb*>(mark.constScanLine(j));
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(top + j)) + left;
        for (int i = firstX; i < lastX; ++i) {
            const int alpha = qAlpha(from[i]) * opacity / 255;
            if (alpha == 0)
                continue;
            const int rest = 255 - alpha;
            const auto over = [&](int mine, int theirs) { return mine * opacity / 255 + theirs * rest / 255; };
            to[i] = qRgb(over(qRed(from[i]), qRed(to[i])), over(qGreen(from[i]), qGreen(to[i])),
                over(qBlue(from[i]), qBlue(to[i])));
        }
    }
}

void markAll(const MapPicture& picture, const std::vector<Dot>& dots, bool greys, QImage& image, std::stop_token stop)
{
    // Few points may be large enough that their shapes are told apart.
    const double few = dots.size() <= 1500 ? 1.5 : dots.size() <= MapPicture::marksUpTo ? 1.2 : 1.0;
    const double radius = picture.size * few * picture.ratio;
    std::vector<QImage> marks, greyMarks;
    for (std::size_t g = 0; g < picture.colours.size(); ++g) {
        const QString& mark = picture.colouring->groups[g].mark;
        marks.push_back(mapMark(mark, radius, QColor(picture.colours[g]), QColor(picture.edge)));
        greyMarks.push_back(mapMark(mark, radius * 0.85, QColor(picture.grey), QColor(picture.edge)));
    }
    const int opacity = static_cast<int>(std::lround(std::min(1.0, picture.opacity * 1.2) * 255));
    // What is selected lies on top, and what has a class on what has none.
    for (const auto& [chosen, classed] :
        { std::pair(false, false), std::pair(false, true), std::pair(true, false), std::pair(true, true) }) {
        std::size_t done = 0;
        for (const Dot& dot : dots) {
            if (++done % 8192 == 0 && stop.stop_requested())
                return;
            const bool selected = isSelected(picture, dot.point);
            const std::size_t group = picture.colouring->groupOf[dot.point];
            const bool plain = picture.colouring->groups[group].mark == QLatin1String("ring");
            if (selected != chosen || plain == classed)
                continue;
            if (greys && !selected)
                stamp(image, greyMarks[group], dot.x, dot.y, opacity / 2);
            else
                stamp(image, marks[group], dot.x, dot.y, opacity);
        }
    }
}

/// Those that somebody labelled stand out of a density.
void markLabelled(const MapPicture& picture, const std::vector<Dot>& dots, bool greys, QImage& image)
{
    const MapColouring& colouring = *picture.colouring;
    if (colouring.labelled.empty())
        return;
    std::vector<const Dot*> labelled;
    for (const Dot& dot : dots)
        if (colouring.labelled[dot.point] && !(greys && !isSelected(picture, dot.point)))
            labelled.push_back(&dot);
    std::vector<QImage> marks;
    const double radius = std::clamp(picture.size, 2.6, 6.0) * 1.15 * picture.ratio;
    for (std::size_t c = 0; c < colouring.labels.size(); ++c)
        marks.push_back(
            mapMark(colouring.labels[c].mark, radius, QColor(picture.labelColours[c]), QColor(picture.edge)));
    const std::size_t step = (labelled.size() + MapPicture::labelMarks - 1) / MapPicture::labelMarks;
    for (std::size_t i = 0; i < labelled.size(); i += std::max<std::size_t>(1, step))
        stamp(image, marks[colouring.labelled[labelled[i]->point] - 1u], labelled[i]->x, labelled[i]->y, 255);
}

} // namespace

Result<MapFrame> paintMap(const MapPicture& picture, std::stop_token stop)
{
    QElapsedTimer clock;
    clock.start();
    const int width = std::max(1, static_cast<int>(std::lround(picture.pixels.width() * picture.ratio)));
    const int height = std::max(1, static_cast<int>(std::lround(picture.pixels.height() * picture.ratio)));
    MapFrame frame{ QImage(width, height, QImage::Format_RGB32), picture.sight, picture.pixels, 0, 0, 0 };
    frame.image.setDevicePixelRatio(picture.ratio);
    frame.image.fill(picture.ground);
    const auto dots = dotsOf(picture, width, height);
    frame.inSight = dots.size();
    if (stop.stop_requested())
        return cancelled();
    const bool greys =
        picture.greyRest && picture.selected && std::ranges::find(*picture.selected, 1) != picture.selected->end();
    const bool marks = picture.mode == MapPicture::Mode::Marks
        || (picture.mode == MapPicture::Mode::Auto && dots.size() <= MapPicture::marksUpTo);
    if (marks) {
        markAll(picture, dots, greys, frame.image, stop);
    } else {
        Canvas canvas{ width, height, {}, {} };
        canvas.heaps.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        canvas.counts.resize(canvas.heaps.size());
        heapUp(picture, dots, canvas, greys);
        if (stop.stop_requested())
            return cancelled();
        layDown(picture, canvas, frame.image);
        frame.most = *std::ranges::max_element(canvas.counts);
        if (picture.mode == MapPicture::Mode::Auto)
            markLabelled(picture, dots, greys, frame.image);
    }
    if (stop.stop_requested())
        return cancelled();
    frame.milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return frame;
}

} // namespace vetrina::ui
