#pragma once

#include "ui/scan/facts.h"
#include "ui/widgets/text.h"

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace vetrina::ui {

/// The facts asked for first: as many as there is room for.
class FactsPanel : public TitledPanel {
    Q_OBJECT

public:
    explicit FactsPanel(QWidget* parent = nullptr);
    void set(const session::CandidateView* view); ///< null clears it

private:
    class List;
    List* m_list;
};

/// Every field of the packet under the survey's own name, searchable by name and value.
class FieldsPanel : public TitledPanel {
    Q_OBJECT

public:
    explicit FieldsPanel(QWidget* parent = nullptr);
    void set(const session::CandidateView* view);
    [[nodiscard]] QLineEdit* search() const { return m_search; }
    [[nodiscard]] QListView* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void count();

    QLineEdit* m_search;
    QListView* m_list;
    QStandardItemModel* m_fields;
    QSortFilterProxyModel* m_found;
};

} // namespace vetrina::ui
