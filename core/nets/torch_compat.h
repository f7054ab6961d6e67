#pragma once

// The only place that knows which LibTorch this is: 1.13 of the distribution, or 2.x of the wheel. Part of the
// precompiled header of the torch module; nothing outside the module includes it.

#include <torch/torch.h>

#include <ATen/Parallel.h>
#include <string>

namespace vetrina::nets::compat {

#if TORCH_VERSION_MAJOR >= 2
constexpr bool layerNormTakesBFloat16 = true;
#else
constexpr bool layerNormTakesBFloat16 = false; ///< 1.13 throws
#endif

/// The one place where torch is told how many threads it has; on the thread that will compute.
inline void setThreads(unsigned threads)
{
    at::set_num_threads(static_cast<int>(threads));
    try {
        at::set_num_interop_threads(1);
    } catch (const c10::Error&) {
        // Set already, by an earlier backend of this process.
    }
}

/// TF32 for matrix products and convolutions alike.
inline void allowTf32(bool allowed)
{
    auto& context = at::globalContext();
    context.setAllowTF32CuBLAS(allowed);
    context.setAllowTF32CuDNN(allowed);
}

/// Whether the error says that memory is short: the GPU's allocator has a type for it, the CPU's only words.
inline bool isOutOfMemory(const c10::Error& error)
{
    if (dynamic_cast<const c10::OutOfMemoryError*>(&error))
        return true;
    const std::string what = error.what_without_backtrace();
    return what.find("DefaultCPUAllocator") != std::string::npos || what.find("out of memory") != std::string::npos
        || what.find("CUDNN_STATUS_ALLOC_FAILED") != std::string::npos
        || what.find("CUBLAS_STATUS_ALLOC_FAILED") != std::string::npos;
}

} // namespace vetrina::nets::compat
