#include "ui/commands/commands.h"

#include <QAction>
#include <QJsonArray>
#include <QWidget>

#include <algorithm>

namespace vetrina::ui {

namespace {

using Menu = Command::Menu;
using Group = Command::Group;

Group usualGroup(Menu menu)
{
    switch (menu) {
    case Menu::Label:
        return Group::Label;
    case Menu::Move:
        return Group::Move;
    case Menu::View:
        return Group::Look;
    case Menu::Edit:
        return Group::Find;
    default:
        return Group::Window;
    }
}

/// Whether there is a workspace in which both can be done: only there they can't have the same key.
bool meet(const Command& one, const Command& other)
{
    return !one.home || !other.home || one.everywhere || other.everywhere || one.home == other.home;
}

/// Keys that lists, fields and dialogs live by: a command on one of them would take it from all of them.
bool isEverybodys(const QKeySequence& key)
{
    for (const int taken :
        { int(Qt::Key_Escape), int(Qt::Key_Tab), int(Qt::Key_Backtab), int(Qt::Key_Return), int(Qt::Key_Enter),
            int(Qt::Key_Backspace), int(Qt::Key_Up), int(Qt::Key_Down), int(Qt::Key_PageUp), int(Qt::Key_PageDown) })
        if (key == QKeySequence(taken))
            return true;
    return false;
}

} // namespace

Commands::Commands(QObject* parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Commands::changed);
}

QAction* Commands::add(
    QWidget* where, Menu menu, const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act)
{
    auto* action = new QAction(name.title, where);
    // Keys act whatever has the focus; a text field takes those it writes with before any shortcut sees them.
    action->setShortcutContext(Qt::WindowShortcut);
    action->setAutoRepeat(menu == Menu::Move || menu == Menu::View);
    where->addAction(action);
    Command command;
    command.menu = menu;
    command.group = usualGroup(menu);
    command.id = freeId(name.id);
    command.title = name.title;
    command.hint = name.hint;
    command.shipped = keys;
    command.action = action;
    command.home = std::ranges::find(m_pages, where, &Page::widget) != m_pages.end() ? where : nullptr;
    m_all.push_back(std::move(command));
    connect(action, &QAction::triggered, this, [this, action, act = std::move(act)] {
        const Command* mine = of(action);
        if (const QString reason = mine ? why(*mine) : QString(); !reason.isEmpty()) {
            Q_EMIT said(reason, false);
            return;
        }
        act();
    });
    connect(action, &QObject::destroyed, this, [this, action] {
        std::erase_if(m_all, [action](const Command& one) { return one.action == action; });
        m_soon.start();
    });
    applyKeys();
    return action;
}

void Commands::remove(QAction* action)
{
    std::erase_if(m_all, [action](const Command& command) { return command.action == action; });
    delete action;
    applyKeys();
}

void Commands::change(QAction* action, const std::function<void(Command&)>& edit)
{
    if (Command* command = byAction(action)) {
        edit(*command);
        applyKeys();
    }
}

QString Commands::freeId(const QString& id) const
{
    QString free = id;
    for (int i = 2; find(free); ++i)
        free = id + '-' + QString::number(i);
    return free;
}

Command* Commands::byAction(const QAction* action)
{
    const auto at = std::ranges::find(m_all, action, &Command::action);
    return at == m_all.end() ? nullptr : &*at;
}

const Command* Commands::of(const QAction* action) const
{
    const auto at = std::ranges::find(m_all, action, &Command::action);
    return at == m_all.end() ? nullptr : &*at;
}

const Command* Commands::find(const QString& id) const
{
    const auto at = std::ranges::find(m_all, id, &Command::id);
    return at == m_all.end() ? nullptr : &*at;
}

const Command* Commands::on(const QKeySequence& key) const
{
    for (const Command& command : m_all)
        if (!isElsewhere(command) && command.action->shortcuts().contains(key))
            return &command;
    return nullptr;
}

QString Commands::why(const Command& command) const
{
    if (command.needsProject && !m_open)
        return tr("No project is open");
    if (isElsewhere(command))
        return whereElse(command);
    if (!command.rests.isEmpty())
        return command.rests;
    return command.why ? command.why() : QString();
}

void Commands::run(const QString& id)
{
    if (const Command* command = find(id)) {
        if (const QString reason = why(*command); !reason.isEmpty())
            Q_EMIT said(reason, false); // a disabled action would keep silent
        else
            command->action->trigger();
    }
}

void Commands::setProjectOpen(bool open)
{
    m_open = open;
    for (Command& command : m_all)
        applyWords(command);
}

void Commands::addWorkspace(const QWidget* page, const QString& name)
{
    m_pages.push_back({ page, name });
    for (Command& command : m_all) // those that the page added when it was made
        if (command.action->parent() == page)
            command.home = page;
    applyKeys();
}

