#pragma once

#include "ui/shell/recents.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace vetrina::ui {

class RecentCard;

/// A fact about this machine: whether it is well, what it is, and its number.
struct MachineFact {
    bool ok = true;
    QString name, value, remedy;
};

/// What stands while no project is open: recent projects, a place to drop a night, keys to begin with.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setRecents(std::vector<Recent> recents);
    void setMachine(const std::vector<MachineFact>& facts, const QString& aside);
    /// Whether something hangs over the window that would be taken.
    void setDropping(bool dropping);

Q_SIGNALS:
    void openAsked(const QString& project);
    void chooseProjectAsked();
    void newProjectAsked();
    void chooseFilesAsked();
    void demoAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    class DropPlace;
    [[nodiscard]] QWidget* makeLeft();
    [[nodiscard]] QWidget* makeRight();
    void filter();

    QLabel *m_headline, *m_lead, *m_none, *m_aside;
    QLineEdit* m_filter;
    QScrollArea* m_scroll;
    QVBoxLayout* m_cards;
    QGridLayout* m_facts;
    DropPlace* m_drop;
    QWidget* m_right;
    std::vector<RecentCard*> m_shown;
};

} // namespace vetrina::ui
