#pragma once

// Inside of the torch module (compiled with its precompiled header, which has torch/torch.h).

#include "core/infer/backend.h"
#include "core/nets/torch_error.h"

#include <new>
#include <string>

namespace vetrina::infer {

using nets::toError;

/// Runs `pass`: whether it fitted, or what it threw. Nothing that LibTorch throws gets past it.
template <typename Pass> [[nodiscard]] Result<Fit> guarded(const std::string& place, Pass pass)
{
    try {
        pass();
        return Fit::Done;
    } catch (const c10::Error& e) {
        if (nets::compat::isOutOfMemory(e))
            return Fit::OutOfMemory;
        return tl::unexpected(toError(place, e));
    } catch (const std::bad_alloc&) {
        return Fit::OutOfMemory;
    } catch (const std::exception& e) {
        return tl::unexpected(toError(place, e));
    }
}

} // namespace vetrina::infer
