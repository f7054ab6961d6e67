#include "ui/map/map_view.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QFocusEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr double margin = 28; ///< about a map that is fitted

} // namespace

MapView::MapView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("map");
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map of the candidates"));
    setMinimumSize(200, 160);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &MapView::askFrame);
    showCursor();
}

MapView::~MapView() { m_painter.abandon(); }

void MapView::setPoints(MapPointsPtr points)
{
    stepOut(); // what was being drawn was about the points before
    m_life.drop();
    m_painting = m_again = false;
    m_frame = {};
    m_picture.points = std::move(points);
    m_picture.colouring.reset();
    m_picture.shown.reset();
    m_picture.selected.reset();
    m_choosableKnown = false;
    m_outline.clear();
    m_current = -1;
    setHovered(-1);
    m_fitted = true;
    m_picture.sight = fitted();
    update();
}

void MapView::setColouring(MapColouringPtr colouring)
{
    m_picture.colouring = std::move(colouring);
    m_choosableKnown = false;
    m_picture.groupShown.clear();
    if (m_picture.colouring)
        m_picture.groupShown.assign(m_picture.colouring->groups.size(), 1);
    resolveColours();
    paintSoon();
}

void MapView::setGroupShown(std::vector<std::uint8_t> shown)
{
    if (!m_picture.colouring || shown.size() != m_picture.colouring->groups.size())
        return;
    m_picture.groupShown = std::move(shown);
    m_choosableKnown = false;
    paintSoon();
}

void MapView::setShown(PointMaskPtr shown)
{
    m_picture.shown = std::move(shown);
    m_choosableKnown = false;
    paintSoon();
}

void MapView::setSelected(PointMaskPtr selected)
{
    m_picture.selected = std::move(selected);
    paintSoon();
}

void MapView::setLook(MapPicture::Mode mode, double size, double opacity, bool greyRest)
{
    m_picture.mode = mode;
    m_picture.size = size;
    m_picture.opacity = opacity;
    m_picture.greyRest = greyRest;
    paintSoon();
}

void MapView::setTool(Tool tool)
{
    m_tool = tool;
    showCursor();
}

void MapView::showCursor() { setCursor(m_tool == Tool::Pan ? Qt::OpenHandCursor : Qt::CrossCursor); }

void MapView::setOutline(std::vector<QPolygonF> outline, const QString& words)
{
    m_outline = std::move(outline);
    m_outlineWords = words;
    update();
}

void MapView::resolveColours()
{
    if (!m_picture.colouring)
        return;
    m_picture.colours = coloursOf(*m_picture.colouring);
    m_picture.labelColours.clear();
    for (const MapColouring::Group& label : m_picture.colouring->labels)
        m_picture.labelColours.push_back(colour(label.colour).rgb());
}

PointMaskPtr MapView::choosable() const
{
    if (m_choosableKnown)
        return m_choosable;
    m_choosableKnown = true;
    m_choosable = m_picture.shown;
    if (!m_picture.colouring || std::ranges::find(m_picture.groupShown, 0) == m_picture.groupShown.end())
        return m_choosable;
    auto mask = std::make_shared<PointMask>(m_picture.colouring->groupOf.size());
    for (std::size_t i = 0; i < mask->size(); ++i)
        (*mask)[i] =
            m_picture.groupShown[m_picture.colouring->groupOf[i]] && (!m_picture.shown || (*m_picture.shown)[i]);
    m_choosable = std::move(mask);
    return m_choosable;
}

MapSight MapView::fitted() const
{
    if (!m_picture.points || m_picture.points->count() == 0)
        return {};
    const QRectF bounds = m_picture.points->bounds();
    const double across = std::max(50.0, width() - 2 * margin), down = std::max(50.0, height() - 2 * margin);
    return { bounds.center(), std::min(across / bounds.width(), down / bounds.height()) };
}

void MapView::fit()
{
    m_fitted = true;
    m_picture.sight = fitted();
    paintSoon();
}

void MapView::setSight(const MapSight& sight)
{
    m_fitted = false;
    m_picture.sight = sight;
    paintSoon();
}

void MapView::zoomBy(double factor, QPointF about)
{
    if (!m_picture.points)
        return;
    MapSight sight = m_picture.sight;
    const MapSight all = fitted();
    const QPointF held = sight.toMap(about, size());
    sight.scale = std::clamp(sight.scale * factor, all.scale * 0.25, all.scale * 20000);
    sight.centre += held - sight.toMap(about, size()); // what is under the cursor stays there
    setSight(sight);
}

void MapView::zoomBy(double factor)
{
    const QPointF at = m_current >= 0 ? screenOf(m_current) : QPointF(width() / 2.0, height() / 2.0);
    zoomBy(factor, QRectF(rect()).contains(at) ? at : QPointF(width() / 2.0, height() / 2.0));
}

QPointF MapView::screenOf(int point) const
{
    return m_picture.sight.toScreen(m_picture.points->at(static_cast<std::size_t>(point)), size());
}

void MapView::setCurrent(int point)
{
    m_current = m_picture.points && point < static_cast<int>(m_picture.points->count()) ? point : -1;
    if (m_current >= 0 && !QRectF(rect()).adjusted(20, 20, -20, -20).contains(screenOf(m_current))) {
        MapSight sight = m_picture.sight;
        sight.centre = m_picture.points->at(static_cast<std::size_t>(m_current));
        setSight(sight);
    }
    update();
}

