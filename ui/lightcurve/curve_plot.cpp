#include "ui/lightcurve/curve_plot.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QAccessible>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr double reach = 10; ///< pixels
constexpr double dragsFrom = 4; ///< pixels: less is a click
constexpr double leastDays = 0.02, mostDays = 40000;

} // namespace

void CurvePlot::setPoints(CurvePoints points)
{
    m_points = std::move(points);
    m_named.reset();
    m_dragging = m_down = false;
}

void CurvePlot::replotAll()
{
    if (bufferDevicePixelRatio() != devicePixelRatioF()) { // another screen
        setBufferDevicePixelRatio(devicePixelRatioF());
        m_marks.clear();
    }
    yAxis->ticker()->setTickCount(std::clamp(height() / 45, 2, 8));
    replot(rpQueuedRefresh);
}

void CurvePlot::moved()
{
    m_byHand = true;
    replotAll();
}

std::optional<QPointF> CurvePlot::placeOf(std::size_t point) const
{
    if (point >= m_points.points.size() || !isDrawn(m_points.points[point]))
        return std::nullopt;
    return pixelOf(m_points.points[point]);
}

std::optional<std::size_t> CurvePlot::nearest(QPointF at) const
{
    std::optional<std::size_t> best;
    double least = reach * reach;
    for (std::size_t i = 0; i < m_points.points.size(); ++i) {
        if (!isDrawn(m_points.points[i]))
            continue;
        const QPointF place = pixelOf(m_points.points[i]), away = place - at;
        if (!QRectF(axisRect()->rect()).adjusted(-4, -4, 4, 4).contains(place)) // panned out of sight
            continue;
        const double distance = QPointF::dotProduct(away, away);
        if (distance <= least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

void CurvePlot::name(std::optional<std::size_t> point)
{
    if (point == m_named)
        return;
    m_named = point;
    setAccessibleDescription(m_named ? wordsOf(m_points.points[*m_named]) : QString());
    QAccessibleEvent said(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&said);
    layer("overlay")->replot();
}

void CurvePlot::step(int by)
{
    if (m_named)
        goFrom(static_cast<int>(*m_named), by);
    else if (m_points.current && placeOf(*m_points.current)) // the first step names this alert
        goFrom(static_cast<int>(*m_points.current) - by, by);
    else
        goFrom(by > 0 ? -1 : static_cast<int>(m_points.points.size()), by);
}

void CurvePlot::goFrom(int point, int by)
{
    const auto count = static_cast<int>(m_points.points.size());
    for (int i = point + by; i >= 0 && i < count; i += by) {
        const auto at = static_cast<std::size_t>(i);
        if (!placeOf(at))
            continue;
        const double days = m_points.points[at].days, value = m_points.points[at].value(m_flux);
        const bool seen = xAxis->range().contains(days) && yAxis->range().contains(value);
        if (!xAxis->range().contains(days)) // bring it into sight
            xAxis->moveRange(days - xAxis->range().center());
        if (!yAxis->range().contains(value))
            yAxis->moveRange(value - yAxis->range().center());
        if (!seen)
            moved();
        m_namedByKey = true;
        return name(at);
    }
}

void CurvePlot::ask(std::optional<std::size_t> point)
{
    if (point && m_points.points[*point].row >= 0 && !m_points.points[*point].current)
        Q_EMIT alertAsked(m_points.points[*point].row);
}

bool CurvePlot::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // here the arrows are the plot's, not the queue's
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier;
        const bool ours = plain
            && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right || key->key() == Qt::Key_Home
                || key->key() == Qt::Key_End || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter
                || (key->key() == Qt::Key_Escape && m_named));
        if (ours || key->matches(QKeySequence::Copy)) {
            event->accept();
            return true;
        }
    }
    return QCustomPlot::event(event);
}

void CurvePlot::changeEvent(QEvent* event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        restyle();
        if (isVisible())
            replotAll();
    }
}

void CurvePlot::paintEvent(QPaintEvent* event)
{
    QCustomPlot::paintEvent(event);
    if (hasFocus()) {
        QPainter painter(this);
        paintFocusRing(painter, rect(), size::radiusControl);
    }
}

void CurvePlot::resizeEvent(QResizeEvent* event)
{
    fitLabels(event->size().height());
    QCustomPlot::resizeEvent(event); // draws
    if (!m_byHand && !m_points.empty() && event->size().height() != event->oldSize().height()) {
        showWholeRange(); // the words need as many pixels as before
        replotAll();
    }
}

void CurvePlot::focusOutEvent(QFocusEvent* event)
{
    QCustomPlot::focusOutEvent(event);
    if (m_namedByKey)
        name(std::nullopt);
    m_namedByKey = false;
    update();
}

void CurvePlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_down = true;
    m_dragging = false;
    m_pressed = event->pos();
    m_pressedX = xAxis->range();
    m_pressedY = yAxis->range();
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_down) {
        m_namedByKey = false;
        const auto point = nearest(event->position());
        name(point);
        const bool leads = point && m_points.points[*point].row >= 0 && !m_points.points[*point].current;
        setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const QPoint by = event->pos() - m_pressed;
    if (!m_dragging && by.manhattanLength() < dragsFrom)
        return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    name(std::nullopt);
    const QRect area = axisRect()->rect();
    const double x = -m_pressedX.size() * by.x() / area.width();
    const double y = m_pressedY.size() * by.y() / area.height() * (yAxis->rangeReversed() ? -1 : 1);
    xAxis->setRange(m_pressedX.lower + x, m_pressedX.upper + x);
    yAxis->setRange(m_pressedY.lower + y, m_pressedY.upper + y);
    moved();
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_down)
        return;
    m_down = false;
    setCursor(Qt::ArrowCursor);
    if (std::exchange(m_dragging, false))
        return;
    const auto point = nearest(event->position());
    name(point);
    if (!point)
        return;
    setFocus(Qt::MouseFocusReason);
    ask(point);
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_down = false;
    showWholeRange();
    replotAll();
}

void CurvePlot::wheelEvent(QWheelEvent* event)
{
    // With Shift some systems turn the wheel sideways.
    const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (turned == 0)
        return;
    event->accept();
    const double factor = std::pow(1.2, -turned / 120.0);
    QCPAxis* axis = event->modifiers() & Qt::ShiftModifier ? yAxis : xAxis;
    const QPointF at = event->position();
    const double centre = axis->pixelToCoord(axis == xAxis ? at.x() : at.y());
    const double size = axis->range().size() * factor;
    const bool sane = axis == xAxis ? size > leastDays && size < mostDays : size > 1e-3 && size < 1e9;
    if (sane)
        axis->scaleRange(factor, centre);
    name(std::nullopt);
    moved();
}

void CurvePlot::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return Q_EMIT copyAsked();
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Home:
        return goFrom(-1, 1);
    case Qt::Key_End:
        return goFrom(static_cast<int>(m_points.points.size()), -1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return ask(m_named);
    case Qt::Key_Escape:
        if (m_named)
            return name(std::nullopt);
        [[fallthrough]];
    default:
        QCustomPlot::keyPressEvent(event);
    }
}

void CurvePlot::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    if (!m_namedByKey)
        name(std::nullopt);
}

void CurvePlot::contextMenuEvent(QContextMenuEvent* event) { Q_EMIT menuAsked(event->globalPos()); }

} // namespace vetrina::ui
