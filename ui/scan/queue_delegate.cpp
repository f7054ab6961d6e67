#include "ui/scan/queue_delegate.h"

#include "ui/scan/queue_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int narrow = 200;

/// The label somebody gave, else that it was skipped, else the model's opinion.
Tag tagOf(const session::CandidateRow& row, const ClassStyles& classes)
{
    if (!row.label.empty())
        return classes.labelTag(row.label);
    if (row.skipped)
        return { QObject::tr("skipped"), Token::NoClass, Tag::Kind::Dashed };
    return classes.scoreTag(row.scoreClass, row.score);
}

void paintSurface(QPainter& painter, const QStyleOptionViewItem& option)
{
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, colour(Token::AccentWash));
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), colour(Token::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, colour(Token::Hover));
    }
}

} // namespace

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return { 160, size::queueRow }; }

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const QueueModel*>(index.model());
    painter->save();
    paintSurface(*painter, option);
    const QRect row = option.rect;
    const int side = QueueModel::thumbnailSide;
    const QRect picture(row.left() + 12, row.top() + (row.height() - side) / 2, side, side);
    const QImage* thumbnail = model->thumbnail(index.row());
    if (thumbnail && !thumbnail->isNull())
        painter->drawImage(picture, *thumbnail);
    else
        painter->fillRect(picture, colour(Token::Well));

    const session::CandidateRow* info = model->info(index.row());
    if (!info) {
        painter->restore();
        return;
    }
    const bool slim = row.width() < narrow;
    const QueueModel::Saving saving = model->saving(info->row);
    const Tag tag = tagOf(*info, model->classes());
    const int width = tag.text.isEmpty() ? 0 : tagWidth(tag);
    const int textLeft = picture.right() + 9;
    const int textRight = row.right() - 10 - (slim || !width ? 0 : width + 6);
    const bool passed = !info->label.empty() || info->skipped;

    painter->setFont(uiFont(slim ? size::fontSmall : size::fontDense));
    painter->setPen(colour(passed && !(option.state & QStyle::State_Selected) ? Token::Text2 : Token::Text));
    const QRect nameRect(textLeft, row.top() + 8, textRight - textLeft, 18);
    const QString name = QString::fromStdString(info->candidate.object);
    painter->drawText(
        nameRect, Qt::AlignVCenter, painter->fontMetrics().elidedText(name, Qt::ElideMiddle, nameRect.width()));

    if (!slim) {
        painter->setFont(monoFont(size::fontSmall));
        const QRect under(textLeft, row.top() + 27, textRight - textLeft, 16);
        const QString band(QChar(info->candidate.band));
        painter->setPen(colour(bandToken(info->candidate.band)));
        painter->drawText(under, Qt::AlignVCenter, band);
        painter->setPen(colour(Token::Text3));
        const QString magnitude = std::isnan(info->candidate.magnitude)
            ? QStringLiteral("–")
            : QString::number(static_cast<double>(info->candidate.magnitude), 'f', 2);
        painter->drawText(
            under.adjusted(painter->fontMetrics().horizontalAdvance(band + ' '), 0, 0, 0), Qt::AlignVCenter, magnitude);
    }
    const QPoint tagAt = slim ? QPoint(textLeft, row.top() + 28)
                              : QPoint(row.right() - 10 - width + 1, row.top() + (row.height() - tagHeight) / 2);
    if (width) {
        painter->setOpacity(saving == QueueModel::Saving::Pending ? 0.6 : 1); // given, not on disk yet
        paintTag(*painter, tagAt, tag);
        painter->setOpacity(1);
    }
    if (info->flagged)
        paintIcon(*painter, "flag", QRectF(slim ? row.right() - 22 : row.right() - 22, row.top() + 3, 12, 12),
            colour(Token::Warn));
    if (saving == QueueModel::Saving::Failed) {
        painter->setFont(uiFont(size::fontSmall, QFont::DemiBold));
        painter->setPen(colour(Token::Bad));
        painter->drawText(
            QRect(row.right() - 80, row.bottom() - 16, 70, 14), Qt::AlignRight | Qt::AlignVCenter, tr("not saved"));
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        paintFocusRing(*painter, row, size::radiusTag);
    painter->restore();
}

} // namespace vetrina::ui
