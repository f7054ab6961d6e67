#pragma once

#include "ui/stamp/display_state.h"
#include "ui/stamp/stamp_geometry.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace vetrina::ui {

/// One stamp: big pixels, nearest neighbour, on floats. It owns its painting, its mouse and nothing else.
class StampView : public QWidget {
    Q_OBJECT

public:
    explicit StampView(data::Panel panel, QWidget* parent = nullptr);

    /// Null clears it to a flat well: not decoded yet.
    void setCandidate(std::shared_ptr<const session::CandidateView> candidate);
    void setDisplay(const image::Display& display, const image::Limits& limits);
    void setCamera(const Camera& camera);
    void setOptions(bool northUp, bool crosshair);

    [[nodiscard]] data::Panel panel() const { return m_panel; }
    [[nodiscard]] const Camera& camera() const { return m_camera; }
    [[nodiscard]] StampGeometry geometryOfView() const;
    /// The plane shown; empty where there is none.
    [[nodiscard]] image::PlaneView plane() const;
    /// "x 31.4 y 30.8 · 01:18:44.06 -23:31:44.9 · 143.2" of the pixel under that point; empty off the stamp.
    [[nodiscard]] QString readout(QPointF at) const;

Q_SIGNALS:
    void cameraChanged(const Camera& camera);
    /// Bias and contrast by the right button, as DS9 counts them.
    void contrastDragged(double contrast, double bias);
    void resetAsked();
    void hovered(const QString& readout);
    void pointed(); ///< clicked: this panel is the one in hand

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return { 333, 333 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 120, 120 }; }

private:
    [[nodiscard]] const std::optional<session::Astrometry>& astrometry() const;
    [[nodiscard]] QRectF inner() const; ///< what is inside the focus ring
    void renderImage();
    void paintProblem(QPainter& painter, const QString& what) const;
    void paintOverlay(QPainter& painter, const StampGeometry& geometry) const;

    data::Panel m_panel;
    std::shared_ptr<const session::CandidateView> m_candidate;
    image::Display m_display;
    image::Limits m_limits;
    Camera m_camera;
    bool m_northUp = true, m_crosshair = true;
    QImage m_image; ///< rendered when first painted after a change
    bool m_stale = true;
    QPointF m_dragFrom;
    Camera m_dragCamera;
    Qt::MouseButton m_dragging = Qt::NoButton;
};

/// "Science", "Template", "Difference".
[[nodiscard]] QString panelName(data::Panel panel);

} // namespace vetrina::ui
