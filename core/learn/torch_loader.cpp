#include "core/learn/trainer_abi.h"

namespace vetrina::learn {

Result<std::unique_ptr<Trainable>> makeTrainable(const TrainableOptions& options)
{
    const auto module = nets::TorchModule::open();
    if (!module)
        return tl::unexpected(module.error());
    const auto create = module->door<TrainerCreate>("vetrina_trainer_create", "vetrina_trainer_abi", trainerAbi());
    if (!create)
        return tl::unexpected(create.error());
    Result<std::unique_ptr<Trainable>> made = nullptr;
    (*create)(&options, &made);
    return made;
}

} // namespace vetrina::learn
