#pragma once

#include "core/data/candidate.h"
#include "core/image/limits.h"
#include "core/image/render.h"
#include "core/image/smooth.h"

#include <QVariantMap>

#include <array>
#include <optional>

namespace vetrina::ui {

/// How one panel becomes colours.
struct PanelLook {
    image::LimitsRule rule = image::LimitsRule::ZScale; ///< what the bar says; User where a strip was dragged
    image::LimitsRule automatic = image::LimitsRule::ZScale; ///< the last rule that was not User
    image::Display display; ///< stretch, map, contrast, bias, invert

    bool operator==(const PanelLook&) const = default;
};

/// How the three panels are shown. Held by the StampRow; the display bar edits it.
struct DisplayState : PanelLook {
    static constexpr std::array fieldsArcsec{ 60.0, 30.0, 20.0, 10.0, 5.0 }; ///< that are offered

    std::array<std::optional<PanelLook>, 3> own; ///< by panel, where it goes its own way
    bool onlyInHand = false; ///< what is changed now is the own look of the panel in hand
    std::array<std::optional<image::Limits>, 3> user; ///< by panel, where the user set them

    bool smooth = false;
    image::Smoothing smoothing; ///< for the eye alone: no value that is read changes

    int blinkMs = 1000;
    bool blinkByScience = false; ///< all pictures of a blink with the science's limits, not each with its own

    bool linked = true; ///< zoom and pan go together
    bool locked = false; ///< the user's limits, contrast and zoom stay for the next candidate
    double fieldArcsec = 0; ///< of the sky across a panel, so that surveys have one scale; 0: the whole stamp
    bool northUp = true;
    bool crosshair = true;

    [[nodiscard]] const PanelLook& look(data::Panel panel) const
    {
        const auto& its = own[static_cast<std::size_t>(panel)];
        return its ? *its : *this;
    }
    [[nodiscard]] PanelLook& look(data::Panel panel)
    {
        auto& its = own[static_cast<std::size_t>(panel)];
        return its ? *its : *this;
    }

    /// What is remembered of a project: all but the numbers of one candidate (contrast, bias, the user's limits), and
    /// those too where they are locked. Words that settings and JSON hold.
    [[nodiscard]] QVariantMap toMap() const;
    /// A word that is missing or means nothing leaves what stands.
    void fromMap(const QVariantMap& map);
};

} // namespace vetrina::ui
