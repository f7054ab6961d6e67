#include "ui/shell/problem_bar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace vetrina::ui {

ProblemBar::ProblemBar(QWidget* parent)
    : QFrame(parent)
    , m_what(label({}, "head"))
    , m_remedy(label({}, "second"))
    , m_retry(new QPushButton(tr("Retry")))
{
    setObjectName("wrong");
    setAccessibleName(tr("A problem"));
    for (QLabel* words : { m_what, m_remedy }) {
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setFocusPolicy(Qt::NoFocus);
    }
    auto* copy = new QPushButton(tr("Copy"));
    auto* close = new QPushButton;
    close->setIcon(icon("close", Token::Text2));
    close->setProperty("role", "flat");
    close->setToolTip(tr("Put this away"));
    close->setAccessibleName(tr("Put this problem away"));
    copy->setToolTip(tr("Copy these words, to ask somebody"));
    m_retry->setToolTip(tr("Try the same again"));
    for (QPushButton* button : { copy, m_retry, close })
        button->setFocusPolicy(Qt::TabFocus);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_what);
    words->addWidget(m_remedy);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(8);
    row->addLayout(words, 1);
    for (QPushButton* button : { copy, m_retry, close })
        row->addWidget(button);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(close, &QPushButton::clicked, this, &ProblemBar::clear);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        const auto again = std::exchange(m_again, {});
        clear();
        if (again)
            again();
    });
    hide();
}

void ProblemBar::say(const QString& what, const QString& remedy, std::function<void()> retry)
{
    m_what->setText(what);
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    m_again = std::move(retry);
    m_retry->setVisible(static_cast<bool>(m_again));
    setAccessibleDescription(text());
    show();
}

void ProblemBar::clear()
{
    m_again = {};
    hide();
}

QString ProblemBar::text() const
{
    return m_remedy->text().isEmpty() ? m_what->text() : m_what->text() + '\n' + m_remedy->text();
}

} // namespace vetrina::ui
