#pragma once

#include "core/image/limits.h"

#include <QFrame>

class QLineEdit;

namespace vetrina::ui {

/// Two fields for exact limits, over the strip they belong to. Enter takes them, Esc or a click elsewhere leaves; it
/// deletes itself then. What is no number, or not low below high, is marked and stays.
class LimitsEditor : public QFrame {
    Q_OBJECT

public:
    LimitsEditor(const image::Limits& limits, const QString& stampName, QWidget* parent);

    void openOver(const QWidget* strip);
    [[nodiscard]] QLineEdit* low() const { return m_low; }
    [[nodiscard]] QLineEdit* high() const { return m_high; }

Q_SIGNALS:
    void given(const image::Limits& limits);
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take();
    void leave();

    QLineEdit *m_low, *m_high;
    bool m_done = false;
};

} // namespace vetrina::ui
