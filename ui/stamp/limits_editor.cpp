#include "ui/stamp/limits_editor.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

QLineEdit* field(double value, const QString& name)
{
    auto* edit = new QLineEdit(QString::number(value, 'g', 9));
    edit->setProperty("role", "mono");
    edit->setAccessibleName(name);
    edit->selectAll();
    return edit;
}

void mark(QLineEdit* edit, bool wrong)
{
    edit->setProperty("wrong", wrong);
    edit->style()->unpolish(edit);
    edit->style()->polish(edit);
}

} // namespace

LimitsEditor::LimitsEditor(const image::Limits& limits, const QString& stampName, QWidget* parent)
    : QFrame(parent)
    , m_low(field(limits.low, tr("Low limit of %1").arg(stampName)))
    , m_high(field(limits.high, tr("High limit of %1").arg(stampName)))
{
    setObjectName("panel");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(size::gap, 4, size::gap, 4);
    row->setSpacing(size::gap);
    row->addWidget(m_low, 1);
    row->addWidget(label(QStringLiteral("…"), "name"));
    row->addWidget(m_high, 1);
    for (QLineEdit* edit : { m_low, m_high }) {
        edit->installEventFilter(this);
        connect(edit, &QLineEdit::textEdited, this, [edit] { mark(edit, false); });
    }
}

void LimitsEditor::openOver(const QWidget* strip)
{
    const QSize size(std::max(strip->width(), 220), 36);
    QPoint at = strip->mapTo(parentWidget(), QPoint(0, 0));
    at.setX(std::clamp(at.x(), 0, std::max(0, parentWidget()->width() - size.width())));
    setGeometry(QRect(at, size));
    show();
    raise();
    m_low->setFocus(Qt::OtherFocusReason);
    m_low->selectAll();
}

void LimitsEditor::take()
{
    bool lowOk = false, highOk = false;
    const image::Limits limits{ m_low->text().trimmed().toDouble(&lowOk), m_high->text().trimmed().toDouble(&highOk) };
    lowOk = lowOk && std::isfinite(limits.low);
    highOk = highOk && std::isfinite(limits.high);
    mark(m_low, !lowOk);
    mark(m_high, !highOk || (lowOk && !(limits.low < limits.high)));
    if (!lowOk || !highOk || !(limits.low < limits.high))
        return;
    Q_EMIT given(limits);
    leave();
}

void LimitsEditor::leave()
{
    if (m_done)
        return;
    m_done = true;
    const bool held = m_low->hasFocus() || m_high->hasFocus();
    hide();
    if (held)
        Q_EMIT left();
    deleteLater();
}

bool LimitsEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool ours = key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter;
        if (ours && event->type() == QEvent::KeyPress)
            key == Qt::Key_Escape ? leave() : take();
        if (ours) {
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::FocusOut) {
        QTimer::singleShot(0, this, [this] { // from one field to the other is not away
            if (!m_low->hasFocus() && !m_high->hasFocus())
                leave();
        });
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace vetrina::ui
