#pragma once

#include "core/base/result.h"
#include "core/session/training.h"
#include "ui/widgets/text.h"

namespace vetrina::ui {

class ClassStyles;
class NumberBars;

/// How many labels of each class there are, and which are too thin to say much by.
class LabelsPanel : public TitledPanel {
    Q_OBJECT

public:
    explicit LabelsPanel(QWidget* parent = nullptr);

    void set(const Result<session::TrainingLabels>& labels, const ClassStyles& classes);
    [[nodiscard]] QString words() const;

private:
    NumberBars* m_bars;
    QLabel* m_words;
};

} // namespace vetrina::ui
