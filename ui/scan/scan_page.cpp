#include "ui/scan/scan_page.h"
#include "ui/anomaly/anomaly_panel.h"

#include "ui/commands/commands.h"
#include "ui/epochs/epoch_strip.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/night/night_page.h"
#include "ui/scan/candidate_menus.h"
#include "ui/scan/empty_state.h"
#include "ui/scan/fact_list.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/header_bar.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/labelling.h"
#include "ui/scan/notice_bar.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/saliency_overlay.h"
#include "ui/similar/similar_panel.h"
#include "ui/stamp/display_bar.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

constexpr int narrowWindow = 1420;
constexpr int leastLow = 190; ///< what the light curve keeps of the height

} // namespace

ScanPage::ScanPage(Commands* commands, QWidget* parent)
    : Workspace(parent)
    , m_commands(commands ? commands : new Commands(this))
    , m_queue(new QueuePanel)
    , m_labelling(new Labelling(&m_queue->model(), this))
    , m_header(new HeaderBar)
    , m_stamps(new StampRow)
    , m_display(new DisplayBar(m_stamps))
    , m_saliency(new SaliencyOverlay(m_stamps, this))
    , m_epochs(new EpochStrip)
    , m_curve(new LightCurvePanel)
    , m_facts(new FactsPanel)
    , m_keys(new LabelBar)
    , m_opinions(new OpinionsPanel)
    , m_centre(new QWidget)
{
    setObjectName("workspace");
    setAttribute(Qt::WA_StyledBackground);
    m_tooLong.setSingleShot(true);
    m_tooLong.setInterval(usualPatienceMs); // under this nothing is shown to wait
    m_aheadSoon.setSingleShot(true);
    m_aheadSoon.setInterval(30);
    connect(&m_aheadSoon, &QTimer::timeout, this, [this] {
        if (m_project)
            m_project->prefetch(m_queue->ahead(m_prefetched));
    });
    makeLayout();
    m_notice = new NoticeBar(m_centre);
    m_empty = new EmptyState(m_centre);
    makeCommands();
    makeQueueCommands();
    connectParts();
    keepPanels();
    m_keys->setEnabledAll(false, tr("There is no candidate to label"));
}

void ScanPage::makeLayout()
{
    auto* low = new QHBoxLayout;
    low->setSpacing(size::gap);
    low->setContentsMargins(3, 0, 3, 0);
    low->addWidget(m_curve, 1);
    low->addWidget(m_facts);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(5, 5, 5, 8);
    column->setSpacing(size::gap);
    column->addWidget(m_stamps);
    column->addWidget(m_display);
    auto* epochs = new QHBoxLayout;
    epochs->setContentsMargins(3, 0, 3, 0);
    epochs->addWidget(m_epochs);
    column->addLayout(epochs);
    column->addLayout(low, 1);
    column->addWidget(m_keys);
    auto* centre = new QVBoxLayout(m_centre);
    centre->setContentsMargins(0, 0, 0, 0);
    centre->setSpacing(0);
    centre->addWidget(m_header);
    centre->addLayout(column, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_queue);
    row->addWidget(m_centre, 1);
    row->addWidget(m_opinions);
    m_centre->installEventFilter(this);
}

void ScanPage::connectParts()
{
    connect(m_queue, &QueuePanel::currentChanged, this, &ScanPage::load);
    connect(m_queue, &QueuePanel::said, this, &ScanPage::said);
    connect(m_queue, &QueuePanel::rowAsked, this, &ScanPage::load);
    connect(m_queue, &QueuePanel::emptied, this, [this](const QString& filter) {
        m_question.drop();
        m_row = -1;
        clearShown();
        m_header->clear();
        m_empty->open(filter);
    });
    connect(m_empty, &EmptyState::clearAsked, m_queue, &QueuePanel::clearFilter);
    connect(m_empty, &EmptyState::addAsked, this, &ScanPage::packetsAsked);
    connect(m_header->menus(), &CandidateMenus::said, this, &ScanPage::said);
    connect(m_facts, &FactsPanel::said, this, &ScanPage::said);
    connect(m_facts, &FactsPanel::filterAsked, this, &ScanPage::addToFilter);
    connect(m_header, &HeaderBar::beforeAsked, this, [this] { m_queue->goBy(-1); });
    connect(m_header, &HeaderBar::nextAsked, this, [this] { m_queue->goBy(1); });
    connectStamps();
    connect(m_keys, &LabelBar::noteLeft, this, [this] { m_stamps->view(m_stamps->inHand())->setFocus(); });
    connect(m_keys, &LabelBar::noteWritten, this, &ScanPage::noteWritten);
    connect(m_labelling, &Labelling::saved, this, &ScanPage::wasSaved);
    connect(m_labelling, &Labelling::said, this, &ScanPage::said);
    connect(m_labelling, &Labelling::pendingChanged, this, &ScanPage::countsChanged);
    connect(m_labelling, &Labelling::labelled, this, &ScanPage::askCounts);
    connect(m_labelling, &Labelling::changed, this, [this](data::Row row) {
        askCounts();
        showRow(row);
    });
    connect(m_opinions, &OpinionsPanel::scoringAsked, this, &ScanPage::scoringAsked);
    connectLightCurve();
    connect(&m_tooLong, &QTimer::timeout, this, &ScanPage::clearShown);
}

