#pragma once

#include "ui/project/project.h"

#include <QElapsedTimer>
#include <QObject>

#include <deque>

namespace vetrina::ui {

class QueueModel;

/// Labels going to disk: the window goes on at the key press, the row shows pending until the commit returned.
///
/// It holds how many are pending, how fast one labels, and what could not be saved.
class Labelling : public QObject {
    Q_OBJECT

public:
    Labelling(QueueModel* queue, QObject* parent = nullptr);

    void setProject(Project* project);

    /// `view` may be null where the candidate could not be read: the keys label all the same.
    void label(data::Row row, const std::string& className, const session::CandidateView* view, double seconds);
    void skip(data::Row row);
    void flag(data::Row row, bool flagged);
    void note(data::Row row, const QString& text);
    void undo();
    void redo();

    [[nodiscard]] int pending() const { return m_pending; }
    [[nodiscard]] int failed() const { return m_failed; }
    /// Labels a minute over the last five; 0 before the third.
    [[nodiscard]] double perMinute() const;

Q_SIGNALS:
    void pendingChanged();
    void labelled(); ///< one more label is on disk
    /// An undo or redo stands on disk: that row's label is now that.
    void changed(vetrina::data::Row row, const QString& label);
    void said(const QString& words, bool wrong);

private:
    void send(session::Labels::Request request, bool counts);
    void takeBack(std::future<Result<session::Labels::Change>> change, bool undo);
    void finished();
    void say(const Error& error);

    QueueModel* m_queue;
    Project* m_project = nullptr;
    LastQuestion m_life; ///< answers of the project before are not ours
    int m_pending = 0, m_failed = 0;
    QElapsedTimer m_clock;
    std::deque<qint64> m_times;
};

} // namespace vetrina::ui
