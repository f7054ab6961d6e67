#pragma once

#include <QStyledItemDelegate>

namespace vetrina::session {
struct CandidateRow;
}

namespace vetrina::ui {

class QueueModel;

/// Paints a row of the queue: thumbnail, object, band and magnitude, tag. In a narrow list the tag stands under the
/// name. It works on a QueueModel only.
class QueueDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintWords(QPainter& painter, const QStyleOptionViewItem& option, const QueueModel& model,
        const session::CandidateRow& info) const;
};

} // namespace vetrina::ui
