#include "ui/map/map_page.h"

#include "ui/commands/commands.h"
#include "ui/map/bulk_bar.h"
#include "ui/map/hover_stamp.h"
#include "ui/map/map_controls.h"
#include "ui/map/map_legend.h"
#include "ui/map/map_vectors.h"
#include "ui/map/selection_panel.h"
#include "ui/scan/filter_line.h"
#include "ui/scan/labelling.h"
#include "ui/scan/wait_bar.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

constexpr int narrowPage = 1340; ///< below it the left column stands behind a button

} // namespace

MapPage::MapPage(Commands* commands, Labelling* labelling, QWidget* parent)
    : Workspace(parent)
    , m_commands(commands)
    , m_labelling(labelling)
    , m_controls(new MapControls)
    , m_view(new MapView)
    , m_panel(new SelectionPanel)
    , m_bulk(new BulkBar)
    , m_hover(new HoverStamp(m_view))
    , m_vectors(new MapVectors(this))
    , m_tools(new Segmented(tr("What dragging does")))
    , m_combines(new Segmented(tr("What becomes of the selection before")))
    , m_make(new QPushButton)
    , m_counts(new ElidedLabel("aside"))
    , m_title(label(tr("Map"), "title"))
    , m_density(label({}, "small", m_view))
    , m_empty(new QWidget)
    , m_emptyWords(label({}, "lead"))
    , m_stop(new QPushButton(tr("Stop")))
    , m_working(label({}, "aside"))
{
    setObjectName("workspace");
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Map"));
    for (QTimer* timer : { &m_colourSoon, &m_figureSoon, &m_refreshSoon })
        timer->setSingleShot(true);
    m_colourSoon.setInterval(60);
    m_figureSoon.setInterval(40);
    m_refreshSoon.setInterval(400);

    m_emptyWords->setAlignment(Qt::AlignHCenter);
    m_emptyWords->setWordWrap(true);
    m_working->setAlignment(Qt::AlignHCenter);
    m_make->setProperty("role", "primary");
    m_make->setFocusPolicy(Qt::TabFocus);
    m_stop->setFocusPolicy(Qt::TabFocus);
    m_stop->setToolTip(tr("What was made by then stays"));
    auto* empty = new QVBoxLayout(m_empty);
    empty->setContentsMargins(32, 0, 32, 0);
    empty->setSpacing(12);
    empty->addStretch(2);
    empty->addWidget(m_emptyWords);
    empty->addWidget(m_make, 0, Qt::AlignHCenter);
    empty->addWidget(m_working);
    empty->addWidget(m_stop, 0, Qt::AlignHCenter);
    empty->addStretch(3);
    m_empty->hide();

    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(makeBar());
    middle->addWidget(m_view, 1);
    middle->addWidget(m_empty, 1);
    middle->addWidget(m_bulk);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_controls);
    row->addLayout(middle, 1);
    row->addWidget(m_panel);
    m_wait = new WaitBar(m_view);
    m_density->setObjectName("plate");
    m_density->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_density->hide();
    makeCommands();
    connectParts();
    connectSelection();
}

QWidget* MapPage::makeBar()
{
    auto* bar = new QFrame;
    bar->setObjectName("bar");
    bar->setFixedHeight(size::bar);
    bar->setMinimumWidth(300);
    using Tool = MapView::Tool;
    using Combine = MapView::Combine;
    m_tools->add(
        static_cast<int>(Tool::Pan), tr("Pan"), tr("Drag moves the map, as the middle button always does (P)"));
    m_tools->add(static_cast<int>(Tool::Lasso), tr("Lasso"), tr("Draw about the points to select (L)"));
    m_tools->add(static_cast<int>(Tool::Rectangle), tr("Rectangle"), tr("Drag a rectangle about them (T)"));
    m_tools->choose(static_cast<int>(m_view->tool()));
    m_combines->add(static_cast<int>(Combine::New), tr("New"), tr("The selection before goes"));
    m_combines->add(static_cast<int>(Combine::Add), tr("Add"), tr("To the selection before; also with Shift held"));
    m_combines->add(
        static_cast<int>(Combine::TakeAway), tr("Take away"), tr("From the selection before; also with Alt held"));
    m_combines->choose(static_cast<int>(Combine::New));
    m_fold = new QPushButton(tr("Colours"));
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_fold->setCheckable(true);
    m_fold->setToolTip(tr("Vectors, colours, points, filter (V)"));
    m_fold->setAccessibleName(tr("What the map shows"));
    m_fit = new KeyButton(QStringLiteral("0"), tr("Fit"), nullptr, KeyButton::Cap::After);
    m_fit->setToolTip(tr("All of the map"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{ m_title, m_fold, m_tools, m_combines, m_fit })
        row->addWidget(part, 0, Qt::AlignVCenter);
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_counts, 1);
    return bar;
}

