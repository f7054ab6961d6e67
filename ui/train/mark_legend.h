#pragma once

#include "ui/plots/epoch_plot.h"

#include <QWidget>

#include <vector>

namespace vetrina::ui {

/// What the lines of a plot are: a mark and a name each.
class MarkLegend : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        QString name;
        Token colour = Token::Accent;
        EpochPlot::Mark mark = EpochPlot::Mark::Disc;
    };

    explicit MarkLegend(std::vector<Entry> entries, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Entry> m_entries;
};

} // namespace vetrina::ui
