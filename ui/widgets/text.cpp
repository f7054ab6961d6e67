#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vetrina::ui {

QLabel* label(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", role);
    return label;
}

ElidedLabel::ElidedLabel(const char* role, Qt::TextElideMode mode, QWidget* parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setProperty("role", role);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == m_whole)
        return;
    m_whole = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::sizeHint() const
{
    ensurePolished();
    return { fontMetrics().horizontalAdvance(m_whole) + 2, QLabel::sizeHint().height() };
}

QSize ElidedLabel::minimumSizeHint() const { return { std::min(24, sizeHint().width()), QLabel::sizeHint().height() }; }

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    ensurePolished();
    const QString shown = fontMetrics().elidedText(m_whole, m_mode, std::max(0, width()));
    QLabel::setText(shown);
    setToolTip(shown == m_whole ? QString() : m_whole);
}

TitledPanel::TitledPanel(const QString& title, Kind kind, QWidget* parent)
    : QFrame(parent)
    , m_title(label(title, "head"))
    , m_aside(new ElidedLabel("aside"))
    , m_head(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    setObjectName(kind == Kind::Section ? "section" : "panel");
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, kind == Kind::Section ? 10 : 7, 12, kind == Kind::Section ? 10 : 7);
    column->setSpacing(6);
    m_head->setSpacing(8);
    if (kind == Kind::Bordered)
        m_title->setMinimumHeight(24);
    m_head->addWidget(m_title);
    if (kind == Kind::Section) {
        m_head->addStretch(1);
        m_aside->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    m_head->addWidget(m_aside);
    if (kind == Kind::Bordered)
        m_head->addStretch(1);
    m_body->setSpacing(4);
    column->addLayout(m_head);
    column->addLayout(m_body, 1);
}

void TitledPanel::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void TitledPanel::setAside(const QString& text) { m_aside->setText(text); }

} // namespace vetrina::ui
