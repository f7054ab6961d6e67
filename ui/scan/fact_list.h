#pragma once

#include "ui/project/project.h"
#include "ui/scan/facts.h"

#include <QAbstractListModel>
#include <QListView>

namespace vetrina::ui {

/// Facts of the candidate on screen, by their ids; those the packet has nothing of are left out.
class FactModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { Id = Qt::UserRole, Name, Value, Meaning, Copy, Filter };

    using QAbstractListModel::QAbstractListModel;

    /// Null clears it. Only what has `search` in its name, value or meaning.
    void set(const ViewPtr& view, const QStringList& ids, const QString& search);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    ViewPtr m_view;
    std::vector<Fact> m_facts;
};

/// Name left, value right; where meanings are shown they stand between, or under both where that is too narrow.
class FactList : public QListView {
    Q_OBJECT

public:
    explicit FactList(QWidget* parent = nullptr);
    void setMeanings(bool shown);
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] bool meanings() const { return m_meanings; }
    [[nodiscard]] bool wide() const;

Q_SIGNALS:
    void copyAsked(const QModelIndex& index);
    void filterAsked(const QModelIndex& index);

protected:
    void keyboardSearch(const QString&) override { } // letters are the window's keys
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool m_meanings = false;
};

} // namespace vetrina::ui