Workspace::Face MapPage::face() const
{
    return { Place::Map, QStringLiteral("map"), tr("Map"), QStringLiteral("map"),
        tr("All candidates by what a model sees in them") };
}

QWidget* MapPage::home() const { return m_view->isVisibleTo(this) ? static_cast<QWidget*>(m_view) : m_make; }

void MapPage::connectParts()
{
    connect(m_view, &MapView::readout, this, &Workspace::hovered);
    connect(m_view, &MapView::hoveredChanged, this, [this](int point) {
        m_hover->show(point < 0 ? -1 : m_points->row(static_cast<std::size_t>(point)),
            point < 0 ? QPointF() : m_view->screenOf(point));
    });
    connect(m_view, &MapView::framed, this, &MapPage::showCounts);
    connect(m_view, &MapView::openAsked, this,
        [this](int point) { Q_EMIT openAsked(m_points->row(static_cast<std::size_t>(point))); });
    connect(m_tools, &Segmented::chose, this, [this](int tool) { m_view->setTool(static_cast<MapView::Tool>(tool)); });
    connect(m_combines, &Segmented::chose, this,
        [this](int combine) { m_view->setCombine(static_cast<MapView::Combine>(combine)); });
    connect(m_fit, &QPushButton::clicked, this, [this] {
        if (m_view->isFitted())
            Q_EMIT said(tr("All of the map is in sight."), false);
        m_view->fit();
    });
    connect(m_fold, &QPushButton::toggled, this, [this](bool shown) {
        m_leftShown = shown;
        layOut();
    });
    connect(m_controls, &MapControls::modelChosen, this, [this] { tookSets(m_sets); });
    connect(m_controls, &MapControls::kindChosen, this, [this] { tookSets(m_sets); });
    connect(m_controls, &MapControls::refitAsked, this, [this] { make(true); });
    connect(m_controls, &MapControls::placeAsked, this, [this] { make(false); });
    connect(m_controls, &MapControls::stopAsked, m_vectors, &MapVectors::stop);
    connect(m_stop, &QPushButton::clicked, m_vectors, &MapVectors::stop);
    connect(m_make, &QPushButton::clicked, this, [this] { make(false); });
    connect(m_controls, &MapControls::colourChosen, this, [this](ColourBy by) { colourBy(by); });
    connect(m_controls, &MapControls::fieldAsked, this, &MapPage::chooseField);
    const auto look = [this] {
        m_view->setLook(m_controls->mode(), m_controls->pointSize(), m_controls->opacity(), m_controls->greyRest());
    };
    connect(m_controls, &MapControls::lookChanged, this, look);
    look();
    connect(m_controls->legend(), &MapLegend::shownChanged, this, [this](const std::vector<std::uint8_t>& shown) {
        m_view->setGroupShown(shown);
        showCounts();
    });
    connect(m_controls->legend(), &MapLegend::groupChosen, this, &MapPage::selectGroup);
    connect(m_controls->show(), &FilterLine::asked, this, [this](const QString& filter) {
        m_filter = filter;
        askShown();
    });
    connect(m_controls->show(), &FilterLine::wrong, this, [this](const QString& message, const QString& remedy) {
        m_controls->sayWrong(remedy.isEmpty() ? message : message + QStringLiteral(" · ") + remedy);
    });
    connect(m_controls->show(), &FilterLine::textEdited, this, [this] { m_controls->sayWrong({}); });
    connect(m_vectors, &MapVectors::progressed, this, [this](const QString& words, double share) {
        m_controls->setWork(words, share);
        m_working->setText(words);
        m_make->setEnabled(false);
        m_make->setToolTip(tr("A map is being made"));
        m_stop->show();
    });
    connect(m_vectors, &MapVectors::ended, this, [this] {
        m_controls->setWork({}, -1);
        m_working->setText({});
        m_make->setEnabled(true);
        m_make->setToolTip({});
        m_stop->hide();
    });
    connect(m_vectors, &MapVectors::failed, this, [this](const QString& message, const QString& remedy) {
        Q_EMIT said(remedy.isEmpty() ? message : message + QStringLiteral(" · ") + remedy, true);
    });
    connect(m_vectors, &MapVectors::made, this, [this](const session::EmbedReport& report) {
        const QLocale locale;
        QString words = tr("%1 on the map in %2 s")
                            .arg(locale.toString(static_cast<qulonglong>(report.mapped)),
                                locale.toString(report.seconds, 'f', report.seconds < 10 ? 1 : 0));
        if (report.placed > 0)
            words +=
                tr(", %1 of them placed without a refit").arg(locale.toString(static_cast<qulonglong>(report.placed)));
        if (report.failed > 0)
            words += tr(", %1 refused").arg(locale.toString(static_cast<qulonglong>(report.failed)));
        Q_EMIT said(words, false);
        refresh();
    });
    connect(&m_colourSoon, &QTimer::timeout, this, &MapPage::askColouring);
    connect(&m_figureSoon, &QTimer::timeout, this, &MapPage::askFigures);
    connect(&m_refreshSoon, &QTimer::timeout, this, &MapPage::refresh);
    m_stop->hide();
}

