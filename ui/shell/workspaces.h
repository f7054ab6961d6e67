#pragma once

#include "ui/base/workspace.h"

#include <QStackedWidget>

namespace vetrina::ui {

class Commands;
class Project;
class Rail;

/// The workspaces of the window, one of them in sight: each has its place in the rail, its key, and its commands, which
/// rest while another one is in sight. Without a project the first page stands there.
class Workspaces : public QStackedWidget {
    Q_OBJECT

public:
    Workspaces(QWidget* welcome, Rail* rail, Commands* commands, QWidget* parent = nullptr);

    /// In the order of their places. All there is to do for one more.
    void add(Workspace* page);
    /// For the pages, one after the other; shows the first of them, or welcome. Null closes the one there was.
    void setProject(Project* project);

    /// Does nothing without a project.
    void open(Workspace* page);
    /// The page in sight; null while it is welcome.
    [[nodiscard]] Workspace* current() const;
    [[nodiscard]] Workspace* find(const QString& id) const; ///< null where there is none
    [[nodiscard]] const std::vector<Workspace*>& all() const { return m_all; }

Q_SIGNALS:
    void opened(vetrina::ui::Workspace* page);
    void hovered(const QString& readout);
    void said(const QString& words, bool wrong);

private:
    void see(Workspace* page);

    QWidget* m_welcome;
    Rail* m_rail;
    Commands* m_commands;
    std::vector<Workspace*> m_all;
    bool m_open = false;
};

} // namespace vetrina::ui
