#pragma once

#include "core/simulate/scene.h"

#include <vector>

namespace vetrina::simulate {

/// One earlier look at the place: an alert, or the limit it would have had to pass.
struct PastVisit {
    double jd = 0;
    int filter = 1;
    double zeroPoint = 26.3, limit = 20.5;
    bool detected = false, positive = true;
    double magnitude = 99, error = 0;
    Place place; ///< of a detection, as it was measured
};

/// What was seen before this night, oldest first: thirty days one by one, and before them by number.
struct History {
    std::vector<PastVisit> visits;
    int earlierDetections = 0; ///< older than thirty days
    double firstDetectionJd = 0; ///< 0 where there is none before this night
    int coverage = 0; ///< exposures of the place in all

    [[nodiscard]] int detections() const;
};

/// The light curve that a kind would have shown, through each night's own sky. Its brightness now is the scene's.
[[nodiscard]] History makeHistory(std::uint64_t seed, std::uint64_t object, const Scene& scene, const Exposure& first);

} // namespace vetrina::simulate