void MapPage::setProject(Project* project)
{
    if (m_project)
        disconnect(m_project, nullptr, this, nullptr);
    for (LastQuestion* question : { &m_life, &m_map, &m_colour, &m_showing, &m_lasso, &m_figure, &m_measure })
        question->drop();
    m_project = project;
    m_vectors->setProject(project);
    m_hover->setProject(project);
    m_panel->setProject(project);
    m_asked = false;
    m_colourChosen = m_restored.contains("by");
    m_waiting = 0;
    m_sets.clear();
    m_points.reset();
    m_view->setPoints(nullptr);
    m_selected.reset();
    m_selectedCount = 0;
    m_ours.clear();
    m_bulk->setCount(0);
    m_mark = -1;
    m_controls->setModels({}, {});
    m_controls->setFigures(nullptr);
    m_controls->setUnplaced(0);
    m_controls->legend()->set(nullptr);
    m_controls->setShown(0, 0);
    m_filter.clear();
    m_controls->show()->put({});
    m_controls->sayWrong({});
    m_counts->setText({});
    m_density->hide();
    makeLabelCommands();
    if (!project)
        return;
    m_controls->setReadOnly(project->readOnly());
    m_bulk->setClasses(project->classes());
    m_bulk->setRests(project->readOnly() ? tr("This project is open for reading only") : QString());
    connect(project, &Project::classesChanged, this, [this] {
        makeLabelCommands();
        m_bulk->setClasses(m_project->classes());
        colourSoon();
    });
    connect(project, &Project::arrived, this, [this] {
        if (m_asked)
            m_refreshSoon.start();
    });
    connect(project, &Project::scored, this, [this] {
        if (m_controls->colourBy() == ColourBy::Score)
            colourSoon();
    });
    connect(project, &Project::selectionChanged, this, &MapPage::followSelection);
    if (isVisible())
        refresh();
}

void MapPage::showEvent(QShowEvent* event)
{
    Workspace::showEvent(event);
    if (m_project && !m_asked)
        refresh();
}

void MapPage::resizeEvent(QResizeEvent* event)
{
    Workspace::resizeEvent(event);
    const bool narrow = width() < narrowPage;
    if (narrow != m_narrow) {
        m_narrow = narrow;
        m_leftShown = !narrow;
    }
    layOut();
}

void MapPage::layOut()
{
    m_fold->setVisible(m_narrow);
    m_fold->setChecked(m_leftShown);
    m_controls->setVisible(m_leftShown || !m_narrow);
    m_title->setVisible(width() > 1000);
}

void MapPage::showCounts()
{
    const MapFrame& frame = m_view->frame();
    if (!m_points || frame.image.isNull())
        return;
    const QLocale locale;
    m_counts->setText(
        tr("%1 points · frame %2 ms")
            .arg(locale.toString(static_cast<qulonglong>(frame.inSight)), locale.toString(frame.milliseconds, 'f', 1)));
    m_density->setVisible(frame.most > 0);
    m_density->setText(tr("points a pixel: 1 … %1, log").arg(locale.toString(frame.most)));
    m_density->adjustSize();
    m_density->move(12, m_view->height() - m_density->height() - 12);
}

QString MapPage::emptyWords() const { return m_empty->isHidden() ? QString() : m_emptyWords->text(); }

bool MapPage::isSettled() const
{
    return m_asked && m_waiting == 0 && !m_view->isPainting() && !m_figureSoon.isActive() && !m_colourSoon.isActive()
        && (!m_empty->isHidden() || !m_view->frame().image.isNull());
}

} // namespace vetrina::ui
