#include "ui/scan/empty_state.h"

#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QPushButton>

namespace vetrina::ui {

EmptyState::EmptyState(QWidget* parent)
    : QFrame(parent)
    , m_title(label({}, "page"))
    , m_words(label({}, "lead"))
    , m_filter(new ElidedLabel("mono2", Qt::ElideRight))
    , m_add(new QPushButton(tr("Add packets…")))
    , m_clear(new QPushButton(tr("Clear the filter")))
{
    setObjectName("workspace"); // the same ground
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Nothing to show"));
    m_title->setAlignment(Qt::AlignHCenter);
    m_words->setAlignment(Qt::AlignHCenter);
    m_words->setWordWrap(true);
    m_filter->setAlignment(Qt::AlignHCenter);
    for (QPushButton* button : { m_add, m_clear })
        button->setFocusPolicy(Qt::TabFocus);
    m_add->setProperty("role", "primary");
    connect(m_add, &QPushButton::clicked, this, &EmptyState::addAsked);
    connect(m_clear, &QPushButton::clicked, this, &EmptyState::clearAsked);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 12, 0, 0);
    buttons->addStretch(1);
    buttons->addWidget(m_add);
    buttons->addWidget(m_clear);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 0, 32, 0);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_filter);
    column->addLayout(buttons);
    column->addStretch(3);
    hide();
}

void EmptyState::open(const QString& filter)
{
    const bool filtered = !filter.isEmpty();
    m_title->setText(filtered ? tr("No candidate matches this filter") : tr("No candidates yet"));
    m_words->setText(filtered ? tr("What arrives and matches shows up by itself.")
                              : tr("Drop packets, folders or archives on this window, or look for them."));
    m_filter->setText(filter);
    m_filter->setToolTip(filter);
    m_filter->setVisible(filtered);
    m_clear->setVisible(filtered);
    m_add->setVisible(!filtered);
    raise();
    show();
}

} // namespace vetrina::ui
