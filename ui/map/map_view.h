#pragma once

#include "core/base/executor.h"
#include "ui/base/then.h"
#include "ui/map/map_painter.h"

#include <QPolygonF>
#include <QTimer>
#include <QWidget>

namespace vetrina::ui {

/// The map itself: points off the window's thread into a picture, and over it what the hand does.
///
/// While a picture is being made the one before stands in its place, moved and scaled to where it belongs, so that
/// pan and zoom never wait. It owns its painting and its mouse; who is selected is said to it.
class MapView : public QWidget {
    Q_OBJECT

public:
    enum class Tool : unsigned char { Pan, Lasso, Rectangle };
    enum class Combine : unsigned char { New, Add, TakeAway };

    explicit MapView(QWidget* parent = nullptr);
    ~MapView() override;

    /// Another map: the sight is fitted to it. Null shows nothing.
    void setPoints(MapPointsPtr points);
    void setColouring(MapColouringPtr colouring);
    void setGroupShown(std::vector<std::uint8_t> shown);
    void setShown(PointMaskPtr shown); ///< by the filter; null: all
    void setSelected(PointMaskPtr selected);
    void setLook(MapPicture::Mode mode, double size, double opacity, bool greyRest);
    void setTool(Tool tool);
    [[nodiscard]] Tool tool() const { return m_tool; }
    void setCombine(Combine combine) { m_combine = combine; }
    [[nodiscard]] Combine combine() const { return m_combine; }
    /// What is drawn about a selection while it stands as it was made; empty takes it away.
    void setOutline(std::vector<QPolygonF> outline, const QString& words);
    [[nodiscard]] const std::vector<QPolygonF>& outline() const { return m_outline; }

    [[nodiscard]] const MapPointsPtr& points() const { return m_picture.points; }
    [[nodiscard]] const MapColouringPtr& colouring() const { return m_picture.colouring; }
    [[nodiscard]] const MapSight& sight() const { return m_picture.sight; }
    void setSight(const MapSight& sight);
    void fit();
    [[nodiscard]] bool isFitted() const { return m_fitted; }
    void zoomBy(double factor, QPointF about);
    void zoomBy(double factor);
    /// The point in hand, by the keys or from elsewhere; -1 for none. It is brought into sight.
    void setCurrent(int point);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int hovered() const { return m_hovered; }
    [[nodiscard]] QPointF screenOf(int point) const;
    /// Who may be chosen: shown by the filter and by the legend; null: all.
    [[nodiscard]] PointMaskPtr choosable() const;
    [[nodiscard]] const MapFrame& frame() const { return m_frame; }
    [[nodiscard]] bool isPainting() const { return m_painting || m_soon.isActive(); }
    /// Esc: gives up what is being drawn; false where nothing is.
    bool stepOut();

Q_SIGNALS:
    void lassoed(const QPolygonF& polygon, vetrina::ui::MapView::Combine combine); ///< on the map
    void picked(int point, vetrina::ui::MapView::Combine combine);
    void openAsked(int point);
    void hoveredChanged(int point); ///< -1: none
    void readout(const QString& words);
    void framed(); ///< a new picture stands

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void paintSoon();
    void askFrame();
    void resolveColours();
    void paintOutline(QPainter& painter) const;
    void paintDrag(QPainter& painter) const;
    void paintRing(QPainter& painter, int point, const QColor& colour) const;
    void setHovered(int point);
    void hoverAt(QPointF pixel);
    void showCursor();
    [[nodiscard]] Combine combineOf(Qt::KeyboardModifiers modifiers) const;
    [[nodiscard]] MapSight fitted() const;

    enum class Drag : unsigned char { None, Pan, Lasso, Rectangle };

    MapPicture m_picture; ///< what the next picture is made of
    MapFrame m_frame;
    bool m_painting = false, m_again = false;
    bool m_byKeys = false; ///< it has the focus, and came by it with the keys
    bool m_fitted = true; ///< the sight follows the size until a hand moves it
    LastQuestion m_life;
    QTimer m_soon;
    Tool m_tool = Tool::Lasso;
    Combine m_combine = Combine::New;
    Drag m_drag = Drag::None;
    bool m_moved = false;
    QPointF m_pressed, m_last;
    QPolygonF m_path; ///< what is being drawn, in pixels
    std::vector<QPolygonF> m_outline; ///< on the map
    QString m_outlineWords;
    int m_hovered = -1, m_current = -1;
    mutable PointMaskPtr m_choosable; ///< made when asked for; see choosable()
    mutable bool m_choosableKnown = false;
    Executor m_painter{ "map", 1, 2, Executor::WhenFull::DropOldest };
};

} // namespace vetrina::ui
