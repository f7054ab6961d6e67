#pragma once

#include "core/session/candidates.h"
#include "core/session/scores.h"
#include "ui/widgets/class_style.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace vetrina::ui {

class NumberBars;
class TitledPanel;

/// The right column of Scan: what the models say, what the survey says, and what was done before.
class OpinionsPanel : public QFrame {
    Q_OBJECT

public:
    explicit OpinionsPanel(QWidget* parent = nullptr);
    ~OpinionsPanel() override;

    void set(const session::CandidateView* view, const ClassStyles& classes); ///< null clears it
    /// Why there are no scores, or which engine makes them.
    void setEngine(const session::Scores::State& state);

Q_SIGNALS:
    void scoringAsked();

private:
    class History;
    void showNothing();

    QVBoxLayout* m_models; ///< one section a model
    TitledPanel* m_none;
    QLabel* m_noneWords;
    QPushButton* m_score;
    TitledPanel* m_survey;
    NumberBars* m_surveyBars;
    TitledPanel* m_historyPanel;
    History* m_history;
    struct Section {
        TitledPanel* panel;
        NumberBars* bars;
        QLabel* under;
    };
    std::vector<Section> m_sections;
    session::Scores::State m_engine;
};

} // namespace vetrina::ui
