#pragma once

// The only place that knows which LibTorch this is: 1.13 of the distribution, or 2.x of the wheel. Part of the
// precompiled header of the torch module; nothing outside the module includes it.

#include "core/base/result.h"

#include <torch/torch.h>

#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
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

[[nodiscard]] inline std::size_t gpuCount()
{
    return torch::cuda::is_available() ? static_cast<std::size_t>(torch::cuda::device_count()) : 0;
}

/// auto, cpu, cuda or cuda:N. Errors: Unsupported with what there is.
[[nodiscard]] inline Result<torch::Device> deviceNamed(const std::string& name)
{
    const auto gpus = gpuCount();
    if (name == "cpu" || (name == "auto" && gpus == 0))
        return torch::Device(torch::kCPU);
    if (gpus > 0 && (name == "auto" || name == "cuda"))
        return torch::Device(torch::kCUDA, 0);
    for (std::size_t i = 0; i < gpus; ++i)
        if (name == "cuda:" + std::to_string(i))
            return torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(i));
    return fail(Error::Code::Unsupported, "there is no device '" + name + "' for LibTorch " TORCH_VERSION,
        gpus ? "Use cpu, or cuda:0 to cuda:" + std::to_string(gpus - 1) + "." : "Use cpu: no CUDA device is seen.");
}

/// While it stands, and `wanted`, products and convolutions on the GPU take bfloat16.
class MixedPrecision {
public:
    explicit MixedPrecision(bool wanted)
        : m_wanted(wanted)
    {
        if (m_wanted)
            turn(true);
    }
    ~MixedPrecision()
    {
        if (!m_wanted)
            return;
        turn(false);
        at::autocast::clear_cache();
    }
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    static void turn(bool on)
    {
#if TORCH_VERSION_MAJOR >= 2
        at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
        at::autocast::set_autocast_enabled(at::kCUDA, on);
#else
        at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
        at::autocast::set_enabled(on);
#endif
    }
    bool m_wanted;
};

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
