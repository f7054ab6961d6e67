#pragma once

#include "core/session/embeddings.h"

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <cstdint>
#include <memory>
#include <vector>

namespace vetrina::ui {

/// A mark a point: 0 or 1.
using PointMask = std::vector<std::uint8_t>;
using PointMaskPtr = std::shared_ptr<const PointMask>;

/// The points of a map, and a grid over them to look places up by. Immutable; any thread.
class MapPoints {
public:
    MapPoints() = default;
    /// In the order of their rows. Points that are not finite are left out.
    explicit MapPoints(std::vector<session::MapPoint> points);

    [[nodiscard]] std::size_t count() const { return m_rows.size(); }
    [[nodiscard]] float x(std::size_t i) const { return m_x[i]; }
    [[nodiscard]] float y(std::size_t i) const { return m_y[i]; }
    [[nodiscard]] const std::vector<float>& xs() const { return m_x; }
    [[nodiscard]] const std::vector<float>& ys() const { return m_y; }
    [[nodiscard]] data::Row row(std::size_t i) const { return m_rows[i]; }
    [[nodiscard]] const std::vector<data::Row>& rows() const { return m_rows; }
    [[nodiscard]] QPointF at(std::size_t i) const { return { double(m_x[i]), double(m_y[i]) }; }
    /// Around all of them; never empty.
    [[nodiscard]] QRectF bounds() const { return m_bounds; }

    /// The point of that row; -1 where it has none.
    [[nodiscard]] int find(data::Row row) const;
    /// The point nearest to a place, no farther than `within` and among those that the mask lets through (null: all);
    /// -1 where there is none.
    [[nodiscard]] int nearest(QPointF place, double within, const PointMask* among) const;
    /// The nearest one in a direction (of length 1) from that point: distance counts, and so does the angle.
    [[nodiscard]] int nearestTowards(std::size_t from, QPointF direction, const PointMask* among) const;
    /// Those within a polygon, which is closed by itself and may cross itself: what it winds about is within. The
    /// mask as above. Ascending.
    [[nodiscard]] std::vector<std::uint32_t> within(const QPolygonF& polygon, const PointMask* among) const;

private:
    [[nodiscard]] int column(double x) const;
    [[nodiscard]] int line(double y) const;
    [[nodiscard]] std::size_t cell(int column, int line) const
    {
        return static_cast<std::size_t>(line) * static_cast<std::size_t>(m_side) + static_cast<std::size_t>(column);
    }

    std::vector<float> m_x, m_y;
    std::vector<data::Row> m_rows;
    QRectF m_bounds{ 0, 0, 1, 1 };
    int m_side = 1; ///< of the grid, in cells
    std::vector<std::uint32_t> m_first{ 0, 0 }; ///< a cell -> its first place in m_order; one more at the end
    std::vector<std::uint32_t> m_order;
};

using MapPointsPtr = std::shared_ptr<const MapPoints>;

} // namespace vetrina::ui
