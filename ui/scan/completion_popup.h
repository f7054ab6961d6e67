#pragma once

#include "core/data/filter_completion.h"

#include <QFrame>

#include <vector>

namespace vetrina::ui {

/// The words that may stand at the cursor of a line, under it. It never has the focus: the line moves in it.
class CompletionPopup : public QFrame {
    Q_OBJECT

public:
    explicit CompletionPopup(QWidget* line);

    /// Shows these under the line; hides where there are none.
    void offer(data::FilterCompletion completion);
    [[nodiscard]] const data::FilterCompletion& completion() const { return m_completion; }
    /// The row in hand; -1 until an arrow chose one.
    [[nodiscard]] int current() const { return m_current; }
    void step(int by); ///< from end to end again

Q_SIGNALS:
    void accepted(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] int rowAt(const QPoint& point) const;
    [[nodiscard]] int rows() const { return static_cast<int>(m_completion.words.size()); }
    void keepInSight();

    QWidget* m_line;
    data::FilterCompletion m_completion;
    int m_current = -1, m_first = 0;
};

} // namespace vetrina::ui
