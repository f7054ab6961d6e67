#pragma once

#include "ui/lightcurve/band_marks.h"
#include "ui/lightcurve/curve_points.h"

#include <qcustomplot.h>

#include <map>
#include <optional>

namespace vetrina::ui {

/// The plot itself: points over time, bright upwards, and what the mouse and the keys do with them.
///
/// Wheel zooms in time, with Shift in value; drag pans; a double click shows the whole range; hovering or the arrows
/// name a point. Setters draw nothing: replotAll() does.
class CurvePlot : public QCustomPlot {
    Q_OBJECT

public:
    explicit CurvePlot(QWidget* parent = nullptr);

    void setPoints(CurvePoints points);
    void setFlux(bool flux) { m_flux = flux; }
    void setForced(bool forced) { m_forced = forced; }
    /// The last 30 days, or everything there is.
    void setAll(bool all) { m_all = all; }

    [[nodiscard]] const CurvePoints& points() const { return m_points; }
    [[nodiscard]] bool isFlux() const { return m_flux; }
    [[nodiscard]] bool isForced() const { return m_forced; }
    [[nodiscard]] bool isAll() const { return m_all; }

    void showWholeRange(); ///< of the span that is chosen
    [[nodiscard]] bool rangeIsByHand() const { return m_byHand; } ///< zoomed or panned since then
    void replotAll(); ///< the only costly thing here

    /// The point that is named; none where nothing is under the cursor.
    [[nodiscard]] std::optional<std::size_t> named() const { return m_named; }
    void name(std::optional<std::size_t> point);
    void step(int by); ///< +1 or -1: names the next one drawn, in order of time; first of all this alert
    /// Where a point is drawn; nothing for one that is not.
    [[nodiscard]] std::optional<QPointF> placeOf(std::size_t point) const;
    /// The point drawn nearest to a place, at most 10 px away.
    [[nodiscard]] std::optional<std::size_t> nearest(QPointF at) const;

    /// The plot with a line of words above it, on a painter of any kind.
    void paintPicture(QCPPainter& painter, QSize size, const QString& title);

Q_SIGNALS:
    void alertAsked(vetrina::data::Row row);
    void copyAsked();
    void menuAsked(QPoint global);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void restyle();
    void fitLabels(int height);
    void moved();
    [[nodiscard]] bool isDrawn(const CurvePoint& point) const;
    [[nodiscard]] QPointF pixelOf(const CurvePoint& point) const;
    [[nodiscard]] BandMark markOf(const CurvePoint& point) const;
    void paintGround(QCPPainter& painter) const;
    void paintGuides(QCPPainter& painter) const;
    void paintErrors(QCPPainter& painter) const;
    void paintPoints(QCPPainter& painter);
    void paintNamed(QCPPainter& painter) const;
    void goFrom(int point, int by);
    void ask(std::optional<std::size_t> point);

    CurvePoints m_points;
    bool m_flux = false, m_forced = false, m_all = false;
    std::optional<std::size_t> m_named;
    bool m_namedByKey = false;
    std::map<unsigned, QPixmap> m_marks; ///< by band and look
    QPoint m_pressed;
    QCPRange m_pressedX, m_pressedY;
    bool m_dragging = false, m_down = false, m_byHand = false;
};

} // namespace vetrina::ui
