#pragma once

#include "core/session/candidates.h"
#include "core/session/scores.h"
#include "ui/widgets/class_style.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace vetrina::ui {

class AnomalyPanel;
class HistoryList;
class NumberBars;
class SimilarPanel;
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

    [[nodiscard]] AnomalyPanel* anomaly() const { return m_anomaly; }
    [[nodiscard]] SimilarPanel* similar() const { return m_similar; }

    /// The models beside the first one; folded they are counted.
    void setUnfolded(bool unfolded);
    [[nodiscard]] bool unfolded() const { return m_unfolded; }

Q_SIGNALS:
    void scoringAsked();

private:
    struct Section {
        TitledPanel* panel;
        NumberBars* bars;
        QLabel* under;
    };
    void showNothing();
    Section makeSection();
    void fill(const Section& section, const session::Opinion& opinion, const ClassStyles& classes);
    void fold();

    QVBoxLayout* m_models; ///< one section a model
    QPushButton* m_others;
    TitledPanel* m_none;
    QLabel* m_noneWords;
    QPushButton* m_score;
    TitledPanel* m_survey;
    NumberBars* m_surveyBars;
    AnomalyPanel* m_anomaly;
    SimilarPanel* m_similar;
    TitledPanel* m_historyPanel;
    QPushButton* m_zone;
    HistoryList* m_history;
    std::vector<Section> m_sections;
    session::Scores::State m_engine;
    std::size_t m_opinions = 0;
    QString m_unscorable; ///< why no model can say anything of the candidate
    bool m_unfolded = false;
};

/// Under a model's bars: how undecided it is, the 90 % set where it is calibrated, and that it is not where it isn't.
[[nodiscard]] QString confidenceText(const session::Opinion& opinion, const ClassStyles& classes);

} // namespace vetrina::ui
