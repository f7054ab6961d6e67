#pragma once

#include "ui/scan/filter_line.h"
#include "ui/scan/queue_model.h"

#include <QFrame>
#include <QTimer>

class QComboBox;
class QLabel;
class QListView;
class QProgressBar;

namespace vetrina::ui {

class ElidedLabel;

/// The left column of Scan: how far one is, which candidates in which order, and the queue itself.
class QueuePanel : public QFrame {
    Q_OBJECT

public:
    explicit QueuePanel(QWidget* parent = nullptr);

    void setProject(Project* project);
    [[nodiscard]] QueueModel& model() { return *m_model; }
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] FilterLine* filterLine() const { return m_filter; }
    [[nodiscard]] session::QueueRequest request() const { return m_request; }
    /// An order that is not one of them is ignored. Asks anew where a project is open.
    void setOrder(session::QueueRequest::Order order);
    /// Before setProject(): what is asked for first, and the row to begin at; -1 for the first of the queue.
    void restore(const session::QueueRequest& request, data::Row row);

    /// -1 where nothing is shown.
    [[nodiscard]] int position() const;
    void goTo(int position);
    /// Goes to that row where the queue holds it.
    bool goToRow(data::Row row);
    void goBy(int steps);
    /// The next rows after the current one.
    [[nodiscard]] std::vector<data::Row> ahead(int count) const;

    /// Scores or packets came: the order is asked again, soon.
    void refreshSoon();
    void setNarrow(bool narrow);
    void setProgress(std::uint64_t labelled, std::uint64_t total, double perMinute);

Q_SIGNALS:
    void currentChanged(vetrina::data::Row row);
    void emptied(); ///< nothing to show

private:
    void ask(bool keepPlace);
    void took(std::vector<data::Row> order, bool keepPlace);
    void say(const Error& error);
    void updateFoot();

    Project* m_project = nullptr;
    session::QueueRequest m_request;
    LastQuestion m_question;
    QTimer m_refresh;
    bool m_narrow = false;
    data::Row m_place = -1; ///< to begin at; -1 where one begins at the first
    int m_furthest = -1; ///< what was reached; up to here the order is frozen
    std::uint64_t m_labelled = 0, m_total = 0;
    double m_perMinute = 0;

    QueueModel* m_model;
    QListView* m_list;
    FilterLine* m_filter;
    QComboBox* m_order;
    QProgressBar* m_bar;
    ElidedLabel* m_title;
    QLabel *m_counts, *m_wrong, *m_left, *m_time, *m_empty;
};

} // namespace vetrina::ui
