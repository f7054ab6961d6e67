// The commands of the queue.
#include "ui/commands/commands.h"
#include "ui/scan/order_control.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/queue_view.h"
#include "ui/scan/scan_page.h"

#include <QAction>

namespace vetrina::ui {

using Menu = Command::Menu;

void ScanPage::makeQueueCommands()
{
    const auto find = [this](QAction* action) {
        m_commands->change(action, [](Command& command) { command.group = Command::Group::Find; });
    };
    // A page, Home and End are the list's own keys, as of every list; these act whatever has the focus.
    add(Menu::Move, { "queue.first", tr("First candidate") }, { QKeySequence(Qt::CTRL | Qt::Key_Home) },
        [this] { m_queue->goBy(-m_queue->model().rowCount()); });
    add(Menu::Move, { "queue.last", tr("Last candidate") }, { QKeySequence(Qt::CTRL | Qt::Key_End) },
        [this] { m_queue->goBy(m_queue->model().rowCount()); });
    add(Menu::Move, { "queue.neverShown", tr("First one never shown") }, {}, [this] {
        if (!m_queue->goToNeverShown())
            Q_EMIT said(tr("All of this queue was shown."), false);
    });
    find(add(Menu::Move, { "queue.goTo", tr("Go to…"), tr("A number, a candid or an object") }, { Qt::Key_G },
        [this] { m_queue->askWhereTo(); }));
    find(add(Menu::Move, { "queue.filter", tr("Filter") }, { Qt::Key_Slash }, [this] {
        m_queue->filterLine()->setFocus(Qt::ShortcutFocusReason);
        m_queue->filterLine()->selectAll();
    }));
    find(add(Menu::Move, { "queue.filters", tr("Filters with names…"), tr("Shipped and saved ones, with counts") },
        { QKeySequence(Qt::CTRL | Qt::Key_L) }, [this] { m_queue->openFilters(); }));
    find(add(Menu::Move, { "queue.unlabelled", tr("Only without a label") },
        { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L) }, [this] { m_queue->toggleUnlabelled(); }));
    add(Menu::Move,
        { "queue.objects", tr("By object or by alert"), tr("One row an object, its newest alert in front") }, {},
        [this] { m_queue->setByObject(!m_queue->request().byObject); });
    add(Menu::Move, { "queue.byField", tr("Order by a field…") }, {}, [this] { m_queue->askForField(); });
    add(Menu::Move, { "queue.seed", tr("Random order by a seed…") }, {}, [this] { m_queue->askForSeed(); });
    add(Menu::Move, { "queue.fold", tr("Fold or open all nights") }, {}, [this] {
        const auto& sections = m_queue->model().sections();
        const bool open = std::ranges::any_of(sections,
            [this](const auto& section) { return !m_queue->view()->isFolded(QString::fromStdString(section.night)); });
        m_queue->view()->setAllFolded(open);
    });
}

} // namespace vetrina::ui
