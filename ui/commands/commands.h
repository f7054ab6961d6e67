#pragma once

#include "core/base/result.h"
#include "ui/commands/command.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

class QWidget;

namespace vetrina::ui {

/// Every command of the window, in the order they were added: from here come the menus, the key sheet, the palette,
/// the keys that somebody gave, and the test that walks all of them. The window's thread.
class Commands : public QObject {
    Q_OBJECT

public:
    explicit Commands(QObject* parent = nullptr);

    /// A command whose keys act while `where` is to be seen, whatever has the focus. An id that is taken gets a number.
    QAction* add(QWidget* where, Command::Menu menu, const CommandName& name, const QList<QKeySequence>& keys,
        std::function<void()> act);
    /// Deletes the action.
    void remove(QAction* action);
    /// Changes what is known of a command, such as its group; not its id, title or keys.
    void change(QAction* action, const std::function<void(Command&)>& edit);

    [[nodiscard]] const std::vector<Command>& all() const { return m_all; }
    [[nodiscard]] const Command* find(const QString& id) const;
    [[nodiscard]] const Command* of(const QAction* action) const;
    /// The one on that key in the workspace in sight; null where it is free.
    [[nodiscard]] const Command* on(const QKeySequence& key) const;
    /// Why it can't be done now; empty where it can.
    [[nodiscard]] QString why(const Command& command) const;
    /// As the menu or the palette would: says why where it can't be done.
    void run(const QString& id);

    /// Commands of a workspace rest while there is no project.
    void setProjectOpen(bool open);
    /// What is added with that page as its widget is of that workspace.
    void addWorkspace(const QWidget* page, const QString& name);
    /// Those of all others rest, their keys with them. Null: one's own of each rest.
    void setWorkspace(QWidget* page);
    /// It is of a workspace that is not in sight.
    [[nodiscard]] bool isElsewhere(const Command& command) const;

    /// Gives a command these keys instead of its own; none takes its key away. Errors: WrongUse for a key that is
    /// taken, belongs to the label scheme or moves in every list; NotFound.
    [[nodiscard]] Result<void> setKeys(const QString& id, const QList<QKeySequence>& keys);
    /// Its own keys again. Errors: WrongUse where another command has one of them by now.
    [[nodiscard]] Result<void> resetKeys(const QString& id);
    [[nodiscard]] bool isRemapped(const QString& id) const { return m_given.contains(id); }

    /// {"view.blink": ["Ctrl+B"]}: the keys that were given, of commands that are not here now too.
    [[nodiscard]] QJsonObject given() const;
    /// What can't be read or is taken is left out.
    void setGiven(const QJsonObject& keys);

Q_SIGNALS:
    /// Commands came or went, or keys changed: once a turn of the event loop.
    void changed();
    void said(const QString& words, bool wrong);

private:
    [[nodiscard]] Command* byAction(const QAction* action);
    [[nodiscard]] QList<QKeySequence> keysOf(const Command& command) const;
    [[nodiscard]] QString freeId(const QString& id) const;
    [[nodiscard]] QString whereElse(const Command& command) const;
    [[nodiscard]] Result<void> mayHave(const Command& command, const QList<QKeySequence>& keys) const;
    void applyKeys();
    void applyWords(Command& command);

    std::vector<Command> m_all;
    QHash<QString, QList<QKeySequence>> m_given;
    QTimer m_soon;
    struct Page {
        const QWidget* widget;
        QString name;
    };
    std::vector<Page> m_pages;
    const QWidget* m_workspace = nullptr;
    bool m_open = false;
};

} // namespace vetrina::ui
