#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

#include <vector>

namespace vetrina::ui {

/// Names, 8 px bars with square ends, values in mono at the right: probabilities, the survey's own scores.
class NumberBars : public QWidget {
    Q_OBJECT

public:
    struct Bar {
        QString name;
        QString value; ///< as it is shown
        float part = 0; ///< of the bar, 0..1; NaN draws no bar
        Token colour = Token::Accent;
        QString tip = {}; ///< rich text; empty for none
    };

    explicit NumberBars(QWidget* parent = nullptr);
    void set(std::vector<Bar> bars);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return { 120, sizeHint().height() }; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Bar> m_bars;
};

} // namespace vetrina::ui
