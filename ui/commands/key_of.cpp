#include "ui/commands/key_of.h"

#include <QKeyEvent>

namespace vetrina::ui {

QKeySequence keyOf(const QKeyEvent& event)
{
    const int key = event.key();
    switch (key) {
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case Qt::Key_Mode_switch:
        return {};
    default:
        break;
    }
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const bool isSign = key > Qt::Key_Space && key < 0x1000000 && !QChar::isLetter(static_cast<char32_t>(key));
    if (isSign)
        modifiers &= ~Qt::ShiftModifier;
    if (key == Qt::Key_Backtab)
        return QKeySequence(QKeyCombination(modifiers & ~Qt::ShiftModifier, Qt::Key_Backtab));
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
}

} // namespace vetrina::ui
