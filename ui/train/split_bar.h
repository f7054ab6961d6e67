#pragma once

#include <QWidget>

#include <array>

namespace vetrina::ui {

/// What a recipe trains on, validates and tests with, as one bar: "train 187", 21, 23.
class SplitBar : public QWidget {
    Q_OBJECT

public:
    explicit SplitBar(QWidget* parent = nullptr);
    void set(std::array<std::size_t, 3> counts); ///< train, validation, test
    [[nodiscard]] QSize sizeHint() const override { return { 200, 24 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 100, 24 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::array<std::size_t, 3> m_counts{};
};

} // namespace vetrina::ui
