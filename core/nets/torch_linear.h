#pragma once

// Inside of the torch module (compiled with its precompiled header, which has torch/torch.h).

namespace vetrina::nets {

/// torch::linear(x, weight, bias) for contiguous float32 on the CPU, with its rows shared between torch's own threads.
///
/// The distribution's LibTorch gives such products to OpenBLAS, whose threads spin for a while after each one and keep
/// torch's from the cores: with BLAS on one thread and the rows split here, training is three times as fast. Where
/// there is no BLAS to call (LibTorch from PyPI has its own inside), or for other tensors, it is torch::linear.
[[nodiscard]] torch::Tensor linear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias);

} // namespace vetrina::nets
