#pragma once

#include <QObject>
#include <QString>

#include <vector>

namespace vetrina::ui {

class Settings;
class StatusLine;

/// One line at a time that says what a key does, to somebody who has not used it yet. A hint goes when that was done
/// or it was put away, and then never comes back.
class Hints : public QObject {
    Q_OBJECT

public:
    Hints(Settings& settings, StatusLine& status, QObject* parent = nullptr);

    /// How far the work is: which hint is due.
    void setWork(bool projectOpen, quint64 labelled);
    /// Somebody does by himself what a hint would say.
    void done(const QString& id);
    [[nodiscard]] const QString& shown() const { return m_shown; } ///< its id; empty where none is

private:
    struct Hint {
        QString id, words;
        quint64 after; ///< labels
    };
    void show();

    Settings& m_settings;
    StatusLine& m_status;
    std::vector<Hint> m_hints;
    QString m_shown;
    bool m_open = false;
    quint64 m_labelled = 0;
};

} // namespace vetrina::ui
