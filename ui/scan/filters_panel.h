#pragma once

#include "ui/project/project.h"

#include <QFrame>
#include <QHash>
#include <QPointer>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace vetrina::ui {

/// The filters that have names, those that ship and those of the project, each with how many it lets through.
///
/// A click applies one, with Ctrl it is joined to what stands in the line. The counts come one after another behind
/// what is on screen; those known already stay until then.
class FiltersPanel : public QFrame {
    Q_OBJECT

public:
    explicit FiltersPanel(QWidget* parent = nullptr);

    void setProject(Project* project);
    /// Over the window, below `anchor`; `current` is what may be saved.
    void open(QWidget* anchor, const QString& current);
    /// Labels, scores or packets came: the counts are asked again, where it is to be seen.
    void outdate();
    [[nodiscard]] QListWidget* list() const { return m_list; }
    [[nodiscard]] QString countOf(const QString& name) const;

Q_SIGNALS:
    void chosen(const QString& filter, bool joined);
    void said(const QString& words, bool wrong);
    /// With an Undo that is given in the status line.
    void removed(const QString& name, const QString& text);
    void changed(); ///< filters were saved, renamed or removed

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void ask();
    void fill(const std::vector<session::Filters::Named>& filters);
    void count();
    void choose(const QListWidgetItem* item, bool joined);
    void save();
    void rename();
    void remove();
    void place();
    void leave();
    void updateButtons();
    [[nodiscard]] const session::Filters::Named* current() const;

    Project* m_project = nullptr;
    LastQuestion m_question, m_counting;
    std::vector<session::Filters::Named> m_filters;
    QHash<QString, qint64> m_counts; ///< by text
    QString m_text; ///< what may be saved
    bool m_outdated = true;
    QPointer<QWidget> m_anchor, m_before;
    QListWidget* m_list;
    QLabel* m_note;
    QPushButton *m_save, *m_rename, *m_remove;
};

} // namespace vetrina::ui
