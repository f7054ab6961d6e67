#pragma once

#include "core/base/crew.h"
#include "core/nets/card.h"
#include "core/nets/weights.h"

#include <map>
#include <memory>
#include <span>
#include <string>

namespace vetrina::nets {

/// braai by Vetrina's own CPU code, without LibTorch: several times as fast (tests/bench/RESULTS.md), and the same
/// bits for every batch size and number of threads. Logits differ from direct convolution by rounding alone:
/// convolutions of layers 2 to 4 are Winograd's F(2x2, 3x3) (Lavin & Gray 2015).
///
/// One caller at a time; it computes too, beside `threads` - 1 helpers.
class BraaiCpu {
public:
    /// Errors: as Weights::read() and Weights::fits().
    [[nodiscard]] static Result<std::unique_ptr<BraaiCpu>> load(
        const ModelCard& card, const std::filesystem::path& weights, unsigned threads);
    ~BraaiCpu();

    /// The logits of `logits.size()` images of 3 x 63 x 63.
    void forward(std::span<const float> images, std::span<float> logits);

    static constexpr std::size_t featureCount = 256;
    /// What the last layer sees of each image, after its ReLU: images x 256. Takes as long as forward().
    void embed(std::span<const float> images, std::span<float> features);

    /// "avx512", "avx2" or "sse2": what this machine has. `$VETRINA_CPU` asks for a lesser one.
    [[nodiscard]] static std::string instructions();

    /// The tensors of a braai checkpoint.
    [[nodiscard]] static std::map<std::string, TensorShape> keys();

private:
    BraaiCpu();
    /// The logits; `features` may be null.
    void run(std::span<const float> images, std::span<float> logits, float* features);

    struct Memory;
    std::unique_ptr<Memory> m_memory;
    std::unique_ptr<Crew> m_crew;
};

} // namespace vetrina::nets
