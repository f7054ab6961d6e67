#pragma once

#include "ui/project/project.h"
#include "ui/widgets/text.h"

#include <QJsonObject>

#include <map>

class QLineEdit;
class QModelIndex;

namespace vetrina::ui {

class FactList;
class FactModel;
class Segmented;

/// What is known of the candidate: the facts the user chose, in the user's order, or all fields, searchable.
///
/// A click copies a value, a double click puts it into the filter; units and meanings on hover.
class FactsPanel : public TitledPanel {
    Q_OBJECT

public:
    explicit FactsPanel(QWidget* parent = nullptr);

    void set(const ViewPtr& view); ///< null clears it

    /// All fields instead of those chosen.
    void showAll(bool all);
    [[nodiscard]] bool showsAll() const { return m_all; }
    void search(); ///< all fields, and the focus in the search
    /// Asks which facts, in which order: a dialog that waits for nobody.
    void choose();

    /// {"ztf": ["@radec", "magpsf±sigmapsf", ..]}: of those surveys for which the user chose.
    [[nodiscard]] QJsonObject chosen() const;
    /// What is no list of texts is left out.
    void setChosen(const QJsonObject& chosen);

    [[nodiscard]] QLineEdit* searchLine() const { return m_search; }
    [[nodiscard]] FactList* list() const { return m_list; }

Q_SIGNALS:
    void said(const QString& words, bool wrong);
    void filterAsked(const QString& condition);
    void chosenChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill();
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] QStringList fieldNames() const;
    void copy(const QModelIndex& index);

    ViewPtr m_view;
    std::map<data::Survey, QStringList> m_chosen;
    bool m_all = false;
    Segmented* m_which;
    QLineEdit* m_search;
    FactModel* m_model;
    FactList* m_list;
};

} // namespace vetrina::ui
