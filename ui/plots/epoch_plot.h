#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

#include <limits>
#include <vector>

class QCustomPlot;

namespace vetrina::ui {

/// Quantities of a training by epoch: lines with marks, the epochs that are still to come as a well, the best one
/// ringed.
///
/// Hovering or the arrows name an epoch; a click chooses it. set() draws at the next turn of the event loop.
class EpochPlot : public QWidget {
    Q_OBJECT

public:
    enum class Mark : unsigned char { Disc, Square, Triangle };
    struct Line {
        QString name; ///< "validation"
        std::vector<double> values; ///< of the epochs from 1 on; NaN where there is none
        Token colour = Token::Accent;
        Mark mark = Mark::Disc;

        bool operator==(const Line&) const = default;
    };

    /// `fromZero`: the axis begins there; else it ends at 1 at the most and begins near the smallest.
    EpochPlot(const QString& accessibleName, bool fromZero, QWidget* parent = nullptr);

    /// `epochs`: where the axis ends. `best`: ringed on the line `bestOf`; 0: none.
    void set(std::vector<Line> lines, int epochs, int best = 0, std::size_t bestOf = 0);

    [[nodiscard]] const std::vector<Line>& lines() const { return m_lines; }
    [[nodiscard]] int best() const { return m_best; }
    /// The epoch that is named; 0 while none is.
    [[nodiscard]] int named() const { return m_named; }
    void name(int epoch);
    [[nodiscard]] QString wordsOf(int epoch) const; ///< "epoch 7: train 0.312, validation 0.401"
    [[nodiscard]] QPointF placeOf(std::size_t line, int epoch) const; ///< in this widget; of a finite value

    [[nodiscard]] QSize sizeHint() const override { return { 240, 180 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 160, 110 }; }

Q_SIGNALS:
    void chosen(int epoch);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void restyle();
    void redraw();
    void fit();
    [[nodiscard]] int epochAt(double x) const;
    [[nodiscard]] int measured() const; ///< the last epoch with a value; 0 before the first

    QCustomPlot* m_plot;
    bool m_fromZero;
    std::vector<Line> m_lines;
    int m_epochs = 1, m_best = 0, m_named = 0;
    std::size_t m_bestOf = 0;
};

} // namespace vetrina::ui
