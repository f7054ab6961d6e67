#pragma once

#include <QWidget>

#include <cstdint>
#include <string>
#include <vector>

namespace vetrina::ui {

/// A confusion matrix: a line a true class, what the model called it across. Counts, the diagonal in accent, mistakes
/// in vermilion; a square's depth is its share of its line.
class ConfusionView : public QWidget {
    Q_OBJECT

public:
    explicit ConfusionView(QWidget* parent = nullptr);

    /// `counts`: names x names. `codes`: short names for the heads.
    void set(std::vector<std::string> names, std::vector<QString> codes, std::vector<std::uint64_t> counts);
    [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return m_counts; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return { 120, 84 }; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRect cell(int row, int column) const;
    [[nodiscard]] std::uint64_t at(int row, int column) const;
    [[nodiscard]] std::uint64_t ofRow(int row) const;
    [[nodiscard]] int headWidth() const;

    std::vector<std::string> m_names;
    std::vector<QString> m_codes;
    std::vector<std::uint64_t> m_counts;
};

} // namespace vetrina::ui
