#pragma once

#include "core/image/histogram.h"
#include "core/image/limits.h"

#include <QWidget>

namespace vetrina::ui {

/// The histogram under a stamp (log counts) with two handles: drag one, or move it with the arrows when focused
/// (left and right for the handle in hand, up and down to take the other one). A double click asks for the rule again,
/// Enter for exact numbers.
class LimitsStrip : public QWidget {
    Q_OBJECT

public:
    explicit LimitsStrip(const QString& stampName, QWidget* parent = nullptr);

    /// An empty plane clears it.
    void set(image::PlaneView plane, const image::Limits& limits);
    [[nodiscard]] const image::Limits& limits() const { return m_limits; }

    [[nodiscard]] double xOf(double value) const;
    [[nodiscard]] double valueAt(double x) const;

Q_SIGNALS:
    void limitsDragged(const image::Limits& limits);
    void resetAsked();
    void editAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return { 333, 36 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 120, 36 }; }

private:
    enum class Handle { Low, High };
    void moveTo(Handle handle, double value);
    [[nodiscard]] QRectF handleRect(Handle handle) const;

    image::Limits m_limits;
    image::Histogram m_histogram;
    std::vector<float> m_heights;
    Handle m_inHand = Handle::Low;
    bool m_dragging = false, m_empty = true;
};

} // namespace vetrina::ui
