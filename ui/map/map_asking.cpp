// What Map asks of its project, and what it shows where there is no map yet.
#include "ui/map/bulk_bar.h"
#include "ui/map/map_controls.h"
#include "ui/map/map_legend.h"
#include "ui/map/map_page.h"
#include "ui/map/map_vectors.h"
#include "ui/map/selection_panel.h"
#include "ui/scan/filter_line.h"
#include "ui/scan/popover.h"
#include "ui/scan/wait_bar.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace vetrina::ui {

namespace {

QString number(std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

bool hasMap(const session::VectorSet& set, const QString& kind)
{
    return std::ranges::find(set.maps, kind.toStdString()) != set.maps.end();
}

} // namespace

/// Models, vectors and maps there are; then the map that is chosen among them.
void MapPage::refresh()
{
    if (!m_project)
        return;
    const bool first = !std::exchange(m_asked, true);
    const std::stop_token stop = m_life.token();
    const MapQuestions questions(*m_project);
    ++m_waiting;
    then(questions.candidates(stop), this, stop, [this](Result<std::size_t> count) {
        if (count)
            m_candidates = *count;
    });
    // One after the other: what can be offered where there are no vectors is known before these are looked at.
    whenDone(m_project->embedders(stop), this, stop, [this, stop](const Result<std::vector<std::string>>& models) {
        if (models) {
            m_models.clear();
            for (const std::string& name : *models)
                m_models.push_back(QString::fromStdString(name));
        }
        whenDone(MapQuestions(*m_project).sets(stop), this, stop, [this](Result<std::vector<session::VectorSet>> sets) {
            --m_waiting;
            if (sets)
                tookSets(*sets);
            else
                showEmpty(QString::fromStdString(sets.error().message), {});
        });
    });
    if (first) {
        askColumns();
        askWords();
    }
}

void MapPage::tookSets(const std::vector<session::VectorSet>& sets)
{
    m_sets = sets;
    const bool first = m_controls->model().isEmpty();
    m_controls->setModels(m_sets, m_models);
    if (first && !m_sets.empty()) { // the model that embedded last, on a map that is there
        const QString wanted = m_restored["model"].toString();
        m_controls->chooseModel(QString::fromStdString(m_sets.back().model));
        m_controls->chooseModel(wanted);
    }
    const auto set = std::ranges::find(m_sets, m_controls->model().toStdString(), &session::VectorSet::model);
    if (set == m_sets.end()) {
        if (m_controls->model().isEmpty())
            return showEmpty(
                tr("No vectors yet, and no model here that gives any.\nImport a model: vetrina models import"), {});
        return showEmpty(tr("No vectors yet."), tr("Embed %1 with %2").arg(number(m_candidates), m_controls->model()));
    }
    if (first && !hasMap(*set, m_controls->kind()) && !set->maps.empty())
        m_controls->chooseKind(QString::fromStdString(set->maps.front()));
    if (!hasMap(*set, m_controls->kind()))
        return showEmpty(tr("No %1 of these vectors yet.").arg(m_controls->kindName()),
            tr("Map %1 vectors").arg(number(set->count)));
    loadMap();
}

void MapPage::showEmpty(const QString& words, const QString& makes)
{
    const QWidget* focus = window()->focusWidget();
    const bool isHome = !focus || focus == m_view || focus == m_make; // asked before what is hidden gives it away
    // Whatever is still on its way is about a map that is no longer there.
    for (LastQuestion* question : { &m_map, &m_colour, &m_showing, &m_lasso, &m_figure, &m_measure })
        question->drop();
    m_points.reset();
    m_view->setPoints(nullptr);
    m_emptyWords->setText(words);
    m_make->setText(makes);
    m_make->setVisible(!makes.isEmpty());
    m_view->hide();
    m_empty->show();
    m_bulk->setCount(0);
    m_controls->setFigures(nullptr);
    m_controls->setUnplaced(0);
    m_controls->legend()->set(nullptr);
    m_panel->setCount(0, 0);
    m_counts->setText({});
    m_selected.reset();
    m_selectedCount = 0;
    if (m_project && m_project->readOnly() && !makes.isEmpty()) {
        m_make->setEnabled(false);
        m_make->setToolTip(tr("This project is open for reading only"));
    }
    if (isVisible() && isHome)
        home()->setFocus();
}

void MapPage::loadMap()
{
    const std::stop_token stop = m_map.ask();
    ++m_waiting;
    m_wait->start();
    whenDone(MapQuestions(*m_project).points(m_controls->model().toStdString(), m_controls->kind().toStdString(), stop),
        this, m_life.token(), [this, stop](Result<MapPointsPtr> points) {
            --m_waiting;
            m_wait->stop();
            if (stop.stop_requested())
                return; // another one was asked for meanwhile
            if (!points)
                return showEmpty(QString::fromStdString(points.error().message), {});
            const bool hadFocus = m_empty->isAncestorOf(window()->focusWidget()) || window()->focusWidget() == m_make;
            for (LastQuestion* question : { &m_colour, &m_showing, &m_lasso, &m_figure })
                question->drop(); // they speak of the points by their numbers on the map before
            m_points = std::move(*points);
            m_view->setPoints(m_points);
            m_empty->hide();
            m_view->show();
            if (hadFocus || (isVisible() && !window()->focusWidget()))
                m_view->setFocus();
            m_controls->setUnplaced(m_candidates > m_points->count() ? m_candidates - m_points->count() : 0);
            m_controls->setShown(m_points->count(), m_points->count());
            m_selected.reset();
            m_ours.clear();
            followSelection();
            askColouring();
            if (!m_filter.isEmpty())
                askShown();
            askMapFigures();
            if (m_mark >= 0)
                markRow(m_mark);
        });
}

void MapPage::askMapFigures()
{
    m_controls->setFigures(nullptr);
    const std::stop_token stop = m_measure.ask();
    then(MapQuestions(*m_project).figures(m_controls->model().toStdString(), m_controls->kind().toStdString(), stop),
        this, stop, [this](Result<session::MapFigures> figures) {
            if (figures) // else they stay unknown
                m_controls->setFigures(&*figures);
        });
}

void MapPage::colourSoon()
{
    if (m_points)
        m_colourSoon.start();
}

void MapPage::askColouring()
{
    if (!m_project || !m_points)
        return;
    const std::stop_token stop = m_colour.ask();
    ++m_waiting;
    whenDone(
        MapQuestions(*m_project).colouring(m_points, m_controls->colourBy(), m_controls->field().toStdString(), stop),
        this, m_life.token(), [this, stop](Result<MapColouringPtr> colouring) {
            --m_waiting;
            if (stop.stop_requested())
                return;
            if (!colouring) {
                if (colouring.error().code == Error::Code::Cancelled)
                    return;
                Q_EMIT said(QString::fromStdString(colouring.error().message), true);
                if (m_controls->colourBy() != ColourBy::Label) // what is always there
                    colourBy(ColourBy::Label);
                return;
            }
            // Where hardly anything is labelled yet, what a model says of them tells more.
            const auto labelled = std::ranges::count_if((*colouring)->labelled, [](auto label) { return label != 0; });
            if (!std::exchange(m_colourChosen, true) && (*colouring)->hasScores
                && static_cast<std::size_t>(labelled) * 100 < m_points->count())
                return colourBy(ColourBy::Score);
            m_view->setColouring(*colouring);
            m_controls->legend()->set(*colouring);
            m_view->setGroupShown(m_controls->legend()->shown());
            m_figureSoon.start();
        });
}

void MapPage::colourBy(ColourBy by, const QString& field)
{
    m_colourChosen = true;
    m_controls->chooseColour(by, field);
    askColouring();
}

void MapPage::askShown()
{
    if (!m_project || !m_points)
        return;
    const std::stop_token stop = m_showing.ask();
    if (m_filter.trimmed().isEmpty()) {
        m_view->setShown(nullptr);
        m_controls->setShown(m_points->count(), m_points->count());
        m_controls->sayWrong({});
        return;
    }
    ++m_waiting;
    whenDone(MapQuestions(*m_project).shown(m_points, m_filter.toStdString(), stop), this, m_life.token(),
        [this, stop](Result<PointMaskPtr> shown) {
            --m_waiting;
            if (stop.stop_requested())
                return;
            if (!shown) {
                const Error& error = shown.error();
                m_controls->show()->markWrong(columnOf(QString::fromStdString(error.message)));
                m_controls->sayWrong(QString::fromStdString(
                    error.remedy.empty() ? error.message : error.message + " · " + error.remedy));
                return;
            }
            m_controls->show()->markRight();
            m_controls->sayWrong({});
            m_view->setShown(*shown);
            m_controls->setShown(
                static_cast<std::size_t>(std::ranges::count(**shown, std::uint8_t(1))), m_points->count());
        });
}

void MapPage::askFigures()
{
    const std::stop_token stop = m_figure.ask();
    if (!m_project || !m_points || !m_selected || m_selectedCount == 0 || !m_view->colouring())
        return;
    ++m_waiting;
    whenDone(MapQuestions(*m_project).figuresOf(m_points, m_view->colouring(), m_selected, stop), this, m_life.token(),
        [this, stop](Result<SelectionFigures> figures) {
            --m_waiting;
            if (figures && !stop.stop_requested())
                m_panel->set(*figures);
        });
}

void MapPage::askColumns()
{
    then(MapQuestions(*m_project).columns(m_life.token()), this, m_life.token(),
        [this](Result<std::vector<MapQuestions::ColumnName>> columns) {
            if (!columns)
                return;
            m_columns = std::move(*columns);
            const auto has = [this](const char* prefix) {
                return std::ranges::any_of(
                    m_columns, [&](const auto& column) { return column.name.startsWith(QLatin1String(prefix)); });
            };
            m_controls->setColourEnabled(
                ColourBy::Score, has("score."), tr("Nothing is scored yet: Model > Score this project"));
            m_controls->setColourEnabled(
                ColourBy::Anomaly, has("anomaly."), tr("Nothing was measured yet: Model > Find what is unusual"));
        });
}

void MapPage::askWords()
{
    using Words = std::shared_ptr<const session::FilterWords>;
    then(m_project->filterWords(m_life.token()), this, m_life.token(), [this](Result<Words> words) {
        if (words)
            m_controls->show()->setWords(std::move(*words));
    });
}

void MapPage::make(bool anew)
{
    if (m_project && !m_project->readOnly() && !m_controls->model().isEmpty())
        m_vectors->make(m_controls->model(), m_controls->kind(), anew);
}

void MapPage::chooseField()
{
    QStringList names;
    for (const auto& column : m_columns)
        names << column.name;
    Popover* popover = Popover::ask(m_controls->isVisible() ? m_controls->fieldButton() : m_view,
        { tr("Colour by"), tr("a column"), m_controls->field(), names, {},
            tr("Numbers are shown by a scale from the lowest to the highest hundredth, words by class.") });
    connect(popover, &Popover::answered, this, [this, popover](const QString& name) {
        if (std::ranges::find(m_columns, name, &MapQuestions::ColumnName::name) == m_columns.end())
            return popover->sayWrong(tr("There is no column “%1”.").arg(name));
        popover->close();
        colourBy(ColourBy::Field, name);
        m_view->setFocus();
    });
}

} // namespace vetrina::ui
