#pragma once

#include "core/base/progress.h"
#include "core/explain/saliency.h"
#include "core/infer/engine.h"

namespace vetrina::explain {

/// What the model must be loaded for.
[[nodiscard]] infer::Use useOf(Method method);

/// Finds out what the model's answer for this triplet rests on: prepares it here, computes on the engine's thread as
/// work for the screen, a part at a time, and waits.
///
/// Any thread but the engine's. `progress` counts images. A map that can't be shown is no error: Saliency::state says
/// it. Errors: NotFound for a layer or a stamp that is not there; WrongUse for a class or a setting that makes no
/// sense; Unsupported where the backend gives no gradients, and for models with metadata columns; Cancelled.
[[nodiscard]] Result<Saliency> explain(infer::Engine& engine, const infer::ModelHandle& model,
    const data::Triplet& triplet, const Question& question, std::stop_token stop = {}, Progress* progress = nullptr);

} // namespace vetrina::explain