void MapView::paintSoon()
{
    update();
    if (isVisible())
        m_soon.start();
}

/// One picture is in the making at a time; what changed meanwhile is in the next one.
void MapView::askFrame()
{
    if (!m_picture.points || !m_picture.colouring || m_picture.points->count() == 0)
        return;
    if (m_painting) {
        m_again = true;
        return;
    }
    m_painting = true;
    MapPicture picture = m_picture;
    picture.pixels = size();
    picture.ratio = devicePixelRatioF();
    picture.ground = colour(Token::Well).rgb();
    picture.edge = picture.ground;
    picture.grey = colour(Token::LineStrong).rgb();
    then(m_painter.submit(
             [picture = std::move(picture)](std::stop_token stop) { return paintMap(picture, std::move(stop)); },
             m_life.token()),
        this, m_life.token(), [this](Result<MapFrame> frame) {
            m_painting = false;
            if (frame)
                m_frame = std::move(*frame);
            update();
            if (std::exchange(m_again, false))
                askFrame();
            else
                Q_EMIT framed();
        });
}

void MapView::resizeEvent(QResizeEvent*)
{
    if (m_fitted)
        m_picture.sight = fitted();
    paintSoon();
}

void MapView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        resolveColours();
        paintSoon();
    }
    QWidget::changeEvent(event);
}

void MapView::focusInEvent(QFocusEvent* event)
{
    m_byKeys = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void MapView::focusOutEvent(QFocusEvent*)
{
    m_byKeys = false;
    update();
}

bool MapView::event(QEvent* event)
{
    if (event->type() == QEvent::Show)
        m_soon.start();
    return QWidget::event(event);
}

void MapView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor ground = colour(Token::Well);
    if (m_frame.image.isNull()) {
        painter.fillRect(rect(), ground);
    } else if (m_frame.sight == m_picture.sight && m_frame.pixels == size()) {
        painter.drawImage(QPointF(0, 0), m_frame.image);
    } else {
        // Where the picture's corners lie now.
        const QSizeF then = m_frame.pixels;
        const QPointF from = m_picture.sight.toScreen(m_frame.sight.toMap({ 0, 0 }, then), size());
        const QPointF to = m_picture.sight.toScreen(m_frame.sight.toMap({ then.width(), then.height() }, then), size());
        painter.fillRect(rect(), ground);
        painter.drawImage(QRectF(from, to), m_frame.image);
    }
    if (!m_picture.points)
        return;
    paintOutline(painter);
    paintDrag(painter);
    if (m_current >= 0)
        paintRing(painter, m_current, colour(Token::Focus));
    if (m_hovered >= 0)
        paintRing(painter, m_hovered, colour(Token::Text));
    if (m_byKeys)
        paintFocusRing(painter, QRectF(rect()), 0);
}

void MapView::paintRing(QPainter& painter, int point, const QColor& colour) const
{
    const double radius = std::max(7.0, m_picture.size + 4);
    const QPointF at = screenOf(point);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ui::colour(Token::Well), 4));
    painter.drawEllipse(at, radius, radius);
    painter.setPen(QPen(colour, 1.75));
    painter.drawEllipse(at, radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void MapView::paintOutline(QPainter& painter) const
{
    if (m_outline.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QColor wash = colour(Token::Accent);
    wash.setAlphaF(0.07f);
    QPen dashes(colour(Token::Focus), 1.75);
    dashes.setDashPattern({ 4, 3 });
    QPointF low(width() / 2.0, -1e9);
    for (const QPolygonF& polygon : m_outline) {
        QPolygonF path;
        for (const QPointF& place : polygon) {
            path << m_picture.sight.toScreen(place, size());
            if (path.back().y() > low.y())
                low = path.back();
        }
        painter.setBrush(wash);
        painter.setPen(QPen(colour(Token::Well), 4));
        painter.drawPolygon(path, Qt::WindingFill);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(dashes);
        painter.drawPolygon(path, Qt::WindingFill);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_outlineWords.isEmpty())
        return;
    painter.setFont(uiFont(size::fontDense));
    const QSize words = painter.fontMetrics().size(Qt::TextSingleLine, m_outlineWords) + QSize(16, 6);
    QRect plate(QPoint(static_cast<int>(low.x()) - words.width() / 2, static_cast<int>(low.y()) + 8), words);
    plate.moveLeft(std::clamp(plate.left(), 4, std::max(4, width() - words.width() - 4)));
    plate.moveTop(std::clamp(plate.top(), 4, std::max(4, height() - words.height() - 4)));
    painter.setPen(colour(Token::Accent));
    painter.setBrush(colour(Token::Panel));
    painter.drawRoundedRect(QRectF(plate).adjusted(0.5, 0.5, -0.5, -0.5), size::radiusControl, size::radiusControl);
    painter.setPen(colour(Token::Text));
    painter.drawText(plate, Qt::AlignCenter, m_outlineWords);
}

void MapView::paintDrag(QPainter& painter) const
{
    if (m_drag != Drag::Lasso && m_drag != Drag::Rectangle)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QColor wash = colour(Token::Accent);
    wash.setAlphaF(0.10f);
    painter.setBrush(wash);
    painter.setPen(QPen(colour(Token::Focus), 1.5));
    if (m_drag == Drag::Lasso)
        painter.drawPolygon(m_path, Qt::WindingFill);
    else
        painter.drawRect(QRectF(m_pressed, m_last).normalized());
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace vetrina::ui
