#include "ui/shell/main_window.h"

#include "ui/commands/commands.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/search_field.h"
#include "ui/shell/workspaces.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHash>
#include <QMenu>
#include <QMenuBar>

namespace vetrina::ui {

using Menu = Command::Menu;

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
    m_search = new SearchField;
    row->addWidget(wordmark);
    m_menuBar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    row->addWidget(m_menuBar, 1, Qt::AlignVCenter);
    row->addWidget(m_search, 0, Qt::AlignVCenter);
    row->addSpacing(8);
    setMenuWidget(bar);
}

void MainWindow::makeCommands()
{
    const auto add = [this](Menu menu, const CommandName& name, const QList<QKeySequence>& keys,
                         std::function<void()> act, const std::function<void(Command&)>& edit = {}) {
        QAction* action = m_commands->add(this, menu, name, keys, std::move(act));
        if (edit)
            m_commands->change(action, edit);
        return action;
    };
    const auto project = [](Command& command) { command.needsProject = true; };
    const auto move = [](Command& command) { command.group = Command::Group::Move; };
    add(Menu::File, { "file.new", tr("New project…"), tr("An empty one, for packets to come") }, { QKeySequence::New },
        [this] { chooseNew(); });
    add(Menu::File, { "file.open", tr("Open project…"), tr("A folder whose name ends in .vetrina") },
        { QKeySequence::Open }, [this] { chooseProject(); });
    add(Menu::File,
        { "file.demo", tr("Open the demo night"),
            tr("Simulated alerts of every kind, made on this machine in seconds") },
        {}, [this] { Q_EMIT demoAsked(); });
    add(Menu::File, { "file.packets", tr("Add packets…"), tr("Alert packets and archives, into this project") },
        { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O) }, [this] { chooseFiles(); });
    add(
        Menu::File, { "file.close", tr("Close project"), tr("Back to the first page") },
        { QKeySequence(Qt::CTRL | Qt::Key_W) }, [this] { Q_EMIT closeAsked(); },
        [](Command& command) { command.apart = command.needsProject = true; });
    add(Menu::File, { "file.quit", tr("Quit"), tr("Everything is saved already") },
        { QKeySequence(Qt::CTRL | Qt::Key_Q) }, [this] { close(); });

    m_light = add(
        Menu::View, { "view.light", tr("Light theme"), tr("Or dark") }, {},
        [this] { setScheme(m_light->isChecked() ? Scheme::Light : Scheme::Dark); },
        [](Command& command) { command.group = Command::Group::Window; });
    m_light->setCheckable(true);
    m_light->setChecked(currentScheme() == Scheme::Light);
    QAction* full = add(
        Menu::View, { "view.full-screen", tr("Full screen"), tr("The window fills the screen; again ends it") },
        { Qt::Key_F11 }, [this] { isFullScreen() ? showNormal() : showFullScreen(); },
        [](Command& command) { command.group = Command::Group::Window; });
    full->setAutoRepeat(false);
    for (const bool back : { false, true }) {
        QAction* pane = add(
            Menu::None,
            back ? CommandName("window.pane-before", tr("Pane before"), tr("Where the keys go"))
                 : CommandName(
                     "window.next-pane", tr("Next pane"), tr("Where the keys go: queue, stamps, fields, keys")),
            { back ? QKeySequence(Qt::SHIFT | Qt::Key_F6) : QKeySequence(Qt::Key_F6) },
            [this, back] {
                if (Workspace* page = m_pages->current())
                    page->focusNextPane(back);
            },
            project);
        m_commands->change(pane, move);
    }

    add(
        Menu::Model, { "model.score", tr("Score this project"), tr("What has no score of the model yet") }, {},
        [this] { Q_EMIT scoringAsked(); }, project);
}

void MainWindow::fillMenus()
{
    // Commands come and go with the project and its label scheme; each stands in its menu with its key.
    m_menuBar->clear();
    for (const auto& [wanted, name] : { std::pair(Menu::File, "fileMenu"), { Menu::Edit, "editMenu" },
             { Menu::View, "viewMenu" }, { Menu::Move, "goMenu" }, { Menu::Label, "labelMenu" },
             { Menu::Model, "modelMenu" }, { Menu::Help, "helpMenu" } }) {
        auto*& menu = m_menus[static_cast<std::size_t>(wanted)];
        if (!menu) {
            menu = new QMenu('&' + menuTitle(wanted), this); // Alt and its first letter open it
            menu->setObjectName(name);
            menu->setToolTipsVisible(true);
        }
        menu->clear();
        std::vector<const Command*> here;
        for (const Command& command : m_commands->all())
            if (command.menu == wanted && !(m_project && m_commands->isElsewhere(command)))
                here.push_back(&command);
        // The classes of the scheme first.
        std::ranges::stable_sort(here, {}, [](const Command* command) { return command->ofScheme ? 0 : 1; });
        const Command* before = nullptr;
        QHash<QString, QMenu*> inners;
        qDeleteAll(menu->findChildren<QMenu*>(Qt::FindDirectChildrenOnly)); // those of the time before
        for (const Command* command : here) {
            if (before && (command->apart || before->ofScheme != command->ofScheme || before->group != command->group))
                menu->addSeparator();
            if (command->submenu.isEmpty()) {
                menu->addAction(command->action);
                before = command;
                continue;
            }
            QMenu*& inner = inners[command->submenu];
            if (!inner) {
                inner = menu->addMenu(command->submenu);
                inner->setToolTipsVisible(true);
            }
            inner->addAction(command->action);
        }
        if (!here.empty())
            m_menuBar->addMenu(menu);
    }
}

void MainWindow::showKeys()
{
    m_sheet->open(m_pages->current() ? tr("Keys in %1").arg(m_pages->current()->face().name) : tr("Keys"),
        keyGroups(*m_commands));
}

} // namespace vetrina::ui
