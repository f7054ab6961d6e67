#include "ui/plots/epoch_plot.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

QCPScatterStyle scatter(EpochPlot::Mark mark, const QColor& colour)
{
    const auto shape = mark == EpochPlot::Mark::Disc ? QCPScatterStyle::ssDisc
        : mark == EpochPlot::Mark::Square            ? QCPScatterStyle::ssSquare
                                                     : QCPScatterStyle::ssTriangle;
    return { shape, QPen(colour, 1), QBrush(colour), 7 };
}

/// Of no validation, and of a network that does not tell real from bogus, some values are NaN.
bool isMeasured(const EpochPlot::Line& line, int epoch)
{
    const auto at = static_cast<std::size_t>(epoch);
    return epoch > 0 && at <= line.values.size() && std::isfinite(line.values[at - 1]);
}

/// Whole epochs alone: 0, 5, 10, ..
class EpochTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override { return std::max(1., QCPAxisTicker::getTickStep(range)); }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return QString::number(tick, 'f', 0); }
};

/// Equal decimals, as many as the step needs.
class ValueTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override
    {
        const double step = QCPAxisTicker::getTickStep(range);
        m_decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 5);
        return step;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        return QString::number(std::abs(tick) < 1e-12 ? 0. : tick, 'f', m_decimals);
    }

private:
    int m_decimals = 0;
};

} // namespace

EpochPlot::EpochPlot(const QString& accessibleName, bool fromZero, QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot)
    , m_fromZero(fromZero)
{
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::TabFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2); // room for the ring of the focus
    column->addWidget(m_plot);
    m_plot->setMouseTracking(true);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->installEventFilter(this);
    m_plot->setMinimumSize(60, 60);
    m_plot->axisRect()->setupFullAxesBox(false);
    m_plot->xAxis2->setVisible(false);
    m_plot->yAxis2->setVisible(false);
    m_plot->axisRect()->setAutoMargins(QCP::msLeft);
    m_plot->axisRect()->setMinimumMargins(QMargins(34, 8, 8, 40));
    m_plot->axisRect()->setMargins(QMargins(34, 8, 8, 40));
    m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EpochTicker));
    m_plot->yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker));
    m_plot->xAxis->setLabel(tr("epoch"));
    for (QCPAxis* axis : { m_plot->xAxis, m_plot->yAxis }) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 4);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->addLayer("to come", m_plot->layer("grid"), QCustomPlot::limBelow);
    restyle();
}

void EpochPlot::set(std::vector<Line> lines, int epochs, int best, std::size_t bestOf)
{
    // NaN never equals itself: compared by what is drawn.
    m_lines = std::move(lines);
    m_epochs = std::max({ epochs, measured(), 1 });
    m_best = best;
    m_bestOf = bestOf;
    if (m_named > measured())
        m_named = 0;
    const int last = measured();
    setAccessibleDescription(last > 0 ? wordsOf(last) : tr("no epoch yet"));
    redraw();
}

int EpochPlot::measured() const
{
    int last = 0;
    for (const Line& line : m_lines)
        for (std::size_t i = 0; i < line.values.size(); ++i)
            if (std::isfinite(line.values[i]))
                last = std::max(last, static_cast<int>(i) + 1);
    return last;
}

void EpochPlot::fit()
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Line& line : m_lines)
        for (const double value : line.values)
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
    if (!(low <= high)) {
        low = 0;
        high = 1;
    }
    if (m_fromZero) {
        low = 0;
        high = high > 0 ? 1.08 * high : 1;
    } else {
        const double room = std::max(0.12 * (high - low), 0.004);
        low = std::max(0., low - room);
        high = std::min(1. + room, high + 2 * room); // the words of the best one stand above it
        if (high - low < 0.01)
            low = high - 0.01;
    }
    m_plot->yAxis->setRange(low, high);
    // Half an epoch of room at either end, so that no mark is cut.
    m_plot->xAxis->setRange(0, m_epochs + 0.02 * m_epochs + 0.2);
}