void ScanPage::setProject(Project* project)
{
    if (m_project)
        disconnect(m_project, nullptr, this, nullptr);
    m_question.drop();
    m_life.drop();
    Q_EMIT projectClosing();
    closeNight();
    if (m_night)
        m_night->setProject(project);
    m_switching = m_leaving = false;
    m_notice->setEnded({});
    m_project = project;
    m_row = -1;
    m_labelled = m_total = 0;
    m_preview = {};
    m_empty->hide();
    clearShown();
    m_header->clear();
    m_labelling->setProject(project);
    m_curve->setProject(project);
    m_epochs->setProject(project);
    m_opinions->anomaly()->setProject(project);
    m_saliency->setProject(project);
    m_opinions->similar()->setProject(project);
    m_cameFrom.clear();
    m_keys->setClasses(project ? project->classes() : ClassStyles());
    m_keys->setStays(staysAfterLabel());
    makeLabelCommands();
    makeSchemeCommands();
    m_queue->setProject(project);
    if (!project)
        return;
    connect(project, &Project::classesChanged, this, &ScanPage::classesChanged);
    connect(project, &Project::arrived, this, [this] { arrived(); });
    connect(project, &Project::scored, this, [this](const std::vector<data::Row>& rows) {
        m_queue->model().outdated(rows);
        m_queue->refreshSoon();
        if (m_row >= 0 && std::ranges::find(rows, m_row) != rows.end())
            load(m_row);
    });
    connect(project, &Project::promoted, this, [this] {
        m_queue->model().outdated(m_queue->model().order());
        m_queue->reorderFromHere();
        if (m_row >= 0)
            load(m_row);
    });
    askCounts();
}

void ScanPage::showRow(data::Row row)
{
    if (row == m_row || !m_queue->goToRow(row)) // going there asks for it
        load(row);
}

void ScanPage::load(data::Row row)
{
    if (!m_project || row < 0)
        return;
    if (row != m_row)
        m_notice->setEnded({});
    m_row = row;
    m_empty->hide();
    m_header->setPlace(m_queue->position(), m_queue->model().rowCount());
    if (const ViewPtr at_hand = m_project->cachedView(row)) {
        m_question.drop();
        present(at_hand);
        return;
    }
    if (m_view && m_view->row != row)
        m_tooLong.start();
    const std::stop_token stop = m_question.ask();
    then(m_project->view(row, stop), this, stop, [this](Result<ViewPtr> view) {
        if (view) {
            m_project->keep(*view);
            present(*view);
        } else {
            sayFailed(view.error());
        }
    });
}

void ScanPage::present(const ViewPtr& read)
{
    const ViewPtr view = asByHand(read);
    m_tooLong.stop();
    const bool another = !m_view || m_view->row != view->row;
    m_view = view;
    m_header->set(view, m_project->classes().labelTag(view->label));
    if (another || !m_epochs->isAway()) // a flag does not take the epoch away that is looked at
        m_stamps->setCandidate(view);
    m_epochs->setCandidate(view);
    m_curve->setCandidate(view); // drawn once the stamps are painted
    m_facts->set(view);
    m_opinions->set(view.get(), m_project->classes());
    m_saliency->setCandidate(view);
    m_opinions->similar()->setCandidate(view);
    m_keys->setEnabledAll(!m_project->readOnly(), tr("This project is open for reading only"));
    m_keys->setCurrent(view->label);
    m_keys->setFlagged(view->flagged);
    showObject();
    if (!another)
        return;
    m_look.start();
    m_queue->model().markShown(view->row);
    if (m_preview.isNull())
        askPreview();
    if (!m_aheadSoon.isActive())
        m_aheadSoon.start();
    m_project->markSeen(view->row);
    m_opinions->anomaly()->setCandidate(view->row);
    if (view->opinions.empty())
        m_project->scoreFirst(view->row);
    Q_EMIT presented();
}

