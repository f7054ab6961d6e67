#pragma once

#include "core/infer/backend.h"
#include "core/nets/torch_module.h"

#include <string>

namespace vetrina::infer {

/// What program and torch module must agree on to share C++ types: interface, compiler, library, and the sizes of
/// what crosses. Raise the first number with every change of backend.h.
[[nodiscard]] inline std::string moduleAbi()
{
    return "vetrina-backend 4, " + nets::commonAbi() + ", info " + std::to_string(sizeof(BackendInfo));
}

/// The module's two symbols.
extern "C" {
using ModuleAbi = const char*(); ///< vetrina_backend_abi: its moduleAbi()
using ModuleCreate = void(
    const BackendOptions*, Result<std::unique_ptr<Backend>>*); ///< vetrina_backend_create; never throws
}

} // namespace vetrina::infer
