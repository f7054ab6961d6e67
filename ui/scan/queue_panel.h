#pragma once

#include "ui/scan/filter_line.h"
#include "ui/scan/queue_model.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QListView;
class QProgressBar;
class QPushButton;

namespace vetrina::ui {

class ElidedLabel;
class FiltersPanel;
class OrderControl;
class Popover;
class QueueView;
class Settings;
class WaitBar;

/// The left column of Scan: how far one is, which candidates in which order, and the queue itself.
class QueuePanel : public QFrame {
    Q_OBJECT

public:
    explicit QueuePanel(QWidget* parent = nullptr);

    void setProject(Project* project);
    [[nodiscard]] QueueModel& model() { return *m_model; }
    [[nodiscard]] const QueueModel& model() const { return *m_model; }
    [[nodiscard]] QListView* list() const;
    [[nodiscard]] QueueView* view() const { return m_list; }
    [[nodiscard]] FilterLine* filterLine() const { return m_filter; }
    [[nodiscard]] FiltersPanel* filters() const { return m_filters; }
    [[nodiscard]] OrderControl* orderControl() const { return m_order; }
    [[nodiscard]] session::QueueRequest request() const { return m_request; }
    /// An order that is not one of them is ignored. Asks anew where a project is open.
    void setOrder(session::QueueRequest::Order order);
    /// Before setProject(): what is asked for first, and the row to begin at; -1 for the first of the queue.
    void restore(const session::QueueRequest& request, data::Row row);
    /// Another request as a whole. Asks anew where a project is open.
    void setRequest(const session::QueueRequest& request);
    /// By a column, highest or lowest first.
    void orderBy(const QString& column, bool highestFirst);
    void setAnomalies(const QStringList& columns); ///< see OrderControl
    /// Where the filters that were asked are kept, by project; null keeps them for this sitting.
    void setMemory(Settings* settings) { m_memory = settings; }

    /// -1 where nothing is shown.
    [[nodiscard]] int position() const;
    void goTo(int position);
    /// Goes to that row where the queue holds it.
    bool goToRow(data::Row row);
    void goBy(int steps); ///< folded nights are passed over
    /// The next rows after the current one.
    [[nodiscard]] std::vector<data::Row> ahead(int count) const;
    /// The first of those that were never shown; false where there is none.
    bool goToNeverShown();
    /// What there is to say where there is no next one.
    [[nodiscard]] QString endWords() const;

    void openFilters();
    void askForField();
    void askForSeed();
    /// A number in the queue, a candid or an object.
    void askWhereTo();
    /// Joins "label is none" to the filter, or takes it out again.
    void toggleUnlabelled();
    [[nodiscard]] bool isUnlabelledOnly() const;
    void setByObject(bool byObject);
    void clearFilter();

    /// Scores or packets came: the order is asked again, soon.
    void refreshSoon();
    /// The same soon, and what was passed further on than the current place is ordered anew with the rest: another
    /// model is asked now.
    void reorderFromHere();
    /// A label reached the disk: the counts are asked again, soon.
    void countSoon();
    void setNarrow(bool narrow);
    void setProgress(std::uint64_t labelled, std::uint64_t total, double perMinute);

Q_SIGNALS:
    void currentChanged(vetrina::data::Row row);
    void emptied(const QString& filter); ///< nothing to show: nothing goes through that filter
    void requestChanged(); ///< another filter, order or grouping
    /// That row is to be shown, which the queue does not hold.
    void rowAsked(vetrina::data::Row row);
    void said(const QString& words, bool wrong);
    /// Said with a button that takes it back.
    void undoOffered(const QString& words, const std::function<void()>& undo);

private:
    void makeLayout();
    void connectParts();
    /// A queue's answer, and its places put together, off the window's thread.
    struct Answer {
        std::shared_ptr<const session::QueueOrder> order;
        PlacesPtr from; ///< what it was merged into; null where everything is anew
        int frozen = -1; ///< up to there
        PlacesPtr places;
        bool withoutVectors = false; ///< as in the order
    };
    void ask(bool keepPlace);
    void took(Answer answer);
    void mergeAgain(Answer answer);
    void shown();
    void say(const QString& message, const QString& remedy);
    void askWords();
    void askNights();
    void find(const QString& what, Popover* asking);
    void showTitle();
    void updateFoot();
    void restoreHistory();

    Project* m_project = nullptr;
    session::QueueRequest m_request;
    LastQuestion m_question, m_nightsAsked, m_wordsAsked, m_search;
    QTimer m_refresh, m_counts;
    Settings* m_memory = nullptr;
    bool m_narrow = false;
    bool m_restored = false; ///< what to ask was said for the project that comes next
    data::Row m_place = -1; ///< to begin at; -1 where one begins at the first
    int m_furthest = -1; ///< what was reached; up to here the order is frozen
    std::uint64_t m_labelled = 0, m_total = 0;
    double m_perMinute = 0;
    std::vector<session::NightProgress> m_nights;
    std::shared_ptr<const session::FilterWords> m_words;
    QString m_night; ///< of the candidate in hand, where the project has several

    QueueModel* m_model;
    QueueView* m_list;
    FilterLine* m_filter;
    QPushButton* m_named;
    FiltersPanel* m_filters;
    OrderControl* m_order;
    QProgressBar* m_bar;
    ElidedLabel* m_title;
    QLabel *m_counted, *m_wrong, *m_left, *m_time;
    QPushButton* m_never;
    WaitBar* m_wait;
};

} // namespace vetrina::ui
