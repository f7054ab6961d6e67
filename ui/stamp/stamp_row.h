#pragma once

#include "ui/stamp/display_state.h"
#include "ui/stamp/stamp_geometry.h"

#include <QWidget>

#include <array>
#include <memory>

namespace vetrina::ui {

class LimitsStrip;
class StampView;

/// Science, template and difference side by side, each with its limits strip. It holds how they are shown.
class StampRow : public QWidget {
    Q_OBJECT

public:
    explicit StampRow(QWidget* parent = nullptr);

    /// Null: not there yet; the panels become flat wells.
    void setCandidate(std::shared_ptr<const session::CandidateView> candidate);

    [[nodiscard]] const DisplayState& state() const { return m_state; }
    /// Changes how the panels are shown: `change` edits the state.
    template <typename Change> void change(Change change)
    {
        change(m_state);
        apply();
    }

    /// A rule for all three; User keeps what is shown now as the user's own numbers.
    void setRule(image::LimitsRule rule);
    void setUserLimits(data::Panel panel, const image::Limits& limits);
    void stretchBy(int steps); ///< the stretch before or after in DS9's order
    void zoomBy(double factor); ///< about the middle of the panel in hand
    void fit(); ///< zoom 1, no pan
    void reset(); ///< contrast, bias and zoom, as a double-click does

    [[nodiscard]] StampView* view(data::Panel panel) const { return m_views[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] LimitsStrip* strip(data::Panel panel) const { return m_strips[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] image::Limits limits(data::Panel panel) const { return m_limits[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] data::Panel inHand() const { return m_inHand; }
    /// What is under the cursor, as the status bar shows it.
    [[nodiscard]] const QString& readout() const { return m_readout; }

    /// Side of a stamp that fits a row of that width and height.
    [[nodiscard]] static int sideFor(int width, int height);
    [[nodiscard]] static int heightFor(int side) { return side + 4 + 36; }

Q_SIGNALS:
    void stateChanged();
    void hovered(const QString& readout);

private:
    void apply();
    void setCamera(StampView* from, const Camera& camera);

    DisplayState m_state;
    std::shared_ptr<const session::CandidateView> m_candidate;
    std::array<StampView*, 3> m_views{};
    std::array<LimitsStrip*, 3> m_strips{};
    std::array<image::Limits, 3> m_limits;
    data::Panel m_inHand = data::Panel::Science;
    QString m_readout;
};

} // namespace vetrina::ui
