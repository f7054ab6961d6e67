#include "ui/shell/main_window.h"

#include "ui/commands/commands.h"
#include "ui/commands/shown_keys.h"
#include "ui/map/map_page.h"
#include "ui/palette/palette.h"
#include "ui/preferences/settings.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/rail.h"
#include "ui/shell/search_field.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/workspaces.h"
#include "ui/theme/theme.h"
#include "ui/train/train_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

bool isTextField(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || (widget && widget->inherits("QPlainTextEdit"));
}

} // namespace

MainWindow::MainWindow(const QString& settingsFile, QWidget* parent)
    : QMainWindow(parent)
    , m_settings(new Settings(settingsFile.toStdString(), this))
    , m_commands(new Commands(this))
    , m_rail(new Rail)
    , m_welcome(new WelcomePage)
    , m_pages(new Workspaces(m_welcome, m_rail, m_commands, this))
    , m_problem(new ProblemBar)
    , m_scan(new ScanPage(m_commands))
    , m_map(new MapPage(m_commands, m_scan->labelling()))
    , m_train(new TrainPage(m_commands))
    , m_status(new StatusLine)
    , m_sheet(new KeySheet(this))
{
    setWindowTitle("Vetrina");
    setMinimumSize(640, 480);
    resize(1440, 900);
    setAcceptDrops(true);
    m_pages->add(m_scan);
    m_pages->add(m_map);

    auto* floor = new QWidget;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    auto* work = new QVBoxLayout;
    work->setSpacing(0);
    work->addWidget(m_problem);
    work->addWidget(m_pages, 1);
    row->addLayout(work, 1);
    auto* column = new QVBoxLayout(floor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    setCentralWidget(floor);
    makeMenus();
    makeCommands();
    makeTraining();
    makePalette();
    makeHelp();
    makeMap();
    new ShownKeys(*m_commands, *this);

    connect(m_rail, &Rail::keysAsked, this, &MainWindow::showKeys);
    connect(m_welcome, &WelcomePage::openAsked, this, &MainWindow::openAsked);
    connect(m_welcome, &WelcomePage::chooseProjectAsked, this, &MainWindow::chooseProject);
    connect(m_welcome, &WelcomePage::newProjectAsked, this, &MainWindow::chooseNew);
    connect(m_welcome, &WelcomePage::chooseFilesAsked, this, &MainWindow::chooseFiles);
    connect(m_welcome, &WelcomePage::demoAsked, this, &MainWindow::demoAsked);
    connect(m_pages, &Workspaces::hovered, m_status, &StatusLine::setReadout);
    connect(m_pages, &Workspaces::said, this, &MainWindow::say);
    connect(m_scan->queue(), &QueuePanel::undoOffered, m_status, &StatusLine::offerUndo);
    m_scan->queue()->setMemory(m_settings);
    connect(m_scan, &ScanPage::countsChanged, this, &MainWindow::showSaving);
    connect(m_scan, &ScanPage::presented, this, &MainWindow::keepViewSoon);
    connect(m_scan, &ScanPage::scoringAsked, this, &MainWindow::scoringAsked);
    connect(m_scan, &ScanPage::packetsAsked, this, &MainWindow::chooseFiles);
    connect(m_status, &StatusLine::stopAsked, this, &MainWindow::stopAsked);
    connect(m_commands, &Commands::changed, this, &MainWindow::fillMenus);
    connect(m_commands, &Commands::said, this, &MainWindow::say);
    connect(&m_sample, &QTimer::timeout, this, &MainWindow::sampleEngine);
    m_sample.setInterval(1000);
    qApp->installEventFilter(this);

    m_viewSoon.setSingleShot(true);
    m_viewSoon.setInterval(100);
    connect(&m_viewSoon, &QTimer::timeout, this, &MainWindow::keepView);
    restoreState();
    fillMenus();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    m_palette->setProject(nullptr);
    m_pages->setProject(nullptr); // they must not ask a project that is gone
}

void MainWindow::setProject(std::unique_ptr<Project> project, const QJsonObject& view)
{
    keepView();
    m_view.use({}, {});
    m_pages->setProject(nullptr);
    m_palette->setProject(nullptr);
    std::swap(m_project, project);
    project.reset(); // the one before: its session ends on a thread of its own
    m_commands->setProjectOpen(m_project != nullptr);
    if (m_project) {
        if (!m_viewFolder.empty())
            m_view.use(viewFile(m_viewFolder, m_project->path()), view);
        m_scan->setLabelState({ { "advance", m_settings->isOn("labels.advance", true) },
            { "wholeObject", m_settings->isOn("labels.wholeObject", false) } });
        m_scan->restoreView(view);
    }
    m_pages->setProject(m_project.get());
    m_palette->setProject(m_project.get());
    setWindowTitle(m_project ? m_project->name() + QStringLiteral(" · Vetrina") : QStringLiteral("Vetrina"));
    if (m_project) {
        m_sample.start();
        sampleEngine();
        showSaving();
        m_scan->queue()->list()->setFocus();
    } else {
        m_sample.stop();
        m_status->setNoProject();
    }
    fillMenus();
    Q_EMIT projectChanged();
}

void MainWindow::setScheme(Scheme scheme)
{
    m_settings->set("appearance.theme", scheme == Scheme::Light ? "light" : "dark");
    applyScheme(scheme);
}

void MainWindow::applyScheme(Scheme scheme)
{
    m_light->setChecked(scheme == Scheme::Light);
    if (scheme == currentScheme() && !qApp->styleSheet().isEmpty())
        return;
    applyTheme(scheme);
    if (m_scan->shown()) // rich text carries its colours with it
        m_scan->showRow(m_scan->shown()->row);
}

void MainWindow::say(const QString& words, bool wrong) { m_status->say(words, wrong); }

void MainWindow::sayProblem(const Error& error, std::function<void()> retry)
{
    m_problem->say(QString::fromStdString(error.message), QString::fromStdString(error.remedy), std::move(retry));
}

void MainWindow::showSaving()
{
    if (!m_project)
        return;
    const Labelling* labelling = m_scan->labelling();
    m_status->setSaving(labelling->pending(), labelling->failed(), m_project->readOnly());
    m_status->setLabels(m_scan->labelled(), labelling->perMinute(), labelling->medianSeconds());
}

void MainWindow::sampleEngine()
{
    if (!m_project)
        return;
    then(m_project->engine(), this, [this](Result<session::Scores::State> state) {
        if (!state || !m_project || m_project->readOnly()) // nothing is scored where nothing can be kept
            return;
        m_status->setEngine(QString::fromStdString(state->device), state->imagesPerSecond, state->waiting,
            QString::fromStdString(state->problem));
        m_scan->setEngine(*state);
        m_engineWords =
            QString::fromStdString(state->device.empty() ? std::string() : state->model + ", " + state->device);
    });
}

void MainWindow::chooseProject()
{
    const QString path =
        QFileDialog::getExistingDirectory(this, tr("Open a project"), QString(), QFileDialog::ShowDirsOnly);
    if (!path.isEmpty())
        Q_EMIT openAsked(path);
}

void MainWindow::chooseNew()
{
    QString path =
        QFileDialog::getSaveFileName(this, tr("New project"), tr("night.vetrina"), tr("Projects (*.vetrina)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(".vetrina"))
        path += ".vetrina";
    Q_EMIT newProjectAsked(path);
}

void MainWindow::chooseFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Choose packets or archives"), QString(),
        tr("Alert packets and archives (*.avro *.tar *.tar.gz *.tgz);;All files (*)"));
    if (!paths.isEmpty())
        Q_EMIT packetsGiven(paths);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_scan->mayLeave()) // labels that are not saved would go with the window
        return event->ignore();
    keepState();
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_search->setSmall(width() < 1100);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !std::ranges::all_of(urls, [](const QUrl& url) { return url.isLocalFile(); }))
        return;
    event->acceptProposedAction();
    m_welcome->setDropping(true);
    say(m_project ? tr("Let go to add these packets to %1.").arg(m_project->name()) : tr("Let go to open these."),
        false);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { m_welcome->setDropping(false); }

