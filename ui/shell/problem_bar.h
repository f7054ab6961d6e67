#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace vetrina::ui {

/// What went wrong and stays so until somebody does something: what, where, what to do; to be copied, to be tried
/// again. Above the workspace, never over it.
class ProblemBar : public QFrame {
    Q_OBJECT

public:
    explicit ProblemBar(QWidget* parent = nullptr);

    /// Shows it instead of the one before. Without `retry` there is nothing to try again.
    void say(const QString& what, const QString& remedy, std::function<void()> retry = {});
    void clear();
    [[nodiscard]] QString text() const; ///< as it is copied

private:
    QLabel *m_what, *m_remedy;
    QPushButton* m_retry;
    std::function<void()> m_again;
};

} // namespace vetrina::ui
