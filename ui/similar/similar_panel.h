#pragma once

#include "ui/project/project.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QPointer>
#include <QTimer>

class QLabel;
class QPushButton;

namespace vetrina::ui {

class SimilarStrip;
class TitledPanel;

/// "Looks like": the candidates of other objects that lie nearest to the one on screen among what a network sees. Where
/// there are no vectors it says so, with a button that makes them.
///
/// It asks for itself, off the window's thread; hidden where the project takes no vectors.
class SimilarPanel : public QFrame {
    Q_OBJECT

public:
    explicit SimilarPanel(QWidget* parent = nullptr);
    ~SimilarPanel() override;

    void setProject(Project* project); ///< null forgets the one there was
    void setCandidate(const ViewPtr& view); ///< null: none
    /// Three rows instead of one, with the keys; again folds it. Where there is nothing to show the button gets them.
    void unfold(bool unfolded);
    [[nodiscard]] bool unfolded() const { return m_unfolded; }
    void takeKeys();

    [[nodiscard]] SimilarStrip* strip() const { return m_strip; }
    [[nodiscard]] QPushButton* make() const { return m_make; } ///< the vectors, or stops making them
    [[nodiscard]] QString words() const; ///< in the place of the stamps; empty where these stand

    static constexpr int rowsUnfolded = 3;

Q_SIGNALS:
    void rowAsked(vetrina::data::Row row);
    void keysLeft(); ///< Esc: back to where they were
    void said(const QString& words, bool wrong);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    void askWhereNothingIs();
    void take(const Result<LookAlikes>& found);
    void fillStrip(const LookAlikes& found);
    void sayNothing(const LookAlikes& found);
    void embed();
    void embedded(const Result<session::EmbedReport>& report);
    void showProgress();
    void showWords(const QString& words, const QString& button);

    QPointer<Project> m_project;
    ViewPtr m_view;
    LastQuestion m_life, m_question, m_work; ///< of the project, of the candidate, of the embedding
    QTimer m_soon; ///< a candidate that is passed by is not asked about
    bool m_unfolded = false, m_first = true, m_taking = false, m_working = false;
    std::string m_model; ///< that would embed
    std::shared_ptr<Progress> m_progress;
    QTimer m_sample;
    QTimer m_late; ///< the first answer is not here yet
    QElapsedTimer m_since;

    TitledPanel* m_panel;
    SimilarStrip* m_strip;
    QLabel* m_words;
    QPushButton* m_make;
};

} // namespace vetrina::ui
