#pragma once

#include "core/session/candidates.h"

#include <optional>
#include <string>
#include <vector>

namespace vetrina::session {

/// How undecided a model is: -sum p ln p, in nat. Nothing for a single output, NaN, or outputs that don't add up to 1.
[[nodiscard]] std::optional<double> entropyNat(const Opinion& opinion);

/// The likeliest classes that together have at least `level`, likeliest first: what a calibrated model says with that
/// much confidence. Nothing where the model is not known to be calibrated: its numbers would promise what they don't
/// hold; and nothing where entropyNat() has none.
[[nodiscard]] std::optional<std::vector<std::string>> calibratedSet(const Opinion& opinion, double level = 0.9);

} // namespace vetrina::session
