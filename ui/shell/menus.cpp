#include "ui/shell/main_window.h"

#include "core/base/paths.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/status_line.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

namespace vetrina::ui {

void MainWindow::makeMenus()
{
    auto* bar = new QWidget;
    bar->setObjectName("menuCorner");
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(size::menu);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* wordmark = new QLabel("Vetrina");
    wordmark->setObjectName("wordmark");
    m_menuBar = new QMenuBar;
    m_menuBar->setObjectName("menuBar");
    m_menuBar->setNativeMenuBar(false);
    m_place = new QLabel;
    m_place->setObjectName("menuNote");
    row->addWidget(wordmark);
    m_menuBar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    row->addWidget(m_menuBar, 1, Qt::AlignVCenter);
    row->addWidget(m_place);
    setMenuWidget(bar);

    m_file = m_menuBar->addMenu(tr("File"));
    m_edit = m_menuBar->addMenu(tr("Edit"));
    m_view = m_menuBar->addMenu(tr("View"));
    m_labelMenu = m_menuBar->addMenu(tr("Label"));
    m_model = m_menuBar->addMenu(tr("Model"));
    m_help = m_menuBar->addMenu(tr("Help"));

    m_file->addAction(tr("New project…"), QKeySequence::New, this, &MainWindow::chooseNew);
    m_file->addAction(tr("Open project…"), QKeySequence::Open, this, &MainWindow::chooseProject);
    m_file->addAction(
        tr("Add packets…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this, &MainWindow::chooseFiles);
    m_file->addSeparator();
    m_close = m_file->addAction(tr("Close project"), QKeySequence(Qt::CTRL | Qt::Key_W), this, &MainWindow::closeAsked);
    m_file->addAction(tr("Quit"), QKeySequence::Quit, this, &QWidget::close);

    m_light = new QAction(tr("Light theme"), this);
    m_light->setCheckable(true);
    m_light->setChecked(currentScheme() == Scheme::Light);
    connect(
        m_light, &QAction::triggered, this, [this](bool light) { setScheme(light ? Scheme::Light : Scheme::Dark); });
    m_fullScreen = new QAction(tr("Full screen"), this);
    m_fullScreen->setShortcut(Qt::Key_F11);
    connect(m_fullScreen, &QAction::triggered, this, [this] { isFullScreen() ? showNormal() : showFullScreen(); });
    addAction(m_fullScreen);

    m_score = m_model->addAction(tr("Score this project"), this, &MainWindow::scoringAsked);
    QAction* keys = m_help->addAction(tr("Keys"), this, &MainWindow::showKeys);
    keys->setShortcut(Qt::Key_Question);
    m_help->addAction(tr("About Vetrina"), this,
        [this] { say(tr("Vetrina %1, GPL-3.0-or-later").arg(QString::fromStdString(paths::version())), false); });

    const auto pane = [this](const QKeySequence& key, bool back) {
        auto* action = new QAction(this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, back] {
            if (m_project)
                m_scan->focusNextPane(back);
        });
        addAction(action);
    };
    auto* scan = new QAction(this);
    scan->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_1));
    connect(scan, &QAction::triggered, this, [this] {
        if (m_project)
            m_pages->setCurrentWidget(m_scan);
    });
    addAction(scan);
    pane(Qt::Key_F6, false);
    pane(Qt::SHIFT | Qt::Key_F6, true);
}

void MainWindow::fillMenus()
{
    // The workspace's commands come and go with its project; each stands in its menu with its key.
    m_edit->clear();
    m_view->clear();
    m_labelMenu->clear();
    m_view->addAction(m_light);
    m_view->addAction(m_fullScreen);
    m_view->addSeparator();
    using Menu = ScanPage::Command::Menu;
    std::vector<QAction*> others;
    for (const ScanPage::Command& command : m_scan->commands()) {
        command.action->setEnabled(m_project != nullptr);
        switch (command.menu) {
        case Menu::Edit:
            m_edit->addAction(command.action);
            break;
        case Menu::Move:
        case Menu::View:
            m_view->addAction(command.action);
            break;
        case Menu::Label:
            others.push_back(command.action);
            break;
        }
    }
    // Classes first, in the scheme's order; skip, flag and note were made before them.
    constexpr std::size_t fixed = 3;
    for (std::size_t i = fixed; i < others.size(); ++i)
        m_labelMenu->addAction(others[i]);
    m_labelMenu->addSeparator();
    for (std::size_t i = 0; i < std::min(fixed, others.size()); ++i)
        m_labelMenu->addAction(others[i]);
    m_close->setEnabled(m_project != nullptr);
    m_score->setEnabled(m_project != nullptr);
}

void MainWindow::showKeys()
{
    QString classes = "1 – 6";
    if (m_project && !m_project->classes().all().empty())
        classes =
            m_project->classes().all().front().key + QStringLiteral(" – ") + m_project->classes().all().back().key;
    std::vector<KeySheet::Group> groups{
        { tr("Label"),
            { { classes, tr("a class of the scheme, and on") }, { tr("Space"), tr("skip") }, { "U", tr("undo") },
                { "Shift U", tr("redo") }, { "F", tr("flag") }, { "N", tr("note") } } },
        { tr("Move"),
            { { "→ ←", tr("next, before") }, { "J K", tr("next, before") }, { "Tab", tr("next control") },
                { "F6", tr("next pane") }, { "Esc", tr("one step out") }, { "F11", tr("full screen") } } },
        { tr("Look"),
            { { "Z  Shift Z", tr("zoom in, out") }, { "0", tr("fit") }, { "[  ]", tr("stretch before, next") },
                { "I", tr("invert") }, { "X", tr("crosshair") }, { "O", tr("north up, as stored") },
                { "C", tr("copy pixel and sky") } } },
        { tr("Find"),
            { { "/", tr("filter line") }, { "Ctrl F", tr("a field") }, { "Ctrl O", tr("a project") },
                { "?", tr("hold for the keys") } } },
    };
    m_sheet->open(tr("Keys in Scan"), std::move(groups));
}

} // namespace vetrina::ui
