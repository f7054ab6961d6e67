#include "ui/lightcurve/curve_legend.h"

#include "ui/lightcurve/curve_points.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int markWidth = 15, between = 10;

} // namespace

CurveLegend::CurveLegend(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Marks of the light curve"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

std::vector<CurveLegend::Entry> CurveLegend::entriesOf(const CurvePoints& points, bool flux, bool forced)
{
    using Look = BandMark::Look;
    std::vector<Entry> entries;
    bool limits = false, negative = false, small = false;
    std::string seen;
    for (const CurvePoint& point : points.points) {
        if ((point.isForced() && !forced) || !std::isfinite(point.value(flux)))
            continue;
        if (point.isLimit(flux)) {
            limits = true;
            continue;
        }
        if (seen.find(point.band) == std::string::npos)
            seen += point.band;
        negative = negative || !point.positive;
        small = small || point.isForced();
    }
    for (const char band : std::string_view("ugrizy?"))
        if (seen.find(band) != std::string::npos)
            entries.push_back({ band == '?' ? tr("band not said") : QString(QChar(band)), { band, Look::Filled } });
    if (limits)
        entries.push_back({ tr("limit"), { '?', Look::Limit } });
    if (negative)
        entries.push_back({ tr("fainter"), { '?', Look::Hollow } });
    if (small)
        entries.push_back({ tr("forced"), { '?', Look::Small } });
    return entries;
}

void CurveLegend::set(const CurvePoints& points, bool flux, bool forced)
{
    std::vector<Entry> entries = entriesOf(points, flux, forced);
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    QStringList names;
    for (const Entry& entry : m_entries)
        names << entry.name;
    setAccessibleDescription(names.join(", "));
    setToolTip(tr("A disc is g, a square r, a diamond i, a triangle u, a plus z, a cross y.\n"
                  "An open triangle downwards is a 5σ limit; a hollow mark is fainter than in the template;\n"
                  "a small one was measured there without an alert."));
    updateGeometry();
    update();
}

QSize CurveLegend::sizeHint() const
{
    const QFontMetrics metrics(uiFont(size::fontDense));
    int width = 0;
    for (const Entry& entry : m_entries)
        width += markWidth + metrics.horizontalAdvance(entry.name) + between;
    return { std::max(0, width - between + 1), 16 };
}

void CurveLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(uiFont(size::fontDense));
    const QFontMetrics metrics(painter.font());
    double x = 0;
    for (const Entry& entry : m_entries) {
        const int words = metrics.horizontalAdvance(entry.name);
        if (x + markWidth + words > width() + 1)
            return;
        paintMark(painter, { x + 6, height() / 2.0 + 0.5 }, entry.mark, colour(Token::Panel));
        painter.setPen(entry.mark.band == '?' ? colour(Token::Text2) : colour(bandToken(entry.mark.band)));
        painter.drawText(QRectF(x + markWidth, 0, words + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, entry.name);
        x += markWidth + words + between;
    }
}

} // namespace vetrina::ui
