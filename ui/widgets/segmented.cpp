#include "ui/widgets/segmented.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStyle>

namespace vetrina::ui {

namespace {

constexpr int moreId = -2;

void restyle(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

Segmented::Segmented(const QString& accessibleName, QWidget* parent, Mode mode)
    : QFrame(parent)
    , m_mode(mode)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setObjectName("segmented");
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_row->setContentsMargins(1, 1, 1, 1);
    m_row->setSpacing(0);
    m_group->setExclusive(mode == Mode::Choice);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) {
        if (m_mode == Mode::Toggles) {
            Q_EMIT toggled(id, m_group->button(id)->isChecked());
        } else if (id == moreId) {
            choose(m_chosen); // the menu decides
        } else {
            choose(id);
            Q_EMIT chose(id);
        }
    });
}

QPushButton* Segmented::makeButton(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(accessibleName() + ": " + text);
    button->setSizePolicy(m_fill ? QSizePolicy::Expanding : QSizePolicy::Preferred, QSizePolicy::Fixed);
    return button;
}

void Segmented::add(int id, const QString& text, const QString& toolTip)
{
    auto* button = makeButton(text);
    button->setToolTip(toolTip);
    m_group->addButton(button, id);
    m_row->insertWidget(m_more ? m_row->count() - 1 : m_row->count(), button);
    markEnds();
}

void Segmented::addRare(int id, const QString& text)
{
    if (!m_more) {
        m_more = makeButton(QStringLiteral("▾"));
        m_more->setAccessibleName(tr("%1: more").arg(accessibleName()));
        m_menu = new QMenu(m_more);
        m_more->setMenu(m_menu);
        m_group->addButton(m_more, moreId);
        m_row->addWidget(m_more);
        markEnds();
    }
    QAction* action = m_menu->addAction(text);
    action->setCheckable(true);
    action->setData(id);
    connect(action, &QAction::triggered, this, [this, id] {
        choose(id);
        Q_EMIT chose(id);
    });
}

void Segmented::markEnds()
{
    for (int i = 0; i < m_row->count(); ++i) {
        QWidget* widget = m_row->itemAt(i)->widget();
        widget->setProperty("first", i == 0);
        widget->setProperty("last", i == m_row->count() - 1);
        restyle(widget);
    }
}

void Segmented::setDense(bool dense)
{
    setProperty("dense", dense);
    for (QAbstractButton* button : m_group->buttons())
        restyle(button);
}

void Segmented::setFill(bool fill)
{
    m_fill = fill;
    setSizePolicy(fill ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (QAbstractButton* button : m_group->buttons())
        button->setSizePolicy(fill ? QSizePolicy::Expanding : QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Segmented::choose(int id)
{
    QAction* rare = nullptr;
    if (m_menu)
        for (QAction* action : m_menu->actions()) {
            const bool it = action->data().toInt() == id;
            action->setChecked(it);
            if (it)
                rare = action;
        }
    QAbstractButton* button = rare ? m_more : m_group->button(id);
    if (!button)
        return;
    m_chosen = id;
    if (m_more)
        m_more->setText(rare ? rare->text() + QStringLiteral(" ▾") : QStringLiteral("▾"));
    button->setChecked(true);
}

void Segmented::chooseNone()
{
    m_group->setExclusive(false);
    for (QAbstractButton* button : m_group->buttons())
        button->setChecked(false);
    m_group->setExclusive(true);
    m_chosen = -1;
}

void Segmented::setOn(int id, bool on)
{
    if (QAbstractButton* button = m_group->button(id))
        button->setChecked(on);
}

bool Segmented::isOn(int id) const
{
    const QAbstractButton* button = m_group->button(id);
    return button && button->isChecked();
}

void Segmented::setEnabled(int id, bool enabled, const QString& why)
{
    QAbstractButton* button = m_group->button(id);
    if (!button || button->isEnabled() == enabled)
        return;
    button->setEnabled(enabled);
    button->setToolTip(enabled ? QString() : why);
}

QPushButton* Segmented::button(int id) const { return qobject_cast<QPushButton*>(m_group->button(id)); }

} // namespace vetrina::ui
