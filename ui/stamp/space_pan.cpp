#include "ui/stamp/space_pan.h"

#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace vetrina::ui {

namespace {

/// What has the focus writes or presses with Space.
bool spaceIsTaken()
{
    const QWidget* focus = QApplication::focusWidget();
    return qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QTextEdit*>(focus)
        || qobject_cast<const QPlainTextEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus)
        || qobject_cast<const QAbstractButton*>(focus) || qobject_cast<const QComboBox*>(focus);
}

} // namespace

SpacePan::SpacePan(StampRow* row, QObject* parent)
    : QObject(parent)
    , m_row(row)
{
    connect(row, &StampRow::ending, this, [this] { m_row = nullptr; });
    qApp->installEventFilter(this); // the focus may be anywhere while the hand is on a stamp
}

bool SpacePan::handIsOnStamp() const
{
    if (!m_over || !m_over->isVisible() || !m_over->window()->isActiveWindow() || QApplication::activePopupWidget()
        || QApplication::activeModalWidget())
        return false;
    return m_down || (m_moved.isValid() && m_moved.elapsed() < onMouseMs);
}

void SpacePan::hold(bool held)
{
    m_held = held;
    m_dragged = held && m_down;
    for (const data::Panel panel : data::panels)
        m_row->view(panel)->setPanning(held);
}

bool SpacePan::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_row)
        return false;
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
        if (auto* view = qobject_cast<StampView*>(watched); view && m_row->view(view->panel()) == view) {
            m_over = view;
            m_moved.restart();
            m_down = m_down || event->type() == QEvent::MouseButtonPress;
            m_dragged = m_dragged || (m_held && m_down);
        }
        break;
    case QEvent::MouseButtonRelease:
        m_down = false;
        break;
    case QEvent::Leave:
        if (watched == m_over)
            m_over = nullptr;
        break;
    case QEvent::WindowDeactivate: // the key may come up elsewhere
        if (m_held)
            hold(false);
        break;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() != Qt::Key_Space || key->modifiers() != Qt::NoModifier)
            break;
        // Neither of them reaches anything while it is held, nor do those that repeat it.
        if (!m_held && (key->isAutoRepeat() || spaceIsTaken() || !handIsOnStamp()))
            break;
        if (!m_held)
            hold(true);
        event->accept();
        return true;
    }
    case QEvent::KeyRelease: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!m_held || key->key() != Qt::Key_Space)
            break;
        event->accept();
        if (key->isAutoRepeat())
            return true;
        const bool dragged = m_dragged;
        hold(false);
        if (!dragged)
            Q_EMIT tapped();
        return true;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace vetrina::ui
