#pragma once

#include "ui/palette/palette_item.h"
#include "ui/project/project.h"

#include <QAbstractListModel>
#include <QHash>
#include <QStyledItemDelegate>

#include <vector>

namespace vetrina::ui {

/// The palette's lines; thumbnails of candidates are fetched as they are shown.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setProject(Project* project);
    void set(std::vector<PaletteItem> items);
    [[nodiscard]] const PaletteItem& item(int row) const { return m_items[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const QImage& thumbnail(data::Row row) const;
    /// The first line at or after (or before) that one which can be chosen; -1 where there is none.
    [[nodiscard]] int choosable(int from, int step) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<PaletteItem> m_items;
    Project* m_project = nullptr;
    LastQuestion m_question;
    mutable QHash<data::Row, QImage> m_thumbnails;
};

/// Paints them as LOOK.md's palette: menu, title with the typed letters in accent, hint, key caps or tag at the right.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    static constexpr int row = 40, head = 30;
};

} // namespace vetrina::ui
