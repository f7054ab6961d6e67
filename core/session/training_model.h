#pragma once

#include "core/nets/library.h"
#include "core/session/training.h"

namespace vetrina::session {

/// The card of a model that is yet to be trained, and what it starts from. Private to core/session.
struct ModelToTrain {
    nets::ModelCard card; ///< without weights; `version` is the next free one
    std::optional<nets::Model> from;
    std::string fromName; ///< by which it is found again: NAME:VERSION, or a file of weights
    bool sameClasses = false; ///< as those it starts from, so that its last layer is taken over
};

/// What a request asks for, by the library as it stands. Errors: NotFound for the model, WrongUse where its weights are
/// not here or the recipe has neither a model to start from nor a network; Malformed for the recipe's `model`.
[[nodiscard]] Result<ModelToTrain> modelToTrain(const nets::ModelLibrary& library, const TrainRequest& request);

/// The finished card: what `card` says, with metrics and provenance (both JSON objects) and a temperature.
[[nodiscard]] Result<nets::ModelCard> finishedCard(
    nets::ModelCard card, double temperature, const std::string& metrics, const std::string& provenance);

} // namespace vetrina::session
