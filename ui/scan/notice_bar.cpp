#include "ui/scan/notice_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace vetrina::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_words(label({}, "second"))
    , m_copy(new QPushButton(tr("Copy")))
    , m_retry(new QPushButton(tr("Save again")))
    , m_night(new KeyButton(tr("Ctrl E"), tr("End of the night")))
{
    setAttribute(Qt::WA_StyledBackground);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QPushButton* button : { m_copy, m_retry }) {
        button->setProperty("role", "dense");
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_copy->setToolTip(tr("Copy these words"));
    m_retry->setToolTip(tr("Try to save what is not saved, in the order of the key presses"));
    m_night->setToolTip(tr("What you saved, flagged and skipped"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_words, 1);
    for (QPushButton* button : { m_copy, m_retry, m_night })
        row->addWidget(button);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_words->text()); });
    connect(m_retry, &QPushButton::clicked, this, &NoticeBar::retryAsked);
    connect(m_night, &QPushButton::clicked, this, &NoticeBar::nightAsked);
    hide();
}

void NoticeBar::setWrong(const QString& words)
{
    m_wrong = words;
    show();
}

void NoticeBar::setEnded(const QString& words)
{
    m_ended = words;
    show();
}

QString NoticeBar::words() const { return isHidden() ? QString() : m_words->text(); }

void NoticeBar::show()
{
    const bool wrong = !m_wrong.isEmpty();
    const QString name = wrong ? "wrong" : "panel";
    if (objectName() != name) {
        setObjectName(name);
        style()->unpolish(this);
        style()->polish(this);
    }
    m_words->setText(wrong ? m_wrong : m_ended);
    m_copy->setVisible(wrong);
    m_retry->setVisible(wrong);
    m_night->setVisible(!wrong);
    setAccessibleName(m_words->text());
    setVisible(!m_words->text().isEmpty());
    if (isVisibleTo(parentWidget())) {
        layOver(m_area);
        raise();
    }
}

void NoticeBar::layOver(const QRect& area)
{
    m_area = area;
    const int tall = std::max(40, layout()->hasHeightForWidth() ? layout()->heightForWidth(area.width()) : 40);
    setGeometry(area.left(), area.bottom() + 1 - tall, area.width(), tall);
}

} // namespace vetrina::ui
