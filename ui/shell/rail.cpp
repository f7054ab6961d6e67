#include "ui/shell/rail.h"

#include "ui/theme/icons.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

namespace vetrina::ui {

Rail::Rail(QWidget* parent)
    : QFrame(parent)
    , m_column(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setObjectName("rail");
    setAccessibleName(tr("Workspaces"));
    setFixedWidth(size::rail);
    m_column->setContentsMargins(4, 4, 4, 4);
    m_column->setSpacing(4);
    m_column->addStretch(1);
    QToolButton* keys = make(tr("Keys"), "keys");
    keys->setToolTip(tr("Every key (?)"));
    m_column->addWidget(keys);
    connect(keys, &QToolButton::clicked, this, &Rail::keysAsked);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chose);
}

QToolButton* Rail::make(const QString& name, const QString& iconName)
{
    auto* button = new QToolButton;
    button->setText(name);
    button->setIcon(icon(iconName, Token::Text3));
    button->setIconSize({ 20, 20 });
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setFixedSize(size::rail - 9, 52);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    return button;
}

QToolButton* Rail::add(int workspace, const QString& name, const QString& iconName, const QString& toolTip)
{
    QToolButton* button = make(name, iconName);
    button->setCheckable(true);
    button->setToolTip(toolTip);
    m_group->addButton(button, workspace);
    m_column->insertWidget(m_count++, button);
    return button;
}

void Rail::choose(int workspace)
{
    m_group->setExclusive(false);
    for (QAbstractButton* button : m_group->buttons())
        button->setChecked(m_group->id(button) == workspace);
    m_group->setExclusive(true);
}

void Rail::setWorkspaceEnabled(int workspace, bool enabled, const QString& why)
{
    QAbstractButton* button = m_group->button(workspace);
    if (!button || button->isEnabled() == enabled)
        return;
    if (!enabled)
        button->setProperty("toolTipThen", button->toolTip());
    button->setEnabled(enabled);
    button->setToolTip(enabled ? button->property("toolTipThen").toString() : why);
}

} // namespace vetrina::ui