void MainWindow::dropEvent(QDropEvent* event)
{
    m_welcome->setDropping(false);
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        paths << url.toLocalFile();
    event->acceptProposedAction();
    if (paths.size() == 1 && QString(paths[0]).remove(QRegularExpression("/+$")).endsWith(".vetrina"))
        Q_EMIT openAsked(paths[0]);
    else if (!paths.isEmpty())
        Q_EMIT packetsGiven(paths);
}

void MainWindow::keepViewSoon()
{
    if (m_project && !m_viewSoon.isActive())
        m_viewSoon.start();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) { // whatever a hand did may have changed the view
    case QEvent::KeyPress:
    case QEvent::Shortcut: // a key that a command takes is never a key press
    case QEvent::MouseButtonRelease:
    case QEvent::Wheel:
        keepViewSoon();
        break;
    default:
        break;
    }
    if (event->type() != QEvent::ShortcutOverride || !isActiveWindow())
        return QMainWindow::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    // A control that has the focus came by it with Tab: there Space presses it, and does not skip.
    const bool enters = (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
        && !key->modifiers().testFlag(Qt::ControlModifier); // with it a command may be meant
    const bool presses = enters || key->key() == Qt::Key_Space;
    if ((enters && isTextField(qobject_cast<QWidget*>(watched)))
        || (presses && (qobject_cast<QAbstractButton*>(watched) || qobject_cast<QComboBox*>(watched)))) {
        event->accept();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::stepOut()
{
    Workspace* page = m_pages->current();
    if (page && page->stepOut())
        return;
    QWidget* focus = focusWidget();
    if (page && focus && focus != page->home())
        page->home()->setFocus(Qt::OtherFocusReason);
    else if (focus && isTextField(focus))
        focus->clearFocus();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return isFullScreen() ? showNormal() : stepOut();
    // Enter presses the button that has the focus, as it does in dialogs; once, however long it is held.
    if (auto* button = qobject_cast<QAbstractButton*>(focusWidget()); button && !event->isAutoRepeat()
        && !event->modifiers().testFlag(Qt::ControlModifier)
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return button->click();
    QMainWindow::keyPressEvent(event);
}

} // namespace vetrina::ui
