#include "ui/scan/queue_delegate.h"

#include "ui/scan/queue_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/candidate_name.h"

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

/// "g 18.32 · H 0.69": the band in its colour; the uncertainty only where there is room for it.
void paintNumbers(QPainter& painter, const QRect& rect, const session::CandidateRow& row)
{
    painter.setFont(monoFont(size::fontSmall));
    const QFontMetrics metrics = painter.fontMetrics();
    const QString band(QChar(row.candidate.band));
    painter.setPen(colour(bandToken(row.candidate.band)));
    painter.drawText(rect, Qt::AlignVCenter, band);
    QString words = std::isnan(row.candidate.magnitude)
        ? QStringLiteral("–")
        : QString::number(static_cast<double>(row.candidate.magnitude), 'f', 2);
    const QRect rest = rect.adjusted(metrics.horizontalAdvance(band + ' '), 0, 0, 0);
    if (!row.badge.empty()) { // what decides stands before how sure the model is
        const int at = metrics.horizontalAdvance(words + ' ');
        painter.setPen(colour(row.warns ? Token::Warn : Token::Text2));
        painter.drawText(rest.adjusted(at, 0, 0, 0), Qt::AlignVCenter,
            metrics.elidedText(QString::fromStdString(row.badge), Qt::ElideRight, rest.width() - at));
    } else if (!row.scoreClass.empty()) {
        const QString with =
            words + QStringLiteral(" · H ") + QString::number(static_cast<double>(row.uncertainty), 'f', 2);
        if (metrics.horizontalAdvance(with) <= rest.width())
            words = with;
    }
    painter.setPen(colour(Token::Text3));
    painter.drawText(rest, Qt::AlignVCenter, words);
}

} // namespace

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return { 160, size::queueRow }; }

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const QueueModel*>(index.model());
    painter->save();
    paintRowSurface(*painter, option);
    const QRect row = option.rect;
    paintRowStamp(*painter, row, model->thumbnail(index.row()), QueueModel::thumbnailSide);
    if (const session::CandidateRow* info = model->info(index.row()))
        paintWords(*painter, option, *model, *info);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        paintFocusRing(*painter, row, size::radiusTag);
    painter->restore();
}

void QueueDelegate::paintWords(QPainter& painter, const QStyleOptionViewItem& option, const QueueModel& model,
    const session::CandidateRow& info) const
{
    const QRect row = option.rect;
    const bool slim = row.width() < narrow;
    const QueueModel::Saving saving = model.saving(info.row);
    const Tag tag = tagOf(info, model.classes());
    const int width = tag.text.isEmpty() ? 0 : tagWidth(tag);
    const int left = row.left() + 12 + QueueModel::thumbnailSide + 9, right = row.right() - 10;
    const bool passed = !info.label.empty() || info.skipped || info.seen || model.isShown(info.row);

    // At the right of the name: how many alerts stand behind it, and a flag.
    int nameRight = right;
    if (info.flagged) {
        paintIcon(painter, "flag", QRectF(nameRight - 12, row.top() + 11, 12, 12), colour(Token::Warn));
        nameRight -= 16;
    }
    if (const std::uint32_t alerts = model.alertsOf(info.row); alerts > 1) {
        painter.setFont(monoFont(size::fontSmall));
        painter.setPen(colour(Token::Text3));
        const QString times = QStringLiteral("×") + QString::number(alerts);
        const int wide = painter.fontMetrics().horizontalAdvance(times);
        painter.drawText(QRect(nameRight - wide, row.top() + 8, wide, 18), Qt::AlignVCenter, times);
        nameRight -= wide + 6;
    }
    painter.setFont(uiFont(slim ? size::fontSmall : size::fontDense));
    painter.setPen(colour(passed && !(option.state & QStyle::State_Selected) ? Token::Text2 : Token::Text));
    const QRect name(left, row.top() + 8, nameRight - left, 18);
    const bool above = !slim && width > 0 && nameRight == right; // nothing else there: the tag stands in the middle
    const int besideTag = above ? width + 6 : 0;
    painter.drawText(name, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(nameOf(info.candidate), Qt::ElideMiddle, name.width() - besideTag));
    // Below the name stands what matters most: that a label is not safe, else numbers or, where it is narrow, a badge.
    const int aside = width ? width + 6 : 0;
    const QRect below = slim ? QRect(left + aside, row.top() + 28, right - left - aside, tagHeight)
                             : QRect(left, row.top() + 27, right - left - aside, 16);
    const auto say = [&](const QString& words, Token token, QFont::Weight weight) {
        painter.setFont(uiFont(size::fontSmall, weight));
        painter.setPen(colour(token));
        painter.drawText(
            below, Qt::AlignVCenter, painter.fontMetrics().elidedText(words, Qt::ElideRight, below.width()));
    };
    if (saving == QueueModel::Saving::Failed)
        say(tr("not saved"), Token::Bad, QFont::DemiBold);
    else if (!slim)
        paintNumbers(painter, below, info);
    else if (!info.badge.empty())
        say(QString::fromStdString(info.badge), info.warns ? Token::Warn : Token::Text2, QFont::Normal);
    if (width) {
        painter.setOpacity(saving == QueueModel::Saving::Pending ? 0.6 : 1); // given, not on disk yet
        const int tagTop = slim ? 28 : above ? (row.height() - tagHeight) / 2 : 28;
        paintTag(painter, QPoint(slim ? left : right - width + 1, row.top() + tagTop), tag);
        painter.setOpacity(1);
    }
}

} // namespace vetrina::ui
