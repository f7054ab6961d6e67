#include "ui/epochs/epoch_delegate.h"

#include "ui/epochs/epoch_model.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace vetrina::ui {

namespace {

void paintStamp(QPainter& painter, const QRect& stamp, const EpochTile& tile, const QImage* image)
{
    painter.setFont(uiFont(size::fontSmall));
    if (tile.row < 0) {
        painter.setPen(QPen(colour(Token::LineStrong), 1, Qt::DashLine));
        painter.drawRect(QRectF(stamp).adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(colour(Token::Text3));
        painter.drawText(stamp, Qt::AlignCenter, EpochDelegate::tr("not in\nproject"));
        return;
    }
    painter.fillRect(stamp, colour(Token::Well)); // until it was decoded
    if (image && !image->isNull()) {
        painter.drawImage(stamp, *image);
    } else if (image) {
        painter.setPen(colour(Token::Text3));
        painter.drawText(stamp, Qt::AlignCenter, EpochDelegate::tr("no stamp"));
    }
}

} // namespace

QSize EpochDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return { tileWidth, tileHeight };
}

void EpochDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const EpochModel*>(index.model());
    if (!model)
        return;
    const EpochTile& tile = model->tile(index.row());
    constexpr int side = EpochModel::thumbnailSide;
    const QRect cell = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    if (selected)
        painter->fillRect(cell.adjusted(1, 0, -1, 0), colour(Token::AccentFill));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(cell.adjusted(1, 0, -1, 0), colour(Token::Hover));

    const QRect stamp(cell.left() + (cell.width() - side) / 2, cell.top() + 5, side, side);
    paintStamp(*painter, stamp, tile, tile.row < 0 ? nullptr : model->thumbnail(index.row()));
    if (tile.current) {
        painter->setPen(QPen(colour(Token::Accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(stamp.adjusted(-1, -1, 1, 1));
    }
    const QRect first(cell.left(), stamp.bottom() + 3, cell.width(), 15), second = first.translated(0, 14);
    painter->setFont(tile.current ? uiFont(size::fontSmall, QFont::DemiBold) : monoFont(size::fontSmall));
    painter->setPen(colour(selected ? Token::AccentText : Token::Text));
    painter->drawText(first, Qt::AlignCenter, tile.current ? tr("this alert") : epochWords(tile.days));
    painter->setFont(monoFont(size::fontSmall));
    painter->setPen(colour(selected ? Token::AccentText : bandToken(tile.band)));
    const QString magnitude =
        std::isfinite(tile.magnitude) ? QString::number(static_cast<double>(tile.magnitude), 'f', 2) : QString();
    painter->drawText(second, Qt::AlignCenter, tr("%1 %2").arg(QChar(tile.band)).arg(magnitude));
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        paintFocusRing(*painter, cell, size::radiusTag);
    painter->restore();
}

} // namespace vetrina::ui
