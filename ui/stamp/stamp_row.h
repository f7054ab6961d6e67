#pragma once

#include "ui/stamp/blink.h"
#include "ui/stamp/display_state.h"
#include "ui/stamp/stamp_geometry.h"

#include <QPointer>
#include <QWidget>

#include <array>
#include <functional>
#include <memory>
#include <vector>

class QHBoxLayout;
class QMenu;

namespace vetrina::ui {

class LimitsStrip;
struct SaliencyLayer;
struct SaliencyLook;
class SaliencyPanel;
class StampTools;
class StampView;

/// Science, template and difference side by side, each with its limits strip. It holds how they are shown.
class StampRow : public QWidget {
    Q_OBJECT

public:
    explicit StampRow(QWidget* parent = nullptr);
    ~StampRow() override;

    /// Null: not there yet; the panels become flat wells.
    void setCandidate(std::shared_ptr<const session::CandidateView> candidate);
    /// Another alert of the same object in the panels: one looks at the same place of the sky, so zoom and pan stay.
    void setEpoch(std::shared_ptr<const session::CandidateView> epoch);
    [[nodiscard]] const std::shared_ptr<const session::CandidateView>& candidate() const { return m_candidate; }

    [[nodiscard]] const DisplayState& state() const { return m_state; }
    /// Changes how the panels are shown: `change` edits the state.
    template <typename Change> void change(Change change)
    {
        change(m_state);
        apply();
    }
    /// Changes the look that is in hand: that of all panels, or where the state says so only the panel in hand's own.
    void changeLook(const std::function<void(PanelLook&)>& change);
    /// What the bar shows: the look that changeLook() would change.
    [[nodiscard]] const PanelLook& lookInHand() const;
    /// From now on the panel in hand alone, or all of them again, each as it was.
    void setOnlyInHand(bool only);
    /// All panels as this one, and none goes its own way any more.
    void lookForAll(data::Panel panel);

    /// A rule for the look in hand; User keeps what is shown now as the user's own numbers.
    void setRule(image::LimitsRule rule);
    void setUserLimits(data::Panel panel, const image::Limits& limits);
    void resetLimits(data::Panel panel); ///< its rule again
    void editLimits(data::Panel panel); ///< a small editor for exact numbers
    void stretchBy(int steps); ///< the stretch before or after in DS9's order
    void setSmooth(bool smooth);
    void zoomBy(double factor); ///< about the middle of the panel in hand
    void fit(); ///< zoom 1, no pan
    void reset(); ///< contrast, bias and zoom, as a double-click does

    /// Over the panels that show its candidate, or beside them; null takes it away.
    void setSaliency(const std::shared_ptr<const SaliencyLayer>& saliency, const SaliencyLook& look);
    [[nodiscard]] bool besideShown() const; ///< a fourth panel shows saliency

    /// Science, template and difference in turn, in the place of the panel in hand; false ends it.
    void setBlinking(bool blinking);
    [[nodiscard]] bool blinking() const { return m_blink.running(); }
    /// The panel in hand against the same panel of another alert of the object, begun at once; `name` stands on its
    /// plate. Null, another candidate or the end of the blink leaves the three panels again.
    void setBlinkPartner(std::shared_ptr<const session::CandidateView> partner, const QString& name);
    void setBlinkInterval(int ms);
    void blinkBy(int steps); ///< slower (above 0) or faster by DS9's rates
    [[nodiscard]] const Blink& blink() const { return m_blink; }
    [[nodiscard]] const std::vector<BlinkFrame>& blinkFrames() const { return m_frames; }

    /// Where one panel and the tools may spread: in `host`, over `area` of it.
    void setStage(QWidget* host, std::function<QRect()> area);
    void layStage(); ///< the host changed its size
    [[nodiscard]] QRect stageArea() const;
    void leaveFoot(int px); ///< what the single panel leaves free below it, for the tools
    [[nodiscard]] QWidget* stageHost() const { return m_host; }
    /// The panel in hand alone on the stage; false puts it back.
    void setSingle(bool single);
    [[nodiscard]] bool single() const { return m_stage != nullptr; }
    /// One step out, as Esc does: the blink, the single panel, then the tools. False where there is nothing to leave.
    bool stepOut();

    [[nodiscard]] StampTools* tools() const { return m_tools; }
    [[nodiscard]] StampView* view(data::Panel panel) const { return m_views[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] LimitsStrip* strip(data::Panel panel) const { return m_strips[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] image::Limits limits(data::Panel panel) const { return m_limits[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] data::Panel inHand() const { return m_inHand; }
    void setInHand(data::Panel panel);
    /// What is under the cursor, as the status bar shows it.
    [[nodiscard]] const QString& readout() const { return m_readout; }
    /// The menu of a panel: its scaling, copies, files, the single panel. The caller's.
    [[nodiscard]] QMenu* menuOf(data::Panel panel);

    /// Side of a stamp that fits a row of that width and height, with so many panels.
    [[nodiscard]] static int sideFor(int width, int height, int panels = 3);
    [[nodiscard]] static int heightFor(int side) { return side + 4 + 36; }

Q_SIGNALS:
    void ending(); ///< it still stands, for the last time
    void stateChanged();
    void hovered(const QString& readout);
    void said(const QString& words, bool wrong);
    /// The stamp's true pixels, or its picture as it is painted, are wanted as a file.
    void fitsAsked(vetrina::data::Panel panel);
    void pictureAsked(vetrina::data::Panel panel);
    void saliencyMenuAsked(const QPoint& global); ///< a click on its words

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void connectView(StampView* view, LimitsStrip* strip);
    void apply();
    void setCamera(StampView* from, const Camera& camera);
    void makeFrames();
    void showTurn();
    [[nodiscard]] image::Limits limitsFor(data::Panel panel, image::PlaneView shown) const;
    [[nodiscard]] BlinkFrame frameOf(
        const std::shared_ptr<const session::CandidateView>& view, data::Panel panel, const QString& name) const;
    void addScalingTo(QMenu* menu, data::Panel panel);
    void watchEscape();
    void showSaliency();

    DisplayState m_state;
    std::shared_ptr<const session::CandidateView> m_candidate, m_partner;
    QString m_partnerName;
    std::array<StampView*, 3> m_views{};
    std::array<LimitsStrip*, 3> m_strips{};
    std::array<QWidget*, 3> m_cells{};
    QHBoxLayout* m_row;
    std::array<image::Limits, 3> m_limits;
    data::Panel m_inHand = data::Panel::Science;
    QString m_readout;

    Blink m_blink;
    std::vector<BlinkFrame> m_frames;
    data::Panel m_blinkPlace = data::Panel::Science;

    std::shared_ptr<const SaliencyLayer> m_saliency;
    std::unique_ptr<SaliencyLook> m_saliencyLook;
    SaliencyPanel* m_beside = nullptr; ///< once it was wanted

    StampTools* m_tools;
    QPointer<QWidget> m_host;
    std::function<QRect()> m_area;
    QPointer<QWidget> m_stage;
    data::Panel m_onStage = data::Panel::Science;
    bool m_watching = false;
};

} // namespace vetrina::ui
