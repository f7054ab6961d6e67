#include "ui/stamp/tool_pane.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/key_cap.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPushButton>

#include <algorithm>

namespace vetrina::ui {

ToolPane::ToolPane(const QString& title, const QString& key, QWidget* host)
    : TitledPanel(title, Kind::Bordered, host)
{
    setAccessibleName(title);
    setAttribute(Qt::WA_StyledBackground);
    head()->addWidget(new KeyCap(key));
    auto* close = addButton(QString(), tr("Close (%1 or Esc)").arg(key));
    close->setIcon(icon("close"));
    close->setAccessibleName(tr("Close %1").arg(title));
    connect(close, &QPushButton::clicked, this, &ToolPane::closed);
}

QPushButton* ToolPane::addButton(const QString& text, const QString& toolTip)
{
    auto* button = new QPushButton(text);
    button->setProperty("role", "flat");
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    const bool cross = text.isEmpty();
    head()->insertWidget(cross ? head()->count() : head()->count() - 2, button);
    return button;
}

void ToolPane::place(const QRect& rect)
{
    QRect to = m_moved ? QRect(pos(), rect.size()) : rect;
    const QRect host = parentWidget()->rect();
    to.moveLeft(std::clamp(to.left(), 0, std::max(0, host.width() - to.width())));
    to.moveTop(std::clamp(to.top(), 0, std::max(0, host.height() - to.height())));
    setGeometry(to);
}

void ToolPane::mousePressEvent(QMouseEvent* event)
{
    m_dragging = event->button() == Qt::LeftButton && event->position().y() < size::bar;
    m_grip = event->position().toPoint();
    raise();
}

void ToolPane::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging)
        return;
    m_moved = true;
    move(mapToParent(event->position().toPoint()) - m_grip);
    place(geometry());
}

void ToolPane::mouseReleaseEvent(QMouseEvent*) { m_dragging = false; }

} // namespace vetrina::ui
