#include "ui/widgets/tag.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace vetrina::ui {

namespace {

QFont tagFont() { return uiFont(size::fontSmall, QFont::DemiBold); }

} // namespace

int tagWidth(const Tag& tag) { return std::max(28, QFontMetrics(tagFont()).horizontalAdvance(tag.text) + 10); }

void paintTag(QPainter& painter, const QPoint& topLeft, const Tag& tag)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect(topLeft.x() + 0.5, topLeft.y() + 0.5, tagWidth(tag) - 1, tagHeight - 1);
    const QColor edge = colour(tag.colour);
    painter.setPen(QPen(edge, 1, tag.kind == Tag::Kind::Dashed ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(tag.kind == Tag::Kind::Filled ? QBrush(edge) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(rect, size::radiusTag, size::radiusTag);
    painter.setFont(tagFont());
    painter.setPen(tag.kind == Tag::Kind::Filled ? colour(Token::TextOnAccent)
            : tag.kind == Tag::Kind::Dashed      ? colour(Token::Text3)
                                                 : edge);
    painter.drawText(rect, Qt::AlignCenter, tag.text);
    painter.restore();
}

TagLabel::TagLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void TagLabel::set(const Tag& tag)
{
    m_tag = tag;
    setAccessibleName(tag.text);
    setVisible(!tag.text.isEmpty());
    updateGeometry();
    update();
}

QSize TagLabel::sizeHint() const { return { tagWidth(m_tag), tagHeight }; }

void TagLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintTag(painter, QPoint(0, 0), m_tag);
}

} // namespace vetrina::ui
