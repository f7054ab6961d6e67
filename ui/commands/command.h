#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

class QAction;
class QWidget;

namespace vetrina::ui {

/// What a command is called: an id that no translation changes, its title, and where given a hint of one line.
struct CommandName {
    CommandName(const QString& id, const QString& words, const QString& hint = {})
        : id(id)
        , title(words)
        , hint(hint)
    {
    }

    QString id, title, hint;
};

/// A thing one can do: its action carries its title, its keys in force, and whether it can be done now.
struct Command {
    /// Where it stands in the menu bar; None: only by its key and in the palette.
    enum class Menu : unsigned char { File, Edit, View, Move, Label, Model, Help, None };
    /// Where it stands in the key sheet.
    enum class Group : unsigned char { Label, Move, Look, Find, Window };

    Menu menu = Menu::None;
    Group group = Group::Window;
    QString id; ///< "scan.blink": what settings and tests call it, in every language
    QString title, hint;
    QList<QKeySequence> shipped; ///< its keys unless somebody gave it others
    QAction* action = nullptr;
    bool ofScheme = false; ///< a class of the label scheme: the scheme says its key
    bool apart = false; ///< a line before it in its menu
    QString submenu; ///< where it stands in one of its menu's: that one's title
    bool needsProject = false;
    const QWidget* home = nullptr; ///< the workspace that it is of; null for the window's own
    bool everywhere = false; ///< of a workspace, and can be done in all of them
    QString rests; ///< why it is switched off, its keys with it; empty where it is not
    std::function<QString()> why; ///< why it can't be done now; empty where it can
};

/// The menu's name in the menu bar, as it is read.
[[nodiscard]] QString menuTitle(Command::Menu menu);
[[nodiscard]] QString groupTitle(Command::Group group);

/// A key as caps and menus show it: "Ctrl Shift L", "→", "Space".
[[nodiscard]] QString keyText(const QKeySequence& key);

} // namespace vetrina::ui
