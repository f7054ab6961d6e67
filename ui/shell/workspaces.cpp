#include "ui/shell/workspaces.h"

#include "ui/commands/commands.h"
#include "ui/shell/rail.h"

#include <QAction>

#include <algorithm>

namespace vetrina::ui {

Workspaces::Workspaces(QWidget* welcome, Rail* rail, Commands* commands, QWidget* parent)
    : QStackedWidget(parent)
    , m_welcome(welcome)
    , m_rail(rail)
    , m_commands(commands)
{
    addWidget(m_welcome);
    connect(m_rail, &Rail::chose, this, [this](int place) {
        for (Workspace* page : m_all)
            if (static_cast<int>(page->face().place) == place)
                open(page);
    });
}

void Workspaces::add(Workspace* page)
{
    const Workspace::Face face = page->face();
    const int place = static_cast<int>(face.place);
    addWidget(page);
    m_all.push_back(page);
    m_rail->add(place, face.name, face.icon, tr("%1 (Ctrl+%2)").arg(face.about).arg(place));
    m_rail->setWorkspaceEnabled(place, false, tr("No project is open"));
    m_commands->addWorkspace(page, face.name);
    QAction* go = m_commands->add(window(), Command::Menu::None,
        { QStringLiteral("window.") + face.id, tr("%1 workspace").arg(face.name), face.about },
        { QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_0 + place)) }, [this, page] { open(page); });
    m_commands->change(go, [this, page, name = face.name](Command& command) {
        command.needsProject = true;
        command.why = [this, page, name] {
            return current() == page ? tr("This is the %1 workspace").arg(name) : QString();
        };
    });
    connect(page, &Workspace::hovered, this, [this, page](const QString& readout) {
        if (page == current()) // what is behind another page has nothing under the cursor
            Q_EMIT hovered(readout);
    });
    connect(page, &Workspace::said, this, &Workspaces::said);
}

void Workspaces::setProject(Project* project)
{
    m_open = project != nullptr;
    for (Workspace* page : m_all) {
        page->setProject(project);
        m_rail->setWorkspaceEnabled(static_cast<int>(page->face().place), m_open, tr("No project is open"));
    }
    see(m_open && !m_all.empty() ? m_all.front() : nullptr);
}

void Workspaces::open(Workspace* page)
{
    if (!m_open || page == current()) {
        see(current()); // the rail shows what was pressed
        return;
    }
    see(page);
    page->home()->setFocus(Qt::OtherFocusReason);
    Q_EMIT hovered({});
    Q_EMIT opened(page);
}

void Workspaces::see(Workspace* page)
{
    setCurrentWidget(page ? static_cast<QWidget*>(page) : m_welcome);
    m_rail->choose(page ? static_cast<int>(page->face().place) : -1);
    m_commands->setWorkspace(page);
}

Workspace* Workspaces::current() const { return qobject_cast<Workspace*>(currentWidget()); }

Workspace* Workspaces::find(const QString& id) const
{
    const auto at = std::ranges::find_if(m_all, [&](const Workspace* page) { return page->face().id == id; });
    return at == m_all.end() ? nullptr : *at;
}

} // namespace vetrina::ui
