#pragma once

#include <QLineEdit>
#include <QTimer>

namespace vetrina::ui {

/// The filter line: mono, keywords in accent, numbers in yellow; the mistake underlined at its column.
///
/// It asks when typing rests, and at once on Enter.
class FilterLine : public QLineEdit {
    Q_OBJECT

public:
    explicit FilterLine(QWidget* parent = nullptr);

    /// `column` is 1-based; 0 marks the whole line. The mark goes when the text changes.
    void markWrong(int column);
    void markRight();

Q_SIGNALS:
    void asked(const QString& filter);

protected:
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintWords();
    void ask();

    QTimer m_rest;
    QString m_asked;
    int m_wrongAt = -1; ///< 0-based; -1 where nothing is wrong
    bool m_painting = false;
};

/// The 1-based column in "column 8: ..."; 0 where the message has none.
[[nodiscard]] int columnOf(const QString& message);

} // namespace vetrina::ui
