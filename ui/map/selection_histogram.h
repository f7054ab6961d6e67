#pragma once

#include "ui/map/map_questions.h"

#include <QWidget>

namespace vetrina::ui {

/// How a column lies among the selected, in accent bars, and among all of the map, as a grey line; each to its own
/// height.
class SelectionHistogramView : public QWidget {
    Q_OBJECT

public:
    explicit SelectionHistogramView(QWidget* parent = nullptr);
    void set(const SelectionHistogram& histogram);
    [[nodiscard]] QSize sizeHint() const override { return { 220, 70 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 100, 70 }; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int binAt(int x) const;

    SelectionHistogram m_histogram;
};

} // namespace vetrina::ui
