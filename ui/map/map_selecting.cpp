// What is selected on the map: by lasso, click, class, likeness; as the selection of the whole window; and its label.
#include "ui/map/bulk_bar.h"
#include "ui/map/map_controls.h"
#include "ui/map/map_legend.h"
#include "ui/map/map_page.h"
#include "ui/map/selection_panel.h"
#include "ui/scan/labelling.h"
#include "ui/widgets/segmented.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace vetrina::ui {

namespace {

QString number(std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

MapView::Combine combineNow(MapView::Combine usual)
{
    const auto modifiers = QGuiApplication::keyboardModifiers();
    return modifiers & Qt::ShiftModifier ? MapView::Combine::Add
        : modifiers & Qt::AltModifier    ? MapView::Combine::TakeAway
                                         : usual;
}

} // namespace

void MapPage::connectSelection()
{
    connect(m_view, &MapView::lassoed, this, &MapPage::lassoed);
    connect(m_view, &MapView::picked, this, [this](int point, MapView::Combine combine) {
        if (combine == MapView::Combine::New)
            m_view->setOutline({}, {});
        take({ static_cast<std::uint32_t>(point) }, combine);
    });
    connect(m_panel, &SelectionPanel::openAsked, this, &MapPage::openAsked);
    connect(m_panel, &SelectionPanel::similarAsked, this, &MapPage::selectSimilar);
    connect(m_panel, &SelectionPanel::unlabelledAsked, this, &MapPage::dropLabelled);
    connect(m_bulk, &BulkBar::labelAsked, this, &MapPage::labelAll);
    connect(m_bulk, &BulkBar::scanAsked, this, &MapPage::scanAsked);
    connect(m_bulk, &BulkBar::clearAsked, this, &MapPage::clearSelection);
    // Whatever was said of a candidate, here or in Scan, may be another colour.
    connect(m_labelling, &Labelling::saved, this, &MapPage::colourSoon);
    connect(m_labelling, &Labelling::changed, this, &MapPage::colourSoon);
}

/// Which points lie within is worked out off the window's thread.
void MapPage::lassoed(const QPolygonF& polygon, MapView::Combine combine)
{
    if (!m_points)
        return;
    auto outline = combine == MapView::Combine::New ? std::vector<QPolygonF>() : m_view->outline();
    outline.push_back(polygon);
    m_view->setOutline(std::move(outline), {});
    const std::stop_token stop = m_lasso.ask();
    ++m_waiting;
    whenDone(
        m_project->services().io->submit(
            [points = m_points, polygon, among = m_view->choosable()](
                std::stop_token) -> Result<std::vector<std::uint32_t>> { return points->within(polygon, among.get()); },
            stop),
        this, m_life.token(), [this, stop, combine](Result<std::vector<std::uint32_t>> points) {
            --m_waiting;
            if (points && !stop.stop_requested())
                take(std::move(*points), combine);
        });
}

void MapPage::take(std::vector<std::uint32_t> points, MapView::Combine combine)
{
    if (!m_points)
        return;
    const bool keeps = combine != MapView::Combine::New && m_selected;
    auto mask = keeps ? std::make_shared<PointMask>(*m_selected) : std::make_shared<PointMask>(m_points->count());
    for (const std::uint32_t point : points)
        (*mask)[point] = combine != MapView::Combine::TakeAway;
    setSelected(std::move(mask));
}

void MapPage::setSelected(PointMaskPtr selected)
{
    m_selected = std::move(selected);
    m_ours = selectedRows();
    showSelection();
    m_project->select(m_ours);
}

std::vector<data::Row> MapPage::selectedRows() const
{
    std::vector<data::Row> rows;
    if (m_selected)
        for (std::size_t i = 0; i < m_selected->size(); ++i)
            if ((*m_selected)[i])
                rows.push_back(m_points->row(i));
    return rows;
}

void MapPage::showSelection()
{
    m_selectedCount = m_selected ? static_cast<std::size_t>(std::ranges::count(*m_selected, std::uint8_t(1))) : 0;
    m_view->setSelected(m_selectedCount ? m_selected : nullptr);
    if (m_selectedCount == 0)
        m_view->setOutline({}, {});
    else
        m_view->setOutline(m_view->outline(), tr("%1 selected").arg(number(m_selectedCount)));
    m_bulk->setCount(m_selectedCount);
    m_panel->setCount(m_selectedCount, m_points ? m_points->count() : 0);
    m_figureSoon.start();
}

/// Somebody else selected, or the map came after the selection.
void MapPage::followSelection()
{
    if (!m_project || !m_points || !m_project->services().selection)
        return;
    const auto rows = m_project->services().selection->rows();
    if (*rows == m_ours)
        return;
    m_ours = *rows;
    auto mask = std::make_shared<PointMask>(m_points->count());
    for (const data::Row row : *rows)
        if (const int point = m_points->find(row); point >= 0)
            (*mask)[static_cast<std::size_t>(point)] = 1;
    m_selected = std::move(mask);
    m_view->setOutline({}, {});
    showSelection();
}

void MapPage::clearSelection()
{
    if (!m_points || m_selectedCount == 0)
        return;
    m_view->setOutline({}, {});
    setSelected(std::make_shared<PointMask>(m_points->count()));
    m_view->setFocus();
}

void MapPage::selectAllShown()
{
    if (!m_points)
        return;
    m_view->setOutline({}, {});
    const PointMaskPtr among = m_view->choosable();
    setSelected(among ? std::make_shared<PointMask>(*among) : std::make_shared<PointMask>(m_points->count(), 1));
}

void MapPage::selectGroup(int group)
{
    const MapColouringPtr& colouring = m_view->colouring();
    if (!m_points || !colouring)
        return;
    const PointMaskPtr among = m_view->choosable();
    std::vector<std::uint32_t> points;
    for (std::uint32_t i = 0; i < m_points->count(); ++i)
        if (colouring->groupOf[i] == group && (!among || (*among)[i]))
            points.push_back(i);
    const MapView::Combine combine = combineNow(m_view->combine());
    if (combine == MapView::Combine::New)
        m_view->setOutline({}, {});
    take(std::move(points), combine);
}

void MapPage::dropLabelled()
{
    const MapColouringPtr& colouring = m_view->colouring();
    if (!m_selected || !colouring || colouring->labelled.empty())
        return;
    std::vector<std::uint32_t> labelled;
    for (std::uint32_t i = 0; i < m_points->count(); ++i)
        if ((*m_selected)[i] && colouring->labelled[i])
            labelled.push_back(i);
    m_view->setOutline({}, {}); // it no longer says what is selected
    take(std::move(labelled), MapView::Combine::TakeAway);
}

void MapPage::selectSimilar()
{
    if (!m_project || m_selectedCount == 0)
        return;
    const std::stop_token stop = m_lasso.ask();
    ++m_waiting;
    whenDone(MapQuestions(*m_project)
                 .similar(selectedRows(), SelectionPanel::similarShown, m_controls->model().toStdString(), stop),
        this, m_life.token(), [this, stop](Result<session::SimilarReport> report) {
            --m_waiting;
            if (stop.stop_requested())
                return;
            if (!report) {
                Q_EMIT said(QString::fromStdString(report.error().message), true);
                return;
            }
            std::vector<std::uint32_t> points;
            for (const session::Similar& one : report->neighbours)
                if (const int point = m_points->find(one.row); point >= 0)
                    points.push_back(static_cast<std::uint32_t>(point));
            m_view->setOutline({}, {});
            take(std::move(points), MapView::Combine::New);
            Q_EMIT said(tr("Selected: the %1 that look most like those.").arg(number(m_selectedCount)), false);
        });
}

/// One undo, durable: as a key press in Scan, for all that are selected.
void MapPage::labelAll(int classIndex)
{
    const auto& classes = m_project->classes().all();
    if (m_selectedCount == 0 || m_project->readOnly() || classIndex >= static_cast<int>(classes.size()))
        return;
    m_labelling->labelAll(selectedRows(), classes[static_cast<std::size_t>(classIndex)].name);
}

void MapPage::markRow(data::Row row)
{
    m_mark = row;
    if (!m_points)
        return;
    m_mark = -1;
    const int point = m_points->find(row);
    if (point < 0) {
        Q_EMIT said(tr("That candidate is not on this map: it has no vector yet."), false);
        return;
    }
    m_view->setCurrent(point);
}

void MapPage::setTool(MapView::Tool tool)
{
    m_tools->choose(static_cast<int>(tool));
    m_view->setTool(tool);
}

bool MapPage::stepOut()
{
    if (m_view->stepOut())
        return true;
    const QWidget* focus = window()->focusWidget();
    if (m_selectedCount > 0 && !m_controls->isAncestorOf(focus)) { // from the panel's buttons, too
        clearSelection();
        return true;
    }
    return false;
}

} // namespace vetrina::ui
