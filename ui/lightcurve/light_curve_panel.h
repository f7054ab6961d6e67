#pragma once

#include "ui/project/project.h"
#include "ui/widgets/text.h"

#include <QTimer>
#include <QVariantMap>

#include <optional>

class QMenu;

namespace vetrina::ui {

class CurveLegend;
class CurvePlot;
struct CurvePoints;
class KeyCap;
class Segmented;

/// The light curve of the candidate shown: what it says in figures, the plot, and what can be saved of it.
///
/// setCandidate() costs nothing: the plot is drawn once the window has painted what came with it, and only for
/// another candidate.
class LightCurvePanel : public TitledPanel {
    Q_OBJECT

public:
    explicit LightCurvePanel(QWidget* parent = nullptr);

    void setProject(Project* project); ///< null: none
    void setCandidate(const ViewPtr& view); ///< null clears it

    void toggleFlux(); ///< magnitudes or flux
    void toggleAll(); ///< 30 days or all
    void toggleForced();
    /// How it is drawn, as it is kept with a project's view: "flux", "all" and "forced", each true or false.
    [[nodiscard]] QVariantMap drawn() const;
    void setDrawn(const QVariantMap& words); ///< what is missing stays as it is
    void pointOut(std::int64_t candid); ///< names that alert's point; none where it is not drawn
    void copyTable();
    void save(); ///< asks for a name
    /// Writes the file that the ending names, off the window's thread, and says how it went.
    void saveTo(const QString& file);

    [[nodiscard]] QWidget* focusTarget() const; ///< the plot
    [[nodiscard]] const CurvePoints& points() const;
    [[nodiscard]] std::optional<QPointF> placeOf(std::size_t point) const; ///< in the plot; nothing where not drawn
    [[nodiscard]] std::optional<std::size_t> named() const; ///< under the cursor, or stepped to
    struct Range {
        double from = 0, to = 0;
    };
    [[nodiscard]] Range days() const; ///< shown
    [[nodiscard]] Range values() const; ///< shown: magnitudes, or microjansky
    /// Draws what setCandidate() put off; for who can't wait for the window.
    void drawNow();
    [[nodiscard]] const QString& figures() const { return m_figureWords; }
    /// Whether the candidate given last is drawn.
    [[nodiscard]] bool isDrawn() const { return !m_soon.isActive(); }

Q_SIGNALS:
    void alertAsked(vetrina::data::Row row);
    void said(const QString& words, bool wrong);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Which { Mag, Flux, Month, All, Forced };
    void choose(int which);
    void draw();
    void askObject();
    void showCounts();
    void redraw(bool wholeRange);
    void showMenu(QPoint global);
    [[nodiscard]] QString pictureTitle() const;

    Project* m_project = nullptr;
    LastQuestion m_question;
    LastQuestion m_life; ///< what was saved for a project that is gone is not said
    ViewPtr m_view, m_drawn;
    std::int64_t m_pointed = 0; ///< the alert pointed out; 0 for none
    QTimer m_soon; ///< once the stamps are painted
    QTimer m_objectSoon; ///< once nobody leafs on
    QString m_figureWords;
    QString m_folder; ///< where the last one was saved

    CurvePlot* m_plot;
    QLabel* m_nothing;
    ElidedLabel* m_figures;
    CurveLegend* m_legend;
    Segmented *m_forced, *m_unit, *m_span;
    KeyCap *m_unitKey, *m_spanKey;
};

} // namespace vetrina::ui
