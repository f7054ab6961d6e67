#pragma once

// Inside of the torch module (compiled with its precompiled header, which has torch/torch.h).

#include "core/base/result.h"
#include "core/nets/torch_compat.h"

#include <string>

namespace vetrina::nets {

/// What LibTorch threw, in one line.
[[nodiscard]] inline Error toError(const std::string& place, const std::exception& thrown)
{
    const auto* c10Error = dynamic_cast<const c10::Error*>(&thrown);
    std::string what = c10Error ? c10Error->what_without_backtrace() : thrown.what();
    what = what.substr(0, what.find('\n'));
    return { Error::Code::Internal, place + ": " + what, "Use another device; please report this." };
}

} // namespace vetrina::nets
