#pragma once

#include "core/session/anomaly.h"
#include "core/session/embeddings.h"

#include <QString>

#include <vector>

namespace vetrina::ui {

/// One way to look for what is unusual, in words and as it is asked.
struct AnomalyChoice {
    QString words; ///< "Neighbours · what vetrina:2 sees"
    QString about;
    session::Anomaly::Request request;
};

/// Each scorer over the survey's fields and over each model's vectors; where there is a filter, then the same among
/// what it lets through. Every one has a column of its own: `knn`, `knn_vetrina_2`.
[[nodiscard]] std::vector<AnomalyChoice> anomalyChoices(
    const std::vector<session::VectorSet>& sets, const std::string& filter);

} // namespace vetrina::ui
