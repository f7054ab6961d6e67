#pragma once

#include "ui/train/run_figures.h"
#include "ui/widgets/text.h"

namespace vetrina::ui {

/// Two runs on their test parts, or a run and what it started from, line by line.
class ComparePanel : public TitledPanel {
    Q_OBJECT

public:
    explicit ComparePanel(QWidget* parent = nullptr);

    void compare(const session::TrainingRun& first, const session::TrainingRun& second);
    /// On the same test part, before it learned and after.
    void beforeAndAfter(const session::TrainingRun& run);
    void clear();
    [[nodiscard]] const std::vector<Compared>& lines() const { return m_lines; }
    /// Under the table: what the colours say.
    [[nodiscard]] QString note() const;

private:
    class Table;
    void show(const QString& first, const QString& second, std::vector<Compared> lines, const QString& note);

    Table* m_table;
    QLabel* m_note;
    std::vector<Compared> m_lines;
};

} // namespace vetrina::ui