void ScanPage::sayFailed(const Error& error)
{
    // What the queue knows of it stands in the bar, the reason in each panel; and the keys label it all the same.
    auto view = std::make_shared<session::CandidateView>();
    view->row = m_row;
    if (const int at = m_queue->model().positionOf(m_row); at >= 0)
        if (const session::CandidateRow* known = m_queue->model().info(at)) {
            view->candidate = known->candidate;
            view->label = known->label;
            view->flagged = known->flagged;
        }
    for (data::Stamp& stamp : view->triplet.stamps)
        stamp.problem = error.message + (error.remedy.empty() ? "" : "\n" + error.remedy);
    present(view);
}

void ScanPage::clearShown()
{
    m_tooLong.stop();
    m_view = nullptr;
    m_stamps->setCandidate(nullptr);
    m_epochs->setCandidate(nullptr);
    m_curve->setCandidate(nullptr);
    m_facts->set(nullptr);
    m_opinions->set(nullptr, m_project ? m_project->classes() : ClassStyles());
    m_opinions->anomaly()->setCandidate(-1);
    m_saliency->setCandidate(nullptr);
    m_opinions->similar()->setCandidate(nullptr);
    m_keys->setCurrent({});
    m_keys->setFlagged(false);
    if (m_row < 0)
        m_keys->setEnabledAll(false, tr("There is no candidate to label"));
}

void ScanPage::copyReadout()
{
    const QString readout = m_stamps->readout();
    if (readout.isEmpty()) {
        Q_EMIT said(tr("Point at a pixel first: its place and value are copied."), false);
        return;
    }
    QGuiApplication::clipboard()->setText(readout);
    Q_EMIT said(tr("Copied: %1").arg(readout), false);
}

void ScanPage::arrived()
{
    m_queue->refreshSoon();
    askCounts();
}

void ScanPage::askCounts()
{
    if (!m_project)
        return;
    then(m_project->counts(), this, m_life.token(), [this](Result<session::Labels::Counts> counts) {
        if (!counts)
            return;
        m_labelled = counts->labelled;
        m_queue->countSoon();
        m_queue->setProgress(m_labelled, m_total, m_labelling->perMinute());
        Q_EMIT countsChanged();
    });
    then(m_project->count(), this, m_life.token(), [this](Result<std::size_t> count) {
        if (count) {
            m_total = *count;
            m_queue->setProgress(m_labelled, m_total, m_labelling->perMinute());
        }
    });
}

void ScanPage::askPreview()
{
    constexpr int side = 72, most = 8;
    const int count = std::min(most, m_queue->model().rowCount());
    m_preview = QImage(side * count, side, QImage::Format_RGB32);
    m_preview.fill(Qt::black);
    for (int i = 0; i < count; ++i)
        then(m_project->thumbnail(m_queue->model().rowAt(i), side, m_life.token()), this, m_life.token(),
            [this, i](const Result<QImage>& stamp) {
                if (stamp && !stamp->isNull())
                    QPainter(&m_preview).drawImage(i * side, 0, *stamp);
            });
}

void ScanPage::setEngine(const session::Scores::State& state) { m_opinions->setEngine(state); }

bool ScanPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_centre && event->type() == QEvent::Resize)
        layCentre();
    return QWidget::eventFilter(watched, event);
}

void ScanPage::layCentre()
{
    const int strip = m_epochs->isVisibleTo(m_centre) ? EpochStrip::stripHeight + size::gap : 0;
    const int around = size::bar + 5 + 8 + size::control + size::labelKey + 3 * size::gap + strip;
    const int side = StampRow::sideFor(
        m_centre->width() - 10, m_centre->height() - around - leastLow, m_stamps->besideShown() ? 4 : 3);
    m_stamps->setFixedHeight(StampRow::heightFor(side));
    const int foot = m_centre->height() - 8 - size::labelKey - size::gap;
    m_notice->layOver(QRect(8, size::bar, m_centre->width() - 16, foot - size::bar));
    m_empty->setGeometry(0, 0, m_centre->width(), m_centre->height());
    m_stamps->layStage();
}

void ScanPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_night)
        m_night->setGeometry(rect());
    const bool narrow = width() + size::rail < narrowWindow;
    m_queue->setNarrow(narrow);
    m_opinions->setVisible(width() + size::rail >= 960); // columns give way, type does not
    m_opinions->setFixedWidth(narrow ? 224 : 264);
    m_facts->setFixedWidth(narrow ? 256 : 296);
}

} // namespace vetrina::ui
