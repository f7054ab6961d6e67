#pragma once

#include "core/anomaly/scaling.h"
#include "core/anomaly/scorer.h"
#include "core/session/anomaly.h"
#include "core/store/anomaly.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vetrina::session {

/// A name can be part of a column's name: letters, digits and _, a letter first. Errors: WrongUse.
[[nodiscard]] Result<void> checkScorerName(const std::string& name);

/// What was asked for, as it is stored: JSON.
[[nodiscard]] std::string recipeOf(const Anomaly::Request& request, const std::vector<std::string>& fields);
/// Errors: Malformed.
[[nodiscard]] Result<Anomaly::Scorer> readRecipe(const store::AnomalyScorer& stored);

/// Two saved things, one behind the other.
[[nodiscard]] Bytes joined(std::span<const std::byte> first, std::span<const std::byte> second);
/// Where they lie. Errors: Malformed.
[[nodiscard]] Result<std::pair<std::span<const std::byte>, std::span<const std::byte>>> splitState(
    std::span<const std::byte> state);

} // namespace vetrina::session
