#pragma once

#include "ui/stamp/display_state.h"
#include "ui/stamp/stamp_geometry.h"

#include <QImage>
#include <QLineF>
#include <QWidget>

#include <memory>

namespace vetrina::ui {

struct BlinkFrame;
struct SaliencyLayer;
struct SaliencyLook;

/// One stamp: big pixels, nearest neighbour, on floats. It owns its painting, its mouse and nothing else.
class StampView : public QWidget {
    Q_OBJECT

public:
    explicit StampView(data::Panel panel, QWidget* parent = nullptr);

    /// Null clears it to a flat well: not decoded yet.
    void setCandidate(std::shared_ptr<const session::CandidateView> candidate);
    /// What smoothing, if any, is laid over the pixels for the eye.
    void setSmoothing(const std::optional<image::Smoothing>& smoothing);
    /// `own`: this panel goes its own way, and its plate says so.
    void setDisplay(const image::Display& display, const image::Limits& limits, bool own = false);
    void setCamera(const Camera& camera);
    void setOptions(bool northUp, bool crosshair, double fieldArcsec);
    /// While it blinks: what is painted in place of its stamp. Not owned; null ends it.
    void setFrame(const BlinkFrame* frame);
    [[nodiscard]] const BlinkFrame* frame() const { return m_frame; }
    /// Where a cut goes, in stamp pixels, and where the pixel table looks; painted over the stamp.
    void setMarks(const std::vector<QLineF>& lines, const QRectF& box);
    /// What lies over the stamp where it is that candidate's; null takes it away. `says`: its words stand here.
    void setSaliency(std::shared_ptr<const SaliencyLayer> saliency, const SaliencyLook& look, bool says);
    /// Whether a left drag draws a line, not pans.
    void setDrawing(bool drawing) { m_drawing = drawing; }
    /// While Space is held: a left drag pans, at once and whatever else it would do.
    void setPanning(bool panning);

    [[nodiscard]] data::Panel panel() const { return m_panel; }
    [[nodiscard]] const std::shared_ptr<const session::CandidateView>& candidate() const { return m_candidate; }
    [[nodiscard]] const Camera& camera() const { return m_camera; }
    [[nodiscard]] StampGeometry geometryOfView() const { return geometryFrom(m_camera); }
    /// The true pixels; empty where there are none.
    [[nodiscard]] image::PlaneView plane() const;
    /// What is painted: the smoothed pixels, or the true ones.
    [[nodiscard]] image::PlaneView shownPlane() const;
    [[nodiscard]] QImage rendered() const; ///< the stamp's own pixels as colours, row 0 at the top
    /// "x 31.4 y 30.8 · 01:18:44.06 -23:31:44.9 · 143.2" of the pixel under that point, the true value, and the
    /// smoothed one after it where smoothing is on; empty off the stamp.
    [[nodiscard]] QString readout(QPointF at) const;
    /// The stamp's place under a point of the widget; nothing off the stamp.
    [[nodiscard]] std::optional<QPointF> pixelAt(QPointF at) const;

Q_SIGNALS:
    void cameraChanged(const Camera& camera);
    /// Bias and contrast by the right button, as DS9 counts them.
    void contrastDragged(double contrast, double bias);
    void resetAsked();
    void hovered(const QString& readout);
    /// The place under the cursor; nothing once it left.
    void hoveredPixel(const std::optional<QPointF>& pixel);
    void pointed(); ///< clicked: this panel is the one in hand
    void menuAsked(const QPoint& global); ///< right click without a drag, or the menu key
    void singleAsked(); ///< double click on the name, or Enter
    void limitsAsked(); ///< a click on the numbers of the limits
    void saliencyAsked(const QPoint& global); ///< a click on the words of the saliency
    void lineDrawn(const QLineF& pixels);

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
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return { 333, 333 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 120, 120 }; }

private:
    [[nodiscard]] const std::optional<session::Astrometry>& astrometry() const;
    [[nodiscard]] QRectF inner() const; ///< what is inside the focus ring
    [[nodiscard]] StampGeometry geometryFrom(const Camera& camera) const;
    void paintStamp(QPainter& painter, const StampGeometry& geometry);
    void paintProblem(QPainter& painter, const QString& what) const;
    void paintOverlay(QPainter& painter, const StampGeometry& geometry) const;
    void paintMarks(QPainter& painter, const StampGeometry& geometry) const;
    void paintSaliencyOver(QPainter& painter, const StampGeometry& geometry) const;
    [[nodiscard]] QString plateText() const;
    [[nodiscard]] std::size_t missing() const; ///< pixels of the true ones without a value
    void dropSmooth();

    data::Panel m_panel;
    std::shared_ptr<const session::CandidateView> m_candidate;
    std::optional<image::Smoothing> m_smoothing;
    mutable image::Plane m_smooth; ///< made when first asked for
    mutable std::optional<std::size_t> m_missing; ///< pixels without a value, counted when first asked for
    image::Display m_display;
    image::Limits m_limits;
    bool m_own = false;
    Camera m_camera;
    bool m_northUp = true, m_crosshair = true;
    double m_fieldArcsec = 0;
    mutable QImage m_image; ///< rendered when first painted after a change
    mutable bool m_stale = true;
    const BlinkFrame* m_frame = nullptr;
    std::shared_ptr<const SaliencyLayer> m_saliency;
    double m_saliencyOpacity = 1;
    bool m_saliencyInColour = false, m_saliencySays = false;
    std::vector<QLineF> m_lines;
    QRectF m_box;
    mutable QRectF m_namePlate, m_limitsPlate, m_saliencyPlate; ///< in the widget, where they were painted last

    QPointF m_dragFrom;
    Camera m_dragCamera;
    Qt::MouseButton m_dragging = Qt::NoButton;
    bool m_dragged = false; ///< far enough to be no click
    bool m_drawing = false, m_panning = false;
    bool m_pansNow = false; ///< this drag does
};

/// "Science", "Template", "Difference".
[[nodiscard]] QString panelName(data::Panel panel);

} // namespace vetrina::ui
