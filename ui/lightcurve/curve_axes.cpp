// The axes of CurvePlot: their looks and ranges. What the hand does with them stands in curve_plot.cpp.
#include "ui/lightcurve/curve_plot.h"

#include "ui/theme/theme.h"

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr double shortSpan = 30; ///< days
constexpr int leastNamed = 150; ///< pixels of height from which the axes have names

/// A layer that paints by a function, inside the axes or over all of the plot.
class Painted : public QCPLayerable {
public:
    Painted(QCustomPlot* plot, const QString& layer, bool inside, std::function<void(QCPPainter&)> paint)
        : QCPLayerable(plot, layer)
        , m_paint(std::move(paint))
        , m_inside(inside)
    {
    }

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override { }
    void draw(QCPPainter* painter) override { m_paint(*painter); }
    QRect clipRect() const override
    {
        return m_inside ? parentPlot()->axisRect()->rect().adjusted(0, -4, 5, 1) : parentPlot()->viewport();
    }

private:
    std::function<void(QCPPainter&)> m_paint;
    bool m_inside;
};

/// Tick labels of equal decimals, as many as the step needs and `least` at the least.
class EvenTicker : public QCPAxisTicker {
public:
    explicit EvenTicker(int least)
        : m_least(least)
    {
    }

protected:
    double getTickStep(const QCPRange& range) override
    {
        const double step = QCPAxisTicker::getTickStep(range);
        m_decimals = std::max(m_least, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
        return step;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        const QString text = QString::number(tick, 'f', std::clamp(m_decimals, 0, 8));
        return text.startsWith('-') && text.toDouble() == 0 ? text.mid(1) : text;
    }

private:
    int m_least, m_decimals = 0;
};

} // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : QCustomPlot(parent)
{
    setFocusPolicy(Qt::TabFocus); // a click on a point takes it too
    setMouseTracking(true);
    setPlottingHints(QCP::phCacheLabels);
    new Painted(this, "background", true, [this](QCPPainter& painter) { paintGround(painter); });
    new Painted(this, "main", true, [this](QCPPainter& painter) {
        paintGuides(painter);
        paintErrors(painter);
        paintPoints(painter);
    });
    new Painted(this, "overlay", false, [this](QCPPainter& painter) { paintNamed(painter); });
    axisRect()->setAutoMargins(QCP::msLeft); // the rest stands still from one candidate to the next
    axisRect()->setMinimumMargins(QMargins(56, 6, 8, 40));
    axisRect()->setMargins(QMargins(56, 6, 8, 40));
    axisRect()->setupFullAxesBox(false);
    xAxis2->setVisible(false);
    yAxis2->setVisible(false);
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker(0)));
    xAxis->ticker()->setTickCount(7);
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker(0)));
    for (QCPAxis* axis : { xAxis, yAxis }) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 4);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    xAxis->grid()->setVisible(false);
    restyle();
}

/// In a low plot the numbers stay and the axes' names give way.
void CurvePlot::fitLabels(int height)
{
    const bool named = height >= leastNamed;
    axisRect()->setMargins(QMargins(axisRect()->margins().left(), 6, 8, named ? 40 : 24));
    axisRect()->setMinimumMargins(QMargins(named ? 56 : 40, 6, 8, named ? 40 : 24));
    xAxis->setLabel(named ? tr("days from this alert") : QString());
    yAxis->setLabel(!named ? QString() : m_flux ? tr("difference flux, µJy") : tr("difference magnitude"));
}

void CurvePlot::restyle()
{
    m_marks.clear();
    setBackground(QBrush(colour(Token::Panel)));
    for (QCPAxis* axis : { xAxis, yAxis }) {
        axis->setBasePen(QPen(colour(Token::LineStrong), 1));
        axis->setTickPen(QPen(colour(Token::LineStrong), 1));
        axis->setTickLabelFont(monoFont(size::fontSmall));
        axis->setTickLabelColor(colour(Token::Text2));
        axis->setLabelFont(uiFont(size::fontSmall));
        axis->setLabelColor(colour(Token::Text3));
        axis->grid()->setPen(QPen(colour(Token::Line), 1));
    }
}

void CurvePlot::showWholeRange()
{
    m_byHand = false;
    double left = -shortSpan - 1, right = 2;
    if (m_all) {
        left = -1;
        right = 0;
        for (const CurvePoint& point : m_points.points)
            if (isDrawn(point)) {
                left = std::min(left, point.days);
                right = std::max(right, point.days);
            }
        const double room = 0.035 * (right - left);
        left -= room;
        right += room;
    }
    xAxis->setRange(left, right);

    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const CurvePoint& point : m_points.points) {
        if (!isDrawn(point) || point.days < left || point.days > right)
            continue;
        const double value = point.value(m_flux), error = point.error(m_flux);
        const double about = std::isfinite(error) ? std::min(error, m_flux ? error : 1.0) : 0; // a huge bar may leave
        low = std::min(low, value - about);
        high = std::max(high, value + about);
    }
    if (m_flux) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    if (!(low <= high)) {
        low = m_flux ? 0 : 17;
        high = m_flux ? 100 : 21;
    }
    const double least = m_flux ? 1 : 1; // a microjansky, a magnitude
    if (high - low < least) {
        const double middle = (low + high) / 2;
        low = middle - least / 2;
        high = middle + least / 2;
    }
    // The lines' words stand at the head and the foot: no point under them.
    const double tall = std::max(60, axisRect()->height()), words = height() >= leastNamed ? 20 : 10;
    const double room = (high - low) * words / std::max(tall - 2 * words, 20.0);
    yAxis->setRangeReversed(!m_flux);
    yAxis->setRange(low - room, high + room);
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker(m_flux ? 0 : 1)));
    fitLabels(height());
}

} // namespace vetrina::ui
