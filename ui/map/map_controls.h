#pragma once

#include "ui/map/map_painter.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSlider;

namespace vetrina::session {
struct MapFigures;
struct VectorSet;
} // namespace vetrina::session

namespace vetrina::ui {

class FilterLine;
class MapLegend;
class Segmented;
class TitledPanel;

/// The left column of Map: which vectors and map, what colours mean, how points look, which are shown.
class MapControls : public QFrame {
    Q_OBJECT

public:
    static constexpr int usualWidth = 240;
    enum Kind { Pca, Umap, Tsne };

    explicit MapControls(QWidget* parent = nullptr);

    /// What there are vectors of, and models of which there may be some.
    void setModels(const std::vector<session::VectorSet>& sets, const std::vector<QString>& others);
    void chooseModel(const QString& model);
    [[nodiscard]] QString model() const;
    void chooseKind(const QString& kind); ///< one of session::mapKinds
    [[nodiscard]] QString kind() const;
    [[nodiscard]] QString kindName() const; ///< as it is read
    /// Null: being measured, or nothing to measure.
    void setFigures(const session::MapFigures* figures);
    /// How many candidates have no place on the map.
    void setUnplaced(std::size_t count);
    void setReadOnly(bool readOnly);
    /// Words empty: nothing runs.
    void setWork(const QString& words, double share);

    void chooseColour(ColourBy by, const QString& field);
    [[nodiscard]] ColourBy colourBy() const { return m_by; }
    [[nodiscard]] const QString& field() const { return m_field; }
    void setColourEnabled(ColourBy by, bool enabled, const QString& why);
    [[nodiscard]] MapLegend* legend() const { return m_legend; }
    [[nodiscard]] FilterLine* show() const { return m_show; }
    void setShown(std::size_t shown, std::size_t total);
    void sayWrong(const QString& message); ///< empty takes it away
    [[nodiscard]] QWidget* fieldButton() const;
    [[nodiscard]] Segmented* colours() const { return m_colours; }

    [[nodiscard]] MapPicture::Mode mode() const;
    [[nodiscard]] double pointSize() const;
    [[nodiscard]] double opacity() const;
    [[nodiscard]] bool greyRest() const;
    void setLook(MapPicture::Mode mode, double size, double opacity, bool greyRest);

Q_SIGNALS:
    void modelChosen(const QString& model);
    void kindChosen(const QString& kind);
    void refitAsked();
    void placeAsked();
    void stopAsked();
    void colourChosen(vetrina::ui::ColourBy by);
    void fieldAsked();
    void lookChanged();

private:
    void makeVectors(TitledPanel* panel);
    void makeColours(TitledPanel* panel);
    void makePoints(TitledPanel* panel);
    QLabel* figure(TitledPanel* panel, const QString& name, const QString& tip);

    ColourBy m_by = ColourBy::Label;
    QString m_field;
    bool m_readOnly = false;
    QComboBox* m_models;
    Segmented *m_kinds, *m_colours, *m_modes;
    QLabel *m_trust, *m_kept, *m_placed, *m_work, *m_filtered, *m_wrong;
    QPushButton *m_place, *m_refit, *m_stop, *m_fieldButton;
    QProgressBar* m_share;
    QWidget* m_working;
    MapLegend* m_legend;
    QSlider *m_size, *m_opacity;
    QCheckBox* m_grey;
    TitledPanel* m_showing;
    FilterLine* m_show;
};

} // namespace vetrina::ui
