#pragma once

#include "core/session/candidates.h"

#include <QString>

#include <utility>
#include <vector>

namespace vetrina::ui {

/// A name and what stands beside it.
using Fact = std::pair<QString, QString>;

/// The facts that vetting asks for first, most wanted in front; by survey. What the packet lacks is left out.
[[nodiscard]] std::vector<Fact> factsOf(const session::CandidateView& view);

/// The survey's own scores, as it names them: drb and rb, reliability.
struct SurveyScore {
    QString name;
    double value = 0;
};
[[nodiscard]] std::vector<SurveyScore> surveyScoresOf(const session::CandidateView& view);

/// A field as it is read: "none" for null, "t" or "f", integers in full, floats with as many digits as they carry.
[[nodiscard]] QString valueText(const data::FieldValue& value);

} // namespace vetrina::ui
