#pragma once

#include "core/data/candidate.h"

#include <span>
#include <string_view>

namespace vetrina::survey {

/// The fields by which a survey's alerts are looked at for the unusual where nobody names others: brightness, shape,
/// subtraction, neighbours and history. Neither place, time and calibration, which would find odd exposures, nor what a
/// model thinks. Not every schema has all of them.
[[nodiscard]] std::span<const std::string_view> anomalyFields(data::Survey survey);

} // namespace vetrina::survey
