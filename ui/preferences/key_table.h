#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace vetrina::ui {

class Commands;

/// Every command with its key: searched by name or key, given another key, given its own again.
class KeyTable : public QWidget {
    Q_OBJECT

public:
    explicit KeyTable(Commands& commands, QWidget* parent = nullptr);

    [[nodiscard]] QTableWidget* table() const { return m_table; }
    /// Waits for the key of the command in hand.
    void askKey();
    [[nodiscard]] QString said() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void filter();
    void showButtons();
    void giveOwn();
    void endAsking();
    [[nodiscard]] QString inHand() const;

    Commands& m_commands;
    QLineEdit* m_search;
    QTableWidget* m_table;
    QLabel* m_said;
    QPushButton *m_give, *m_none, *m_own;
    QString m_asking; ///< id of the command that waits for its key
};

} // namespace vetrina::ui
