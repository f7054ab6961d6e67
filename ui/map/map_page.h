#pragma once

#include "ui/base/workspace.h"
#include "ui/commands/command.h"
#include "ui/map/map_questions.h"
#include "ui/map/map_view.h"

#include <QJsonObject>

class QAction;
class QLabel;
class QPushButton;

namespace vetrina::ui {

class BulkBar;
class Commands;
class ElidedLabel;
class HoverStamp;
class Labelling;
class MapControls;
class MapVectors;
class Segmented;
class SelectionPanel;
class WaitBar;

/// The Map workspace: what a network sees in the candidates, in two dimensions; what is selected there is the selection
/// of the whole window.
class MapPage : public Workspace {
    Q_OBJECT

public:
    /// Labels are given by `labelling`, that of Scan, so that they keep their order and their undo.
    MapPage(Commands* commands, Labelling* labelling, QWidget* parent = nullptr);

    [[nodiscard]] Face face() const override;
    [[nodiscard]] QWidget* home() const override;
    void setProject(Project* project) override;
    void focusNextPane(bool back) override;
    bool stepOut() override; ///< a lasso, then the selection, then the filter line

    [[nodiscard]] MapView* view() const { return m_view; }
    [[nodiscard]] MapControls* controls() const { return m_controls; }
    [[nodiscard]] SelectionPanel* panel() const { return m_panel; }
    [[nodiscard]] BulkBar* bulk() const { return m_bulk; }
    [[nodiscard]] HoverStamp* hoverStamp() const { return m_hover; }
    [[nodiscard]] MapVectors* vectors() const { return m_vectors; }
    [[nodiscard]] QPushButton* makeButton() const { return m_make; } ///< of the empty map
    [[nodiscard]] QString emptyWords() const;

    /// Marks that candidate on the map, once there is one.
    void markRow(data::Row row);
    [[nodiscard]] std::size_t selectedCount() const { return m_selectedCount; }
    [[nodiscard]] const PointMaskPtr& selected() const { return m_selected; }
    [[nodiscard]] std::vector<data::Row> selectedRows() const;
    void clearSelection();
    void selectAllShown();
    void labelAll(int classIndex);
    void colourBy(ColourBy by, const QString& field = {});
    /// A picture of everything that was asked for stands.
    [[nodiscard]] bool isSettled() const;

    [[nodiscard]] QVariantMap viewState() const;
    void restoreView(const QVariantMap& state); ///< before setProject()

Q_SIGNALS:
    void openAsked(vetrina::data::Row row); ///< in Scan
    void scanAsked(); ///< the selection as the queue of Scan
    void undoOffered(const QString& words, const std::function<void()>& undo);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeBar();
    void makeCommands();
    void makeLabelCommands();
    QAction* add(
        Command::Menu menu, const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act);
    void connectParts();
    void connectSelection();
    // Asking: map_asking.cpp
    void refresh();
    void tookSets(const std::vector<session::VectorSet>& sets);
    void loadMap();
    void askColouring();
    void colourSoon();
    void askShown();
    void askFigures();
    void askMapFigures();
    void askColumns();
    void askWords();
    void showEmpty(const QString& words, const QString& makes);
    void make(bool anew);
    void chooseField();
    // Selecting: map_selecting.cpp
    void take(std::vector<std::uint32_t> points, MapView::Combine combine);
    void lassoed(const QPolygonF& polygon, MapView::Combine combine);
    void setSelected(PointMaskPtr selected);
    void selectSimilar();
    void selectGroup(int group);
    void dropLabelled();
    void showSelection();
    void followSelection();
    void setTool(MapView::Tool tool);
    void showCounts();
    void layOut();

    Project* m_project = nullptr;
    Commands* m_commands;
    Labelling* m_labelling;
    LastQuestion m_life, m_map, m_colour, m_showing, m_lasso, m_figure, m_measure;
    QTimer m_colourSoon, m_figureSoon, m_refreshSoon;
    bool m_asked = false; ///< of this project already
    bool m_colourChosen = false; ///< by a hand, or as it was left
    int m_waiting = 0; ///< answers that a settled picture needs
    std::vector<session::VectorSet> m_sets;
    std::vector<QString> m_models;
    std::size_t m_candidates = 0;
    MapPointsPtr m_points;
    PointMaskPtr m_selected;
    std::size_t m_selectedCount = 0;
    std::vector<data::Row> m_ours; ///< what was selected here last: its coming back is no news
    data::Row m_mark = -1; ///< to be marked when the map is there
    QVariantMap m_restored;
    QString m_filter;
    std::vector<MapQuestions::ColumnName> m_columns;
    std::vector<QAction*> m_labelActions;
    bool m_leftShown = true, m_narrow = false;

    MapControls* m_controls;
    MapView* m_view;
    SelectionPanel* m_panel;
    BulkBar* m_bulk;
    HoverStamp* m_hover;
    MapVectors* m_vectors;
    Segmented *m_tools, *m_combines;
    QPushButton *m_fold, *m_fit, *m_make;
    ElidedLabel* m_counts;
    QLabel *m_title, *m_density;
    QWidget* m_empty;
    QLabel* m_emptyWords;
    WaitBar* m_wait;
    QPushButton* m_stop;
    QLabel* m_working;
};

} // namespace vetrina::ui
