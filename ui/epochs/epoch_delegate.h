#pragma once

#include <QStyledItemDelegate>

namespace vetrina::ui {

/// Paints an epoch: its stamp, how many days away, band and magnitude; this alert with an accent edge.
class EpochDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    static constexpr int tileWidth = 76, tileHeight = 102;
};

} // namespace vetrina::ui
