#include "ui/map/map_points.h"

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

/// The edges of a polygon by the lines of y that they cross, so that a point meets few of them.
class Edges {
public:
    Edges(const QPolygonF& polygon, const QRectF& bounds)
        : m_top(bounds.top())
        , m_height(std::max(bounds.height(), 1e-30))
        , m_bands(std::clamp<std::size_t>(static_cast<std::size_t>(polygon.size()), 1, 1024))
    {
        for (qsizetype i = 0; i < polygon.size(); ++i) {
            const QPointF from = polygon[i], to = polygon[(i + 1) % polygon.size()];
            if (from.y() == to.y())
                continue; // no ray along x meets it
            const std::size_t last = band(std::max(from.y(), to.y()));
            for (std::size_t b = band(std::min(from.y(), to.y())); b <= last; ++b)
                m_bands[b].push_back({ from, to });
        }
    }

    /// How often the polygon winds about the point.
    [[nodiscard]] int turns(double x, double y) const
    {
        int turns = 0;
        for (const auto& [from, to] : m_bands[band(y)]) {
            const bool up = from.y() <= y && to.y() > y, down = to.y() <= y && from.y() > y;
            if (!up && !down)
                continue;
            const double left = (to.x() - from.x()) * (y - from.y()) - (x - from.x()) * (to.y() - from.y());
            if (up && left > 0)
                ++turns;
            else if (down && left < 0)
                --turns;
        }
        return turns;
    }

private:
    [[nodiscard]] std::size_t band(double y) const
    {
        const double at = (y - m_top) / m_height * static_cast<double>(m_bands.size());
        return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(m_bands.size() - 1)));
    }

    double m_top, m_height;
    std::vector<std::vector<std::pair<QPointF, QPointF>>> m_bands;
};

} // namespace

MapPoints::MapPoints(std::vector<session::MapPoint> points)
{
    std::erase_if(points, [](const auto& point) { return !std::isfinite(point.x) || !std::isfinite(point.y); });
    std::ranges::sort(points, {}, &session::MapPoint::row);
    const std::size_t n = points.size();
    m_x.reserve(n);
    m_y.reserve(n);
    m_rows.reserve(n);
    for (const session::MapPoint& point : points) {
        m_x.push_back(point.x);
        m_y.push_back(point.y);
        m_rows.push_back(point.row);
    }
    if (n == 0)
        return;
    const auto [left, right] = std::ranges::minmax(m_x);
    const auto [top, bottom] = std::ranges::minmax(m_y);
    const double least = std::max({ double(right - left), double(bottom - top), 1e-3 }) * 1e-3;
    m_bounds =
        QRectF(double(left), double(top), std::max(double(right - left), least), std::max(double(bottom - top), least));
    m_side = std::clamp(static_cast<int>(std::sqrt(static_cast<double>(n) / 4)), 1, 1024);
    const std::size_t cells = static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side);
    m_first.assign(cells + 1, 0);
    std::vector<std::uint32_t> cellOf(n);
    for (std::size_t i = 0; i < n; ++i) {
        cellOf[i] = static_cast<std::uint32_t>(cell(column(double(m_x[i])), line(double(m_y[i]))));
        ++m_first[cellOf[i] + 1];
    }
    for (std::size_t c = 0; c < cells; ++c)
        m_first[c + 1] += m_first[c];
    m_order.resize(n);
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < n; ++i)
        m_order[next[cellOf[i]]++] = static_cast<std::uint32_t>(i);
}

int MapPoints::column(double x) const
{
    const double at = (x - m_bounds.left()) / m_bounds.width() * m_side;
    return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(m_side - 1)));
}

int MapPoints::line(double y) const
{
    const double at = (y - m_bounds.top()) / m_bounds.height() * m_side;
    return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(m_side - 1)));
}

int MapPoints::find(data::Row row) const
{
    const auto at = std::ranges::lower_bound(m_rows, row);
    return at == m_rows.end() || *at != row ? -1 : static_cast<int>(at - m_rows.begin());
}

int MapPoints::nearest(QPointF place, double within, const PointMask* among) const
{
    int best = -1;
    double least = within * within;
    for (int l = line(place.y() - within); l <= line(place.y() + within); ++l)
        for (int c = column(place.x() - within); c <= column(place.x() + within); ++c)
            for (std::uint32_t at = m_first[cell(c, l)]; at < m_first[cell(c, l) + 1]; ++at) {
                const std::uint32_t i = m_order[at];
                if (among && !(*among)[i])
                    continue;
                const double dx = double(m_x[i]) - place.x(), dy = double(m_y[i]) - place.y();
                if (const double far = dx * dx + dy * dy; far <= least) {
                    least = far;
                    best = static_cast<int>(i);
                }
            }
    return best;
}

int MapPoints::nearestTowards(std::size_t from, QPointF direction, const PointMask* among) const
{
    int best = -1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i == from || (among && !(*among)[i]))
            continue;
        const double dx = double(m_x[i]) - double(m_x[from]), dy = double(m_y[i]) - double(m_y[from]);
        const double along = dx * direction.x() + dy * direction.y();
        const double aside = std::abs(dx * direction.y() - dy * direction.x());
        if (along <= 0 || aside > along) // a quarter of the circle
            continue;
        if (const double far = along + 2 * aside; far < least) {
            least = far;
            best = static_cast<int>(i);
        }
    }
    return best;
}

std::vector<std::uint32_t> MapPoints::within(const QPolygonF& polygon, const PointMask* among) const
{
    std::vector<std::uint32_t> found;
    if (polygon.size() < 3 || m_rows.empty())
        return found;
    const QRectF box = polygon.boundingRect();
    const Edges edges(polygon, box);
    for (int l = line(box.top()); l <= line(box.bottom()); ++l)
        for (int c = column(box.left()); c <= column(box.right()); ++c)
            for (std::uint32_t at = m_first[cell(c, l)]; at < m_first[cell(c, l) + 1]; ++at) {
                const std::uint32_t i = m_order[at];
                const double x = double(m_x[i]), y = double(m_y[i]);
                if (y < box.top() || y > box.bottom() || (among && !(*among)[i]))
                    continue;
                if (edges.turns(x, y) != 0)
                    found.push_back(i);
            }
    std::ranges::sort(found);
    return found;
}

} // namespace vetrina::ui
