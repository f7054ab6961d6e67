#include "ui/commands/command.h"

#include <QCoreApplication>

namespace vetrina::ui {

QString menuTitle(Command::Menu menu)
{
    using Menu = Command::Menu;
    const auto tr = [](const char* words) { return QCoreApplication::translate("Command", words); };
    switch (menu) {
    case Menu::File:
        return tr(QT_TRANSLATE_NOOP("Command", "File"));
    case Menu::Edit:
        return tr(QT_TRANSLATE_NOOP("Command", "Edit"));
    case Menu::View:
        return tr(QT_TRANSLATE_NOOP("Command", "View"));
    case Menu::Move:
        return tr(QT_TRANSLATE_NOOP("Command", "Go"));
    case Menu::Label:
        return tr(QT_TRANSLATE_NOOP("Command", "Label"));
    case Menu::Model:
        return tr(QT_TRANSLATE_NOOP("Command", "Model"));
    case Menu::Help:
        return tr(QT_TRANSLATE_NOOP("Command", "Help"));
    case Menu::None:
        return tr(QT_TRANSLATE_NOOP("Command", "Window"));
    }
    return {};
}

QString groupTitle(Command::Group group)
{
    using Group = Command::Group;
    const auto tr = [](const char* words) { return QCoreApplication::translate("Command", words); };
    switch (group) {
    case Group::Label:
        return tr(QT_TRANSLATE_NOOP("Command", "Label"));
    case Group::Move:
        return tr(QT_TRANSLATE_NOOP("Command", "Move"));
    case Group::Look:
        return tr(QT_TRANSLATE_NOOP("Command", "Look"));
    case Group::Find:
        return tr(QT_TRANSLATE_NOOP("Command", "Find"));
    case Group::Window:
        return tr(QT_TRANSLATE_NOOP("Command", "Window"));
    }
    return {};
}

QString keyText(const QKeySequence& key)
{
    QStringList parts;
    for (int i = 0; i < key.count(); ++i) {
        const QKeyCombination combination = key[static_cast<uint>(i)];
        QStringList one;
        const auto modifiers = combination.keyboardModifiers();
        if (modifiers & Qt::ControlModifier)
            one << "Ctrl";
        if (modifiers & Qt::AltModifier)
            one << "Alt";
        if (modifiers & Qt::ShiftModifier)
            one << "Shift";
        if (modifiers & Qt::MetaModifier)
            one << "Meta";
        switch (combination.key()) {
        case Qt::Key_Left:
            one << QStringLiteral("←");
            break;
        case Qt::Key_Right:
            one << QStringLiteral("→");
            break;
        case Qt::Key_Up:
            one << QStringLiteral("↑");
            break;
        case Qt::Key_Down:
            one << QStringLiteral("↓");
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            one << QStringLiteral("↵");
            break;
        default:
            one << QKeySequence(combination.key()).toString(QKeySequence::NativeText);
        }
        parts << one.join(' ');
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace vetrina::ui
