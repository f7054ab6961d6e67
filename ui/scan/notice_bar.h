#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace vetrina::ui {

/// What has to be said at the place where it happened, above the label keys, until it no longer holds: labels that are
/// not saved, with a way to try again; or that the queue is at its end. It pushes nothing about.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent);

    /// What, where, what to do; empty words take it away.
    void setWrong(const QString& words);
    /// Shown while nothing is wrong.
    void setEnded(const QString& words);
    [[nodiscard]] QString words() const;

    /// To its place: the foot of that rectangle of its parent.
    void layOver(const QRect& area);

Q_SIGNALS:
    void retryAsked();
    void nightAsked();

private:
    void show();

    QString m_wrong, m_ended;
    QRect m_area;
    QLabel* m_words;
    QPushButton *m_copy, *m_retry, *m_night;
};

} // namespace vetrina::ui
