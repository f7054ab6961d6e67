#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace vetrina::ui {

class ElidedLabel;

/// The status bar. Left: saved, device and rate, queue, what runs. Right: labels, then the value under the cursor.
class StatusLine : public QFrame {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setNoProject();
    /// Saved is lit only when nothing is pending and nothing failed.
    void setSaving(int pending, int failed, bool readOnly);
    void setEngine(const QString& device, double imagesPerSecond, quint64 waiting, const QString& problem);
    /// How many, how fast, and the median seconds from the sight of a candidate to its key.
    void setLabels(quint64 labels, double perMinute, double medianSeconds = 0);
    void setReadout(const QString& readout);
    /// Long work: words, and a share in 0..1 or less than 0 where it is not known. Empty words end it.
    void setWork(const QString& words, double share);
    /// A training under way, in a few words; empty: none.
    void setTraining(const QString& words);
    void setRight(const QString& words); ///< where no workspace counts

    /// A hint stands where nothing is said; empty for none.
    void setHint(const QString& words);
    [[nodiscard]] QString message() const;

    /// Said for 6 seconds; what is wrong, for 12.
    void say(const QString& words, bool wrong);
    /// Said for 12 seconds with a button that takes back what was done.
    void offerUndo(const QString& words, std::function<void()> undo);
    /// The same with a button of any name, for so long.
    void offer(const QString& words, const QString& button, std::function<void()> act, int ms = 12000);

Q_SIGNALS:
    void stopAsked(); ///< of the long work
    void hintPutAway();

private:
    void showHint();

    QLabel *m_dot, *m_saved, *m_engine, *m_queue, *m_training, *m_work, *m_right, *m_readout;
    ElidedLabel* m_message;
    QProgressBar* m_share;
    QPushButton *m_stop, *m_hintAway;
    ElidedLabel* m_hint;
    QPushButton* m_undo;
    std::function<void()> m_takeBack;
    QTimer m_said;
};

} // namespace vetrina::ui
