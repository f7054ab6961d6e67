#pragma once

#include "core/learn/trainable.h"
#include "core/nets/torch_module.h"

namespace vetrina::learn {

/// As infer's moduleAbi(). Raise the first number with every change of trainable.h.
[[nodiscard]] inline std::string trainerAbi()
{
    return "vetrina-trainer 1, " + nets::commonAbi() + ", options " + std::to_string(sizeof(TrainableOptions))
        + ", state " + std::to_string(sizeof(TrainingState));
}

/// The module's two symbols.
extern "C" {
using TrainerCreate = void(
    const TrainableOptions*, Result<std::unique_ptr<Trainable>>*); ///< vetrina_trainer_create; never throws
}

} // namespace vetrina::learn
