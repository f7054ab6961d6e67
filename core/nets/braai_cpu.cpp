#include "core/nets/braai_cpu.h"

#include "core/nets/braai_kernel.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <vector>

namespace vetrina::nets {

namespace {

using braai::Packed;
using braai::Scratch;

struct Kernel {
    const char* name;
    braai::Forward forward;
};

Kernel chooseKernel()
{
    const char* asked = std::getenv("VETRINA_CPU");
    const std::string most = asked ? asked : "avx512";
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (most == "avx512" && avx2 && __builtin_cpu_supports("avx512f"))
        return { "avx512", braai::forwardAvx512 };
    if (most != "sse2" && avx2)
        return { "avx2", braai::forwardAvx2 };
#endif
    return { "sse2", braai::forwardSse2 };
}

/// G g G^T of one 3x3 kernel (Lavin & Gray 2015, eq. 9), in double.
void toWinograd(const float* g, double u[4][4])
{
    double half[4][3];
    for (int x = 0; x < 3; ++x) {
        const double a = g[x], b = g[3 + x], c = g[6 + x];
        half[0][x] = a;
        half[1][x] = (a + b + c) / 2;
        half[2][x] = (a - b + c) / 2;
        half[3][x] = c;
    }
    for (int y = 0; y < 4; ++y) {
        u[y][0] = half[y][0];
        u[y][1] = (half[y][0] + half[y][1] + half[y][2]) / 2;
        u[y][2] = (half[y][0] - half[y][1] + half[y][2]) / 2;
        u[y][3] = half[y][2];
    }
}

template <int in, int out> void packWinograd(const Weights::Tensor& weight, float (*to)[in][out])
{
    for (int o = 0; o < out; ++o)
        for (int i = 0; i < in; ++i) {
            double u[4][4];
            toWinograd(weight.values.data() + (o * in + i) * 9, u);
            for (int position = 0; position < 16; ++position)
                to[position][i][o] = static_cast<float>(u[position / 4][position % 4]);
        }
}

void pack(const Weights& weights, Packed& to)
{
    const auto copy = [&](const char* name, float* out) { std::ranges::copy(weights[name].values, out); };
    const auto& first = weights["conv1.weight"].values;
    for (int o = 0; o < 16; ++o)
        for (int k = 0; k < 27; ++k)
            to.conv1[k][o] = first[static_cast<std::size_t>(o * 27 + k)];
    packWinograd<16, 16>(weights["conv2.weight"], to.conv2);
    packWinograd<16, 32>(weights["conv3.weight"], to.conv3);
    packWinograd<32, 32>(weights["conv4.weight"], to.conv4);
    copy("conv1.bias", to.bias1);
    copy("conv2.bias", to.bias2);
    copy("conv3.bias", to.bias3);
    copy("conv4.bias", to.bias4);
    // The checkpoint flattens channel by channel, the kernels pixel by pixel.
    const auto& dense = weights["fc_1.weight"].values;
    for (std::size_t unit = 0; unit < braai::hidden; ++unit)
        for (std::size_t channel = 0; channel < 32; ++channel)
            for (std::size_t pixel = 0; pixel < 36; ++pixel)
                to.dense[pixel * 32 + channel][unit] = dense[unit * braai::features + channel * 36 + pixel];
    copy("fc_1.bias", to.denseBias);
    copy("fc_out.weight", to.last);
    to.lastBias = weights["fc_out.bias"].values.front();
}

} // namespace

struct BraaiCpu::Memory {
    Kernel kernel = chooseKernel();
    Packed weights;
    std::vector<std::unique_ptr<Scratch>> scratch; ///< one a worker
};

BraaiCpu::BraaiCpu() = default;
BraaiCpu::~BraaiCpu() = default;

std::map<std::string, TensorShape> BraaiCpu::keys()
{
    return { { "conv1.weight", { 16, 3, 3, 3 } }, { "conv1.bias", { 16 } }, { "conv2.weight", { 16, 16, 3, 3 } },
        { "conv2.bias", { 16 } }, { "conv3.weight", { 32, 16, 3, 3 } }, { "conv3.bias", { 32 } },
        { "conv4.weight", { 32, 32, 3, 3 } }, { "conv4.bias", { 32 } }, { "fc_1.weight", { 256, 1152 } },
        { "fc_1.bias", { 256 } }, { "fc_out.weight", { 1, 256 } }, { "fc_out.bias", { 1 } } };
}

std::string BraaiCpu::instructions() { return chooseKernel().name; }

Result<std::unique_ptr<BraaiCpu>> BraaiCpu::load(
    const ModelCard& card, const std::filesystem::path& file, unsigned threads)
{
    if (card.pipeline.shape() != prepare::Shape{ 3, braai::side, braai::side } || card.classes.size() != 1
        || !card.metadata.empty())
        return fail(
            Error::Code::Malformed, card.id() + ": braai takes 3 x 63 x 63 and gives one class", "Correct the card.");
    const auto weights = Weights::read(file, card.architecture.prefix, card.weightsSha256);
    if (!weights)
        return tl::unexpected(weights.error());
    if (auto fits = weights->fits(keys(), "braai vgg6"); !fits)
        return tl::unexpected(fits.error());

    std::unique_ptr<BraaiCpu> made(new BraaiCpu);
    made->m_memory = std::make_unique<Memory>();
    pack(*weights, made->m_memory->weights);
    threads = std::max(1U, threads);
    for (unsigned i = 0; i < threads; ++i)
        made->m_memory->scratch.push_back(std::make_unique<Scratch>());
    made->m_crew = std::make_unique<Crew>("braai", threads);
    return made;
}

void BraaiCpu::forward(std::span<const float> images, std::span<float> logits) { run(images, logits, nullptr); }

void BraaiCpu::embed(std::span<const float> images, std::span<float> features)
{
    std::vector<float> logits(features.size() / featureCount);
    run(images, logits, features.data());
}

void BraaiCpu::run(std::span<const float> images, std::span<float> logits, float* features)
{
    static_assert(featureCount == braai::hidden);
    const std::size_t count = logits.size();
    assert(images.size() == count * braai::inputSize);
    const std::size_t share = (count + m_crew->workers() - 1) / m_crew->workers();
    const std::size_t group = std::clamp<std::size_t>(share, 1, Scratch::group);
    m_crew->each(count, group, [&](std::size_t first, std::size_t last, unsigned worker) {
        m_memory->kernel.forward(m_memory->weights, images.data() + first * braai::inputSize, last - first,
            *m_memory->scratch[worker], logits.data() + first);
        if (features)
            std::copy_n(m_memory->scratch[worker]->hiddenUnits[0], (last - first) * braai::hidden,
                features + first * braai::hidden);
    });
}

} // namespace vetrina::nets
