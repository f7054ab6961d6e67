#include "ui/stamp/stamp_tools.h"

#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/tokens.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int cutReach = 16; ///< pixels to each side of the source
constexpr QSize around{ 26, 54 }; ///< of a pane, about its body
constexpr int cutWidth = 384;

} // namespace

StampTools::StampTools(StampRow* row)
    : QObject(row)
    , m_row(row)
{
}

void StampTools::setHost(QWidget* host) { m_host = host; }

void StampTools::togglePixels()
{
    if (m_pixels)
        return close(m_pixels);
    if (!m_host)
        return;
    m_pixels = new ToolPane(tr("Pixels"), "P", m_host);
    m_table = new PixelTable;
    m_pixels->body()->addWidget(m_table, 1);
    QPushButton* copy = m_pixels->addButton(tr("Copy"), tr("Copy the table, with tabs between the values"));
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_table->toTsv());
        Q_EMIT said(tr("Copied %1 × %2 pixels.").arg(m_table->columns()).arg(m_table->rows()), false);
    });
    connect(m_pixels, &ToolPane::closed, this, [this] { close(m_pixels); });
    m_cutLast = false;
    m_pixels->show();
    lay();
    refresh();
    Q_EMIT openChanged();
}

void StampTools::toggleCut()
{
    if (m_cut)
        return close(m_cut);
    if (!m_host)
        return;
    m_cut = new ToolPane(tr("Cut"), "L", m_host);
    m_plot = new CutPlot;
    m_cut->body()->addWidget(m_plot, 1);
    QPushButton* source = m_cut->addButton(tr("Source"), tr("Through the source again, across and up"));
    connect(source, &QPushButton::clicked, this, [this] { setLine({}); });
    connect(m_plot, &CutPlot::hovered, m_row, &StampRow::hovered);
    connect(m_cut, &ToolPane::closed, this, [this] { close(m_cut); });
    m_cutLast = true;
    m_cut->show();
    lay();
    refresh();
    Q_EMIT openChanged();
}

void StampTools::close(QPointer<ToolPane>& pane)
{
    if (pane == m_cut)
        m_line = {};
    pane->hide();
    pane->deleteLater();
    pane = nullptr;
    m_cutLast = m_cut != nullptr;
    lay();
    mark();
    for (const data::Panel panel : data::panels)
        m_row->view(panel)->setDrawing(cutOpen());
    Q_EMIT openChanged();
}

bool StampTools::closeOne()
{
    if (!anyOpen())
        return false;
    close(m_cut && (m_cutLast || !m_pixels) ? m_cut : m_pixels);
    return true;
}

void StampTools::lay()
{
    if (!m_host)
        return;
    const QRect stage = m_row->stageArea().adjusted(8, 0, -8, 0);
    const QSize whole = PixelTable::sizeFor(PixelTable::most, PixelTable::most) + around;
    // At the foot, where the stamps are not; a low window gives fewer rows. A single panel makes room for them.
    const int room = m_row->single() ? stage.height() / 2 : stage.bottom() - m_row->geometry().bottom() - 4;
    const int least = PixelTable::sizeFor(5, 7).height() + around.height();
    const int height = std::clamp(room, least, whole.height());
    m_row->leaveFoot(anyOpen() ? height + 4 : 0);
    // No part of what they cover looks out between them, and the table alone leaves the facts at the right whole.
    const int top = stage.bottom() + 1 - height, fewest = PixelTable::sizeFor(5, 5).width() + around.width();
    const int widest = m_cut ? stage.width() - cutWidth : stage.width() * 2 / 3;
    const int table = std::clamp(widest, fewest, std::max(fewest, whole.width()));
    if (m_pixels)
        m_pixels->place(QRect(stage.left(), top, table, height));
    if (m_cut) {
        const int left = m_pixels ? stage.left() + table : stage.right() + 1 - cutWidth;
        m_cut->place(QRect(left, top, stage.right() + 1 - left, height));
    }
    raise();
}

void StampTools::raise()
{
    for (ToolPane* pane : { m_pixels.data(), m_cut.data() })
        if (pane)
            pane->raise();
}

QPointF StampTools::sourceOf(data::Panel panel) const { return m_row->view(panel)->geometryOfView().source(); }

void StampTools::setHovered(data::Panel panel, const std::optional<QPointF>& pixel)
{
    m_hoveredPanel = panel;
    m_hovered = pixel;
    if (m_pixels)
        showPixels();
}

void StampTools::setLine(const QLineF& pixels)
{
    m_line = pixels;
    if (m_cut)
        showCut();
}

