#include "core/nets/torch_linear.h"

// Fortran's BLAS: matrices column by column, so that a row-major matrix is its transpose. Weak: not every LibTorch
// brings one.
extern "C" void sgemm_(const char* transposeA, const char* transposeB, const int* m, const int* n, const int* k,
    const float* alpha, const float* a, const int* lda, const float* b, const int* ldb, const float* beta, float* c,
    const int* ldc) __attribute__((weak));

namespace vetrina::nets {

namespace {

using torch::Tensor;

struct Matrix {
    const float* values;
    int stride; ///< from one row to the next
};

/// c (rows x columns) = op(a) op(b), over `inner`; a and b as BLAS sees them.
void product(char opA, char opB, int rows, int columns, int inner, Matrix a, Matrix b, float beta, float* c, int stride)
{
    const float one = 1;
    sgemm_(&opA, &opB, &rows, &columns, &inner, &one, a.values, &a.stride, b.values, &b.stride, &beta, c, &stride);
}

int whole(std::int64_t size) { return static_cast<int>(size); }

class SplitLinear : public torch::autograd::Function<SplitLinear> {
public:
    static Tensor forward(
        torch::autograd::AutogradContext* context, const Tensor& x, const Tensor& weight, const Tensor& bias)
    {
        context->save_for_backward({ x, weight });
        return plain(x, weight, bias);
    }

    /// Rows of x: n of in; of weight: out of in.
    static Tensor plain(const Tensor& x, const Tensor& weight, const Tensor& bias)
    {
        const auto n = x.size(0), in = x.size(1), out = weight.size(0);
        auto y = torch::empty({ n, out }, x.options());
        const auto* xs = x.data_ptr<float>();
        const auto* ws = weight.data_ptr<float>();
        const auto* bs = bias.data_ptr<float>();
        auto* ys = y.data_ptr<float>();
        at::parallel_for(0, n, grain(in * out), [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t row = first; row < last; ++row)
                std::copy_n(bs, out, ys + row * out);
            product('T', 'N', whole(out), whole(last - first), whole(in), { ws, whole(in) },
                { xs + first * in, whole(in) }, 1, ys + first * out, whole(out));
        });
        return y;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* context, const torch::autograd::variable_list& gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &x = saved[0], &weight = saved[1];
        const auto gradient = gradients[0].contiguous();
        const auto n = x.size(0), in = x.size(1), out = weight.size(0);
        const auto* xs = x.data_ptr<float>();
        const auto* ws = weight.data_ptr<float>();
        const auto* gs = gradient.data_ptr<float>();
        Tensor ofX, ofWeight, ofBias;
        if (context->needs_input_grad(0)) {
            ofX = torch::empty_like(x);
            auto* to = ofX.data_ptr<float>();
            at::parallel_for(0, n, grain(in * out), [&](std::int64_t first, std::int64_t last) {
                product('N', 'N', whole(in), whole(last - first), whole(out), { ws, whole(in) },
                    { gs + first * out, whole(out) }, 0, to + first * in, whole(in));
            });
        }
        if (context->needs_input_grad(1)) {
            ofWeight = torch::empty_like(weight);
            auto* to = ofWeight.data_ptr<float>();
            at::parallel_for(0, out, grain(n * in), [&](std::int64_t first, std::int64_t last) {
                product('N', 'T', whole(in), whole(last - first), whole(n), { xs, whole(in) },
                    { gs + first, whole(out) }, 0, to + first * in, whole(in));
            });
        }
        if (context->needs_input_grad(2))
            ofBias = gradient.sum(0);
        return { ofX, ofWeight, ofBias };
    }

private:
    /// So many rows at the least that a thread has a million products to do.
    static std::int64_t grain(std::int64_t productsPerRow)
    {
        return std::max<std::int64_t>(1, (std::int64_t(1) << 20) / std::max<std::int64_t>(1, productsPerRow));
    }
};

bool canSplit(const Tensor& x, const Tensor& weight)
{
    return &sgemm_ && at::get_num_threads() > 1 && x.device().is_cpu() && x.scalar_type() == torch::kFloat32
        && weight.scalar_type() == torch::kFloat32;
}

} // namespace

Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias)
{
    if (!canSplit(x, weight))
        return torch::linear(x, weight, bias);
    auto shape = x.sizes().vec();
    const auto rows = x.reshape({ -1, shape.back() }).contiguous();
    shape.back() = weight.size(0);
    const bool learns =
        torch::GradMode::is_enabled() && (rows.requires_grad() || weight.requires_grad() || bias.requires_grad());
    const auto flat = weight.contiguous();
    return (learns ? SplitLinear::apply(rows, flat, bias) : SplitLinear::plain(rows, flat, bias)).view(shape);
}

} // namespace vetrina::nets