void EpochPlot::redraw()
{
    m_plot->clearGraphs();
    m_plot->clearItems();
    fit();
    const int last = measured();
    if (last < m_epochs) {
        auto* well = new QCPItemRect(m_plot);
        well->setLayer("to come");
        well->setPen(Qt::NoPen);
        well->setBrush(colour(Token::Well));
        well->setClipToAxisRect(true);
        well->topLeft->setCoords(last, m_plot->yAxis->range().upper);
        well->bottomRight->setCoords(m_plot->xAxis->range().upper, m_plot->yAxis->range().lower);
    }
    for (const Line& line : m_lines) {
        QCPGraph* graph = m_plot->addGraph();
        const QColor ink = colour(line.colour);
        graph->setPen(QPen(ink, 2));
        graph->setScatterStyle(scatter(line.mark, ink));
        if (line.values.size() > 40) // marks would run into each other
            graph->setScatterSkip(static_cast<int>(line.values.size()) / 20);
        graph->setAdaptiveSampling(false);
        for (std::size_t i = 0; i < line.values.size(); ++i)
            graph->addData(static_cast<double>(i + 1), line.values[i]);
    }
    if (m_bestOf < m_lines.size() && isMeasured(m_lines[m_bestOf], m_best)) {
        const double value = m_lines[m_bestOf].values[static_cast<std::size_t>(m_best) - 1];
        auto* ring = new QCPItemEllipse(m_plot);
        ring->setPen(QPen(colour(Token::Text), 2));
        ring->setBrush(Qt::NoBrush);
        ring->setClipToAxisRect(false);
        const QPointF at(m_plot->xAxis->coordToPixel(m_best), m_plot->yAxis->coordToPixel(value));
        ring->topLeft->setType(QCPItemPosition::ptPlotCoords);
        const double halfX = m_plot->xAxis->pixelToCoord(at.x() + 6) - m_best;
        const double halfY = value - m_plot->yAxis->pixelToCoord(at.y() + 6);
        ring->topLeft->setCoords(m_best - halfX, value + halfY);
        ring->bottomRight->setCoords(m_best + halfX, value - halfY);
        auto* words = new QCPItemText(m_plot);
        words->setText(tr("best %1").arg(value, 0, 'f', 4));
        words->setFont(monoFont(size::fontSmall));
        words->setColor(colour(Token::Text));
        words->setClipToAxisRect(false);
        const bool right = m_best > 0.7 * m_epochs;
        words->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignBottom);
        words->position->setCoords(right ? m_best + halfX : m_best, value + 1.3 * halfY);
    }
    if (m_named > 0) {
        auto* guide = new QCPItemStraightLine(m_plot);
        guide->setPen(QPen(colour(Token::Text3), 1, Qt::DashLine));
        guide->point1->setCoords(m_named, m_plot->yAxis->range().lower);
        guide->point2->setCoords(m_named, m_plot->yAxis->range().upper);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void EpochPlot::restyle()
{
    m_plot->setBackground(QBrush(colour(Token::Panel)));
    for (QCPAxis* axis : { m_plot->xAxis, m_plot->yAxis }) {
        axis->setBasePen(QPen(colour(Token::LineStrong), 1));
        axis->setTickPen(QPen(colour(Token::LineStrong), 1));
        axis->setTickLabelFont(monoFont(size::fontSmall));
        axis->setTickLabelColor(colour(Token::Text2));
        axis->setLabelFont(uiFont(size::fontSmall));
        axis->setLabelColor(colour(Token::Text3));
        axis->grid()->setPen(QPen(colour(Token::Line), 1));
    }
    redraw();
}

QString EpochPlot::wordsOf(int epoch) const
{
    QStringList parts;
    for (const Line& line : m_lines)
        if (isMeasured(line, epoch))
            parts << line.name + ' ' + QString::number(line.values[static_cast<std::size_t>(epoch) - 1], 'f', 4);
    return tr("epoch %1: %2").arg(epoch).arg(parts.join(", "));
}

QPointF EpochPlot::placeOf(std::size_t line, int epoch) const
{
    const double value = m_lines[line].values[static_cast<std::size_t>(epoch) - 1];
    return m_plot->mapTo(
        this, QPointF(m_plot->xAxis->coordToPixel(epoch), m_plot->yAxis->coordToPixel(value)).toPoint());
}

int EpochPlot::epochAt(double x) const
{
    const int last = measured();
    const double epoch = m_plot->xAxis->pixelToCoord(x);
    return last == 0 || epoch > last + 1
            || !m_plot->axisRect()->rect().adjusted(-8, 0, 8, 0).contains(int(x), m_plot->axisRect()->center().y())
        ? 0
        : std::clamp(static_cast<int>(std::lround(epoch)), 1, last);
}

void EpochPlot::name(int epoch)
{
    if (epoch == m_named)
        return;
    m_named = epoch;
    if (epoch > 0)
        setAccessibleDescription(wordsOf(epoch));
    redraw();
}

void EpochPlot::paintEvent(QPaintEvent*)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    paintFocusRing(painter, rect(), size::radiusControl);
}

void EpochPlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        restyle();
}

void EpochPlot::keyPressEvent(QKeyEvent* event)
{
    const int last = measured();
    if (last == 0 || (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right))
        return QWidget::keyPressEvent(event);
    const int by = event->key() == Qt::Key_Left ? -1 : 1;
    name(std::clamp(m_named == 0 ? last : m_named + by, 1, last));
    const auto line = std::ranges::find_if(m_lines, [this](const Line& one) { return isMeasured(one, m_named); });
    if (line == m_lines.end()) {
        QToolTip::hideText();
    } else {
        const QPointF at = placeOf(static_cast<std::size_t>(line - m_lines.begin()), m_named);
        QToolTip::showText(mapToGlobal(at.toPoint()), wordsOf(m_named), this);
    }
    Q_EMIT chosen(m_named);
}

void EpochPlot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void EpochPlot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    name(0);
    update();
}

bool EpochPlot::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const int epoch = epochAt(mouse->position().x());
        name(epoch);
        if (epoch > 0)
            QToolTip::showText(mouse->globalPosition().toPoint(), wordsOf(epoch), m_plot);
        else
            QToolTip::hideText();
        break;
    }
    case QEvent::MouseButtonRelease:
        if (const int epoch = epochAt(static_cast<QMouseEvent*>(event)->position().x()); epoch > 0)
            Q_EMIT chosen(epoch);
        break;
    case QEvent::Leave:
        if (!hasFocus())
            name(0);
        break;
    case QEvent::Resize: // what is placed by pixels stands elsewhere now
        QMetaObject::invokeMethod(
            this, [this] { redraw(); }, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vetrina::ui
