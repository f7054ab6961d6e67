#pragma once

#include "ui/project/project.h"
#include "ui/scan/queue_model.h"

#include <QElapsedTimer>
#include <QObject>

#include <deque>

namespace vetrina::ui {

/// Labels going to disk: the window goes on at the key press, the row shows pending until the commit returned.
///
/// It holds how many are pending, how fast one labels, and what could not be saved: that stays in hand until it was
/// tried again and saved, taken back, or said anew. Undo and redo wait for what is on its way before them, and what
/// comes after them waits for them.
class Labelling : public QObject {
    Q_OBJECT

public:
    /// What the disk did not take.
    struct Unsaved {
        session::Labels::Request request;
        bool object = false; ///< for all alerts of its object
        std::shared_ptr<const std::vector<data::Row>> all; ///< for all of these; null where it is for one or an object
        Error error;
        quint64 order = 0; ///< of the key presses
    };

    Labelling(QueueModel* queue, QObject* parent = nullptr);

    void setProject(Project* project);

    /// `label` is a class or a set of them, empty to take the label away. `view` may be null where the candidate could
    /// not be read: the keys label all the same. `seconds` is how long it was looked at.
    void label(data::Row row, const std::string& label, const session::CandidateView* view, double seconds);
    /// The same for every alert of the row's object.
    void labelObject(data::Row row, const std::string& label, const session::CandidateView* view, double seconds);
    /// One undo for all of them.
    void labelAll(std::vector<data::Row> rows, const std::string& label);
    void skip(data::Row row);
    void flag(data::Row row, bool flagged);
    void note(data::Row row, const QString& text); ///< empty takes it away
    void undo();
    void redo();
    /// Tries what could not be saved once more, in its order.
    void retry();

    [[nodiscard]] int pending() const { return m_pending + static_cast<int>(m_waiting.size()); }
    /// An undo or redo was asked and is not answered: where it goes is not known yet.
    [[nodiscard]] bool takingBack() const { return m_takingBack > 0; }
    [[nodiscard]] int failed() const { return static_cast<int>(m_unsaved.size()); }
    [[nodiscard]] const std::deque<Unsaved>& unsaved() const { return m_unsaved; }
    /// What stands in the way of the last one, in words: what, where, what to do.
    [[nodiscard]] QString unsavedWords() const;
    /// Labels a minute over the last five; 0 before the third.
    [[nodiscard]] double perMinute() const;
    /// Of the last 50 labels, from the sight of the candidate to the key; 0 before the third.
    [[nodiscard]] double medianSeconds() const;

Q_SIGNALS:
    void pendingChanged();
    void unsavedChanged();
    void labelled(); ///< one more label is on disk
    void saved(vetrina::data::Row row); ///< something that was said of it is
    /// An undo or redo stands on disk: that row's label is now that.
    void changed(vetrina::data::Row row, const QString& label);
    void said(const QString& words, bool wrong);
    void labelledAll(std::size_t count, const QString& words); ///< labelAll() stands on disk

private:
    using Rows = std::shared_ptr<const std::vector<data::Row>>;
    void give(session::Labels::Request request, bool object);
    void sendAll(const session::Labels::Request& request, const Rows& rows, quint64 order, bool again);
    void show(const session::Labels::Request& request, QueueModel::Saving saving);
    void send(const session::Labels::Request& request, bool object, quint64 order, bool again);
    void sent(const session::Labels::Request& request, bool object, quint64 order, bool again,
        Result<std::vector<data::Row>> rows);
    void keep(Unsaved unsaved);
    void dropUnsaved(data::Row row, session::Labels::Kind kind);
    bool takeBackUnsaved();
    void inTurn(bool quiet, std::function<void()> act);
    void takeBack(bool undo);
    void tookBack(const session::Labels::Change& change, bool undo);
    void finished();
    [[nodiscard]] QString wordsOf(const session::Labels::Change& change) const;
    [[nodiscard]] session::Labels::Request labelRequest(
        data::Row row, const std::string& label, const session::CandidateView* view, double seconds) const;

    /// Something that waits its turn.
    struct Waiting {
        bool quiet; ///< until nothing is on its way
        std::function<void()> act;
    };

    QueueModel* m_queue;
    Project* m_project = nullptr;
    LastQuestion m_life; ///< answers of the project before are not ours
    int m_pending = 0, m_takingBack = 0;
    std::deque<Waiting> m_waiting;
    std::deque<Unsaved> m_unsaved; ///< by order
    quint64 m_order = 0, m_lastSaved = 0;
    QElapsedTimer m_clock;
    std::deque<qint64> m_times;
    std::deque<double> m_seconds;
};

} // namespace vetrina::ui