void Commands::setWorkspace(QWidget* page)
{
    if (m_workspace == page)
        return;
    m_workspace = page;
    for (Command& command : m_all) {
        applyWords(command);
        if (page && command.everywhere) // a key acts where its action's widget is to be seen
            page->addAction(command.action);
    }
    m_soon.start();
}

bool Commands::isElsewhere(const Command& command) const
{
    return command.home && !command.everywhere && command.home != m_workspace;
}

QString Commands::whereElse(const Command& command) const
{
    const auto page = std::ranges::find(m_pages, command.home, &Page::widget);
    return tr("That is done in %1").arg(page == m_pages.end() ? QString() : page->name);
}

QList<QKeySequence> Commands::keysOf(const Command& command) const
{
    QList<QKeySequence> keys = m_given.value(command.id, command.shipped);
    if (command.ofScheme)
        return command.shipped;
    keys.removeIf([&](const QKeySequence& key) { // what the scheme in use says goes first
        return std::ranges::any_of(m_all, [&](const Command& other) {
            return other.ofScheme && other.shipped.contains(key) && meet(command, other);
        });
    });
    return keys;
}

void Commands::applyKeys()
{
    for (Command& command : m_all) {
        const QList<QKeySequence> keys = keysOf(command);
        if (command.action->shortcuts() != keys)
            command.action->setShortcuts(keys);
        applyWords(command);
    }
    m_soon.start();
}

void Commands::applyWords(Command& command)
{
    const bool noProject = command.needsProject && !m_open;
    const bool elsewhere = isElsewhere(command);
    command.action->setEnabled(!noProject && !elsewhere && command.rests.isEmpty());
    const QString does = command.hint.isEmpty() ? command.title : command.hint;
    const QKeySequence key = command.action->shortcut();
    command.action->setToolTip(noProject ? tr("No project is open")
            : elsewhere                  ? whereElse(command)
            : !command.rests.isEmpty()   ? command.rests
            : key.isEmpty()              ? does
                                         : QStringLiteral("%1 (%2)").arg(does, keyText(key)));
    command.action->setStatusTip({});
}

Result<void> Commands::mayHave(const Command& command, const QList<QKeySequence>& keys) const
{
    for (const QKeySequence& key : keys) {
        if (isEverybodys(key))
            return fail(Error::Code::WrongUse, tr("%1 belongs to lists and fields").arg(keyText(key)).toStdString(),
                tr("Choose another key.").toStdString());
        const auto other = std::ranges::find_if(m_all, [&](const Command& one) {
            return one.id != command.id && meet(one, command) && one.action->shortcuts().contains(key);
        });
        if (other == m_all.end())
            continue;
        if (other->ofScheme)
            return fail(Error::Code::WrongUse,
                tr("%1 gives the class %2 in this label scheme").arg(keyText(key), other->title).toStdString(),
                tr("Choose another key, or change the scheme.").toStdString());
        return fail(Error::Code::WrongUse, tr("%1 is the key of “%2”").arg(keyText(key), other->title).toStdString(),
            tr("Choose another key, or give that command another one first.").toStdString());
    }
    return {};
}

Result<void> Commands::setKeys(const QString& id, const QList<QKeySequence>& keys)
{
    const Command* command = find(id);
    if (!command)
        return fail(Error::Code::NotFound, "there is no command '" + id.toStdString() + "'", "");
    if (command->ofScheme)
        return fail(Error::Code::WrongUse,
            tr("The key of “%1” is part of the label scheme").arg(command->title).toStdString(),
            tr("Change it in the scheme.").toStdString());
    if (const auto may = mayHave(*command, keys); !may)
        return may;
    if (keys == command->shipped)
        m_given.remove(id);
    else
        m_given.insert(id, keys);
    applyKeys();
    return {};
}

Result<void> Commands::resetKeys(const QString& id)
{
    const Command* command = find(id);
    return command ? setKeys(id, command->shipped)
                   : fail(Error::Code::NotFound, "there is no command '" + id.toStdString() + "'", "");
}

QJsonObject Commands::given() const
{
    QJsonObject keys;
    for (auto it = m_given.begin(); it != m_given.end(); ++it) {
        QJsonArray words;
        for (const QKeySequence& key : it.value())
            words << key.toString(QKeySequence::PortableText);
        keys[it.key()] = words;
    }
    return keys;
}

void Commands::setGiven(const QJsonObject& keys)
{
    m_given.clear();
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        if (!it.value().isArray())
            continue;
        QList<QKeySequence> list;
        for (const QJsonValue word : it.value().toArray())
            if (const QKeySequence key(word.toString(), QKeySequence::PortableText); !key.isEmpty())
                list << key;
        m_given.insert(it.key(), list);
    }
    applyKeys(); // all at once: two commands may have changed places
    for (bool settled = false; !settled;) {
        settled = true;
        for (const Command& command : m_all)
            if (m_given.contains(command.id) && (command.ofScheme || !mayHave(command, m_given[command.id]))) {
                m_given.remove(command.id);
                settled = false;
            }
        applyKeys();
    }
}

} // namespace vetrina::ui
