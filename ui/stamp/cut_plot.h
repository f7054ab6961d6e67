#pragma once

#include "core/image/region.h"
#include "ui/theme/tokens.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace vetrina::ui {

/// One panel's values along a cut, each pixel a step.
struct CutCurve {
    QString name;
    Token colour = Token::Accent;
    Qt::PenStyle line = Qt::SolidLine;
    std::vector<image::LineSample> samples; ///< `along` in pixels from the middle of the cut
};

/// A cut: the curves of the panels over one axis.
struct Cut {
    QString title; ///< "left to right", "along the line"
    std::vector<CutCurve> curves;
    double unit = 1; ///< of the axis, a pixel: arcsec where the packet tells, else 1
    QString unitName; ///< "″" or "px"
};

/// One or two cuts side by side, on one scale of values. The cursor reads the values off.
class CutPlot : public QWidget {
    Q_OBJECT

public:
    explicit CutPlot(QWidget* parent = nullptr);
    void set(std::vector<Cut> cuts);
    [[nodiscard]] const std::vector<Cut>& cuts() const { return m_cuts; }
    /// What is read at a point: "+3.0 px · Science 143.2 · Template 98.1"; empty off the plots.
    [[nodiscard]] QString readout(QPointF at) const;

Q_SIGNALS:
    void hovered(const QString& readout);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Range {
        double low = 0, high = 1;
    };
    [[nodiscard]] QRectF floorOf(std::size_t cut) const; ///< where its curves are
    [[nodiscard]] static Range acrossOf(const Cut& cut);
    void paintCut(QPainter& painter, std::size_t which) const;

    std::vector<Cut> m_cuts;
    Range m_values;
    std::optional<QPointF> m_cursor;
};

} // namespace vetrina::ui
