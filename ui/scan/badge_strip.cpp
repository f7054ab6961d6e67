#include "ui/scan/badge_strip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace vetrina::ui {

namespace {

constexpr int gap = 4;

Tag moreTag(std::size_t count) { return { QString("+%1").arg(count), Token::NoClass, Tag::Kind::Dashed }; }

QString tipOf(const session::Badge& badge)
{
    return "<b>" + QString::fromStdString(badge.text).toHtmlEscaped() + "</b><br>"
        + QString::fromStdString(badge.why).toHtmlEscaped();
}

} // namespace

Tag tagOf(const session::Badge& badge)
{
    const bool warns = badge.tone == session::Badge::Tone::Warning;
    return { QString::fromStdString(badge.text), warns ? Token::Warn : Token::NoClass,
        warns ? Tag::Kind::Outlined : Tag::Kind::Dashed };
}

BadgeStrip::BadgeStrip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Badges"));
}

void BadgeStrip::set(std::vector<session::Badge> badges)
{
    if (badges == m_badges)
        return;
    m_badges = std::move(badges);
    QStringList spoken;
    for (const session::Badge& badge : m_badges)
        spoken << QString::fromStdString(badge.text);
    setAccessibleDescription(spoken.join(", "));
    updateGeometry();
    update();
}

int BadgeStrip::fitting() const
{
    int x = 0, fit = 0;
    const int more = m_badges.empty() ? 0 : tagWidth(moreTag(m_badges.size()));
    for (std::size_t i = 0; i < m_badges.size(); ++i) {
        x += tagWidth(tagOf(m_badges[i])) + gap;
        const bool last = i + 1 == m_badges.size();
        if (x - gap + (last ? 0 : gap + more) > width())
            break;
        ++fit;
    }
    return fit;
}

QSize BadgeStrip::sizeHint() const
{
    int width = 0;
    for (const session::Badge& badge : m_badges)
        width += tagWidth(tagOf(badge)) + gap;
    return { std::max(0, width - gap), tagHeight };
}

QSize BadgeStrip::minimumSizeHint() const
{
    return { m_badges.empty() ? 0 : tagWidth(moreTag(m_badges.size())), tagHeight };
}

void BadgeStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    int x = 0;
    const int fit = fitting();
    for (int i = 0; i < fit; ++i) {
        const Tag tag = tagOf(m_badges[static_cast<std::size_t>(i)]);
        paintTag(painter, QPoint(x, 0), tag);
        x += tagWidth(tag) + gap;
    }
    if (const auto rest = m_badges.size() - static_cast<std::size_t>(fit); rest > 0)
        paintTag(painter, QPoint(x, 0), moreTag(rest));
}

QString BadgeStrip::tipAt(const QPoint& at) const
{
    int x = 0;
    const int fit = fitting();
    for (int i = 0; i < fit; ++i) {
        const session::Badge& badge = m_badges[static_cast<std::size_t>(i)];
        x += tagWidth(tagOf(badge)) + gap;
        if (at.x() < x)
            return tipOf(badge);
    }
    QStringList rest;
    for (std::size_t i = static_cast<std::size_t>(fit); i < m_badges.size(); ++i)
        rest << tipOf(m_badges[i]);
    return rest.join("<br>");
}

bool BadgeStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), "<qt>" + tip + "</qt>", this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace vetrina::ui
