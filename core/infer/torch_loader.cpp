#include "core/infer/backend.h"
#include "core/infer/module_abi.h"

#include "core/nets/torch_module.h"

namespace vetrina::infer {

Result<std::unique_ptr<Backend>> torchBackend(const BackendOptions& options)
{
    const auto module = nets::TorchModule::open();
    if (!module)
        return tl::unexpected(module.error());
    const auto create = module->door<ModuleCreate>("vetrina_backend_create", "vetrina_backend_abi", moduleAbi());
    if (!create)
        return tl::unexpected(create.error());
    Result<std::unique_ptr<Backend>> made = nullptr;
    (*create)(&options, &made);
    return made;
}

} // namespace vetrina::infer
