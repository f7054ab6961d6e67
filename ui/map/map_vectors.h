#pragma once

#include "ui/map/map_questions.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace vetrina::ui {

/// The making of vectors, then of a map: one at a time, off the window's thread, with its progress, and to be stopped.
class MapVectors : public QObject {
    Q_OBJECT

public:
    explicit MapVectors(QObject* parent = nullptr);

    void setProject(Project* project); ///< what runs for the one before is stopped
    /// Vectors for those that have none, then the map; `anew` fits it again instead of placing on it what is new.
    void make(const QString& model, const QString& kind, bool anew);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

    /// "300 of 607 · 1,240 a second · 2 s left".
    [[nodiscard]] static QString wordsOf(quint64 done, quint64 total, double seconds);

Q_SIGNALS:
    void progressed(const QString& words, double share); ///< a share below 0 is not known
    void made(const vetrina::session::EmbedReport& report);
    void failed(const QString& message, const QString& remedy);
    void ended(); ///< made, failed or stopped

private:
    void run(session::EmbedRequest request);
    void took(Result<session::EmbedReport> report, const session::EmbedRequest& request);
    void sample();
    void finish();

    Project* m_project = nullptr;
    LastQuestion m_question;
    std::shared_ptr<Progress> m_progress;
    QElapsedTimer m_clock;
    QTimer m_sample;
    QString m_what;
    session::EmbedReport m_vectors; ///< of the first step, while the second runs
    QString m_mapAfter;
    bool m_running = false;
};

} // namespace vetrina::ui