void StampTools::refresh()
{
    for (const data::Panel panel : data::panels)
        m_row->view(panel)->setDrawing(cutOpen());
    if (m_pixels)
        showPixels();
    if (m_cut)
        showCut();
}

void StampTools::showPixels()
{
    const data::Panel panel = m_hovered ? m_hoveredPanel : m_row->inHand();
    const StampView* view = m_row->view(panel);
    const QPointF at = m_hovered ? *m_hovered : sourceOf(panel);
    m_table->show(view, QPoint(static_cast<int>(std::lround(at.x())), static_cast<int>(std::lround(at.y()))));
    const image::RegionFigures figures = m_table->figures();
    m_pixels->setTitle(tr("Pixels of %1").arg(panelName(panel)));
    QString aside = (m_hovered ? tr("under the cursor") : tr("at the source"))
        + tr(" · mean %1 · median %2 · σ %3 · sum %4")
              .arg(figures.mean, 0, 'g', 4)
              .arg(figures.median, 0, 'g', 4)
              .arg(figures.deviation, 0, 'g', 3)
              .arg(figures.sum, 0, 'g', 5);
    if (figures.missing > 0)
        aside += tr(" · %1 missing").arg(figures.missing);
    m_pixels->setAside(figures.count + figures.missing > 0 ? aside : QString());
    mark();
}

Cut StampTools::cutAlong(const QLineF& pixels, const QString& title) const
{
    constexpr std::array colours{ Token::Accent, Token::Text3, Token::Ok };
    constexpr std::array lines{ Qt::SolidLine, Qt::DashLine, Qt::SolidLine };
    Cut cut;
    cut.title = title;
    const std::optional<double> scale = m_row->view(m_row->inHand())->geometryOfView().arcsecPerPixel();
    cut.unit = scale.value_or(1);
    cut.unitName = scale ? QStringLiteral("″") : tr(" px");
    const QPointF home = sourceOf(m_row->inHand());
    const double middle = pixels.length() / 2;
    for (const data::Panel panel : data::panels) {
        const image::PlaneView plane = m_row->view(panel)->plane();
        if (plane.size() == 0)
            continue;
        const QLineF its = pixels.translated(sourceOf(panel) - home);
        const auto i = static_cast<std::size_t>(panel);
        CutCurve curve{ panelName(panel), colours[i], lines[i],
            image::alongLine(plane, its.x1(), its.y1(), its.x2(), its.y2()) };
        // Sky levels differ from stamp to stamp by more than a source has; the median is taken off each.
        const double sky = image::figuresOf(plane, 0, 0, plane.width, plane.height).median;
        for (image::LineSample& sample : curve.samples) {
            sample.along -= middle;
            sample.value = static_cast<float>(sample.value - sky);
        }
        cut.curves.push_back(std::move(curve));
    }
    return cut;
}

void StampTools::showCut()
{
    std::vector<Cut> cuts;
    m_marks.clear();
    if (!m_line.isNull()) {
        m_marks.push_back(m_line);
        cuts.push_back(cutAlong(m_line, tr("along the line")));
    } else {
        const StampGeometry geometry = m_row->view(m_row->inHand())->geometryOfView();
        const QPointF source = geometry.source(), zero = geometry.toPixel({ 0, 0 });
        const QPointF home(std::round(source.x()), std::round(source.y()));
        const auto through = [&](QPointF towards, const QString& title) {
            const QPointF d = geometry.toPixel(towards) - zero;
            const QPointF axis =
                std::abs(d.x()) > std::abs(d.y()) ? QPointF(d.x() < 0 ? -1 : 1, 0) : QPointF(0, d.y() < 0 ? -1 : 1);
            m_marks.emplace_back(home - cutReach * axis, home + cutReach * axis);
            cuts.push_back(cutAlong(m_marks.back(), title));
        };
        through({ 1, 0 }, tr("left to right"));
        through({ 0, -1 }, tr("bottom to top"));
    }
    m_plot->set(std::move(cuts));
    m_cut->setAside(tr("above each stamp's median · drag a line on a stamp"));
    mark();
}

void StampTools::mark()
{
    const data::Panel pixels = m_hovered ? m_hoveredPanel : m_row->inHand();
    const QPointF home = sourceOf(m_row->inHand());
    for (const data::Panel panel : data::panels) {
        std::vector<QLineF> lines;
        if (m_cut)
            for (const QLineF& line : m_marks)
                lines.push_back(line.translated(sourceOf(panel) - home));
        QRectF box;
        if (m_pixels && panel == pixels)
            box = QRectF(m_table->box()).translated(-0.5, -0.5);
        m_row->view(panel)->setMarks(lines, box);
    }
}

} // namespace vetrina::ui
