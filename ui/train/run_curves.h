#pragma once

#include "core/session/training.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace vetrina::ui {

class ClassStyles;
class ConfusionView;
class EpochPlot;
class TitledPanel;

/// The curves of a run by epoch: the loss, how well it tells real from bogus and the classes apart on the validation
/// part, and the confusion there after any epoch.
class RunCurves : public QWidget {
    Q_OBJECT

public:
    explicit RunCurves(QWidget* parent = nullptr);

    /// Null: nothing. Where the slider stood at the last epoch it stays there.
    void set(const session::TrainingRun* run, const ClassStyles& classes);

    [[nodiscard]] EpochPlot* loss() const { return m_loss; }
    [[nodiscard]] EpochPlot* validation() const { return m_validation; }
    [[nodiscard]] ConfusionView* confusion() const { return m_confusion; }
    [[nodiscard]] QSlider* slider() const { return m_slider; }
    void chooseEpoch(int epoch);

private:
    void showEpoch();

    TitledPanel *m_lossPanel, *m_validationPanel, *m_confusionPanel;
    EpochPlot *m_loss, *m_validation;
    ConfusionView* m_confusion;
    QSlider* m_slider;
    QLabel* m_epoch;
    int m_run = -1;
    std::vector<session::TrainingEpoch> m_history;
    std::vector<std::string> m_verdicts;
    std::vector<QString> m_codes;
};

} // namespace vetrina::ui
