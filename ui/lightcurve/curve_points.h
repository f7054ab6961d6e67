#pragma once

#include "core/session/candidates.h"

#include <QString>

#include <limits>
#include <optional>
#include <vector>

namespace vetrina::ui {

/// One mark of the light curve: what an epoch says, in both units.
struct CurvePoint {
    enum class Kind : unsigned char {
        Detection, ///< an alert
        Limit, ///< the 5 sigma limit of an exposure without one
        Forced, ///< a flux measured at the place, 3 sigma or more
        ForcedLimit ///< one that is less: a limit in magnitudes, yet a measured flux
    };
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    Kind kind = Kind::Detection;
    char band = '?';
    bool positive = true;
    bool current = false; ///< this alert
    bool elsewhere = false; ///< known from another packet of the project, not from this one's history
    double jd = 0; ///< days, UTC
    double days = 0; ///< from this alert
    double magnitude = none, magnitudeError = none; ///< AB, of the difference's size
    double limit = none; ///< AB; of limits
    double flux = none, fluxError = none; ///< microjansky, negative where fainter than the template
    double signalToNoise = none;
    std::int64_t candid = 0; ///< 0 where it is no alert's
    data::Row row = -1; ///< its own packet in this project; -1 where there is none

    [[nodiscard]] bool isForced() const { return kind == Kind::Forced || kind == Kind::ForcedLimit; }
    /// Whether it is drawn as a limit in that unit.
    [[nodiscard]] bool isLimit(bool inFlux) const
    {
        return kind == Kind::Limit || (kind == Kind::ForcedLimit && !inFlux);
    }
    /// Where it stands: a magnitude, or microjansky; NaN where it says nothing in that unit.
    [[nodiscard]] double value(bool inFlux) const;
    [[nodiscard]] double error(bool inFlux) const; ///< NaN where there is none
};

/// The marks of one candidate and what is counted of them.
struct CurvePoints {
    std::vector<CurvePoint> points; ///< in order of time
    int detections = 0, limits = 0; ///< of this packet
    int forced = 0, elsewhere = 0;
    std::optional<std::size_t> current;
    std::optional<std::size_t> first; ///< the first detection, where it is among the points
    double age = CurvePoint::none; ///< days since the first detection that anybody knows of

    [[nodiscard]] bool empty() const { return points.empty(); }
};

/// Everything that can be drawn of a candidate: its packet's epochs, and the alerts of its object in the project that
/// its packet does not know. Pure; any thread.
[[nodiscard]] CurvePoints pointsOf(
    const session::CandidateView& view, const std::vector<session::ObjectAlert>& alerts = {});

/// What names a point under the cursor, two or three lines: value, when, which alert.
[[nodiscard]] QString wordsOf(const CurvePoint& point);

/// The rise rate by band, the colour and the peak as the panel's head says them; `full` with errors and how they came.
[[nodiscard]] QString figureWords(const session::CandidateView& view, const CurvePoints& points, bool full);

/// The table, a line a point in order of time, with a head; comma or tab between. NaN is left empty.
[[nodiscard]] QString curveTable(const CurvePoints& points, bool withForced, QChar between);

} // namespace vetrina::ui
