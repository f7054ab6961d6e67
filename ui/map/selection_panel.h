#pragma once

#include "ui/map/map_questions.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace vetrina::ui {

class NumberBars;
class SelectionHistogramView;
class TagLabel;
class TitledPanel;

/// The right column of Map: what is selected, how it lies among all, and where to go on from there.
class SelectionPanel : public QFrame {
    Q_OBJECT

public:
    static constexpr int usualWidth = 272;

    explicit SelectionPanel(QWidget* parent = nullptr);

    void setProject(Project* project);
    /// How many are selected, at once; the figures follow.
    void setCount(std::size_t selected, std::size_t total);
    void set(const SelectionFigures& figures);
    [[nodiscard]] const SelectionFigures& figures() const { return m_figures; }
    static constexpr int similarShown = 200; ///< candidates that `similar` selects
    [[nodiscard]] QPushButton* similar() const { return m_similar; }
    /// The stamp at that place among those nearest the middle; null where there is none.
    [[nodiscard]] QPushButton* stamp(int place) const { return m_stamps.value(place); }

Q_SIGNALS:
    void openAsked(vetrina::data::Row row);
    void similarAsked();
    void unlabelledAsked(); ///< to keep those without a label alone
    void apartAsked(const QString& field); ///< to colour by it

private:
    void showStamps();

    Project* m_project = nullptr;
    LastQuestion m_question;
    SelectionFigures m_figures;
    TitledPanel *m_head, *m_over, *m_middle, *m_onward, *m_why;
    NumberBars *m_classes, *m_apart;
    QLabel *m_labelled, *m_nothing;
    TagLabel* m_tag;
    QList<QLabel*> m_names;
    QList<SelectionHistogramView*> m_histograms;
    QGridLayout* m_grid;
    QList<QPushButton*> m_stamps;
    QPushButton *m_similar, *m_unlabelled;
};

} // namespace vetrina::ui
