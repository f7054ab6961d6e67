#pragma once

#include "ui/scan/facts.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace vetrina::ui {

/// Which facts stand in front and in which order: search, tick, drag; Alt+Up and Alt+Down move the one in hand.
class FactsChooser : public QDialog {
    Q_OBJECT

public:
    /// `fields` are all names of the packet; `view` need not outlive the call.
    FactsChooser(const session::CandidateView& view, const QStringList& chosen, const QStringList& fields,
        QWidget* parent = nullptr);

    /// Those ticked, from top to bottom.
    [[nodiscard]] QStringList chosen() const;

    [[nodiscard]] QLineEdit* searchLine() const { return m_search; }
    [[nodiscard]] QListWidget* list() const { return m_list; }
    void reset(); ///< as it ships

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QStringList& chosen);
    void filter(const QString& text);
    void move(int by);
    void count();

    QStringList m_shipped, m_all;
    QHash<QString, QString> m_about; ///< by id
    QLineEdit* m_search;
    QListWidget* m_list;
    class QLabel* m_count;
};

} // namespace vetrina::ui
