// braai: images a second of the built-in kernels and of the torch module, against eager PyTorch, on the same weights,
// images and threads, in one run.
//
//     bench_score WEIGHTS.safetensors [PYTHON with torch and safetensors]

#include "core/base/thread.h"
#include "core/infer/backend.h"
#include "core/prepare/pipeline.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

using namespace vetrina;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t batches[] = { 1, 64, 1024 };
constexpr int rounds = 9; ///< the best one counts: the machine may be busy

double seconds(Clock::time_point since) { return std::chrono::duration<double>(Clock::now() - since).count(); }

/// Images a second of the best round; a round takes at least 0.1 s.
double rate(std::size_t images, const auto& once)
{
    once(); // warm
    auto began = Clock::now();
    once();
    const int repeats = std::clamp(static_cast<int>(0.1 / std::max(1e-6, seconds(began))), 1, 2000);
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        began = Clock::now();
        for (int i = 0; i < repeats; ++i)
            once();
        best = std::max(best, static_cast<double>(images) * repeats / seconds(began));
    }
    return best;
}

std::vector<float> pixels(std::size_t count)
{
    std::vector<float> out(count);
    std::uint32_t state = 1;
    for (float& v : out)
        v = static_cast<float>((state = state * 1664525U + 1013904223U) >> 8) / (1 << 25) - 0.25F;
    return out;
}

using Rates = std::map<std::size_t, double>;

Rates ours(infer::Backend& backend, const nets::ModelCard& card, const char* weights)
{
    Rates rates;
    const auto network = backend.load(card, weights, "cpu");
    if (!network) {
        std::printf("%s\n", network.error().message.c_str());
        return rates;
    }
    const auto images = pixels(1024 * card.pipeline.shape().size());
    std::vector<float> out(1024);
    for (const auto batch : batches)
        rates[batch] = rate(batch, [&] {
            (void)(*network)->forward(
                std::span(images).first(batch * card.pipeline.shape().size()), {}, batch, std::span(out).first(batch));
        });
    return rates;
}

/// score_peer.py: "batch layout rate" a line; the better layout counts.
Rates peer(const std::string& python, const char* weights, unsigned threads)
{
    Rates rates;
    const std::string command =
        python + " " VETRINA_BENCH_SOURCE "/score_peer.py " + weights + " " + std::to_string(threads);
    std::FILE* out = popen(command.c_str(), "r");
    char line[200];
    while (out && std::fgets(line, sizeof line, out)) {
        std::printf("peer: %s", line);
        std::istringstream words(line);
        std::size_t batch = 0;
        std::string layout;
        double rate = 0;
        if (words >> batch >> layout >> rate)
            rates[batch] = std::max(rates[batch], rate);
    }
    if (out)
        pclose(out);
    return rates;
}

void preparation(const nets::ModelCard& card)
{
    data::Triplet triplet;
    for (auto& stamp : triplet.stamps)
        stamp.plane = { 63, 63, pixels(63 * 63) };
    std::vector<float> out(card.pipeline.shape().size());
    std::printf("preparation, 1 thread: %.0f triplets/s\n", rate(1, [&] { (void)card.pipeline.run(triplet, out); }));
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::printf("bench_score WEIGHTS.safetensors [PYTHON]\n");
        return 2;
    }
    const auto card = nets::ModelCard::read(VETRINA_SOURCE_DIR "/models/braai_d6_m7.json");
    if (!card) {
        std::printf("%s\n", card.error().message.c_str());
        return 1;
    }
    const auto any = card->withWeights("w", "");
    const unsigned threads = usableCores();
    const infer::BackendOptions options{ threads };
    preparation(any);
    const auto builtin = ours(*infer::builtinBackend(options), any, arguments[1]);
    Rates module, python;
    if (auto torch = infer::torchBackend(options))
        module = ours(**torch, any, arguments[1]);
    else
        std::printf("%s\n", torch.error().message.c_str());
    if (count > 2)
        python = peer(arguments[2], arguments[1], threads);

    std::printf("\nbraai, float32, %u threads, images/s\n| batch | built-in | torch module | eager PyTorch | built-in "
                "/ eager |\n"
                "|---|---|---|---|---|\n",
        threads);
    const auto of = [](const Rates& rates, std::size_t batch) { return rates.contains(batch) ? rates.at(batch) : 0.0; };
    for (const auto batch : batches)
        std::printf("| %zu | %.0f | %.0f | %.0f | %.2f |\n", batch, of(builtin, batch), of(module, batch),
            of(python, batch), of(python, batch) > 0 ? of(builtin, batch) / of(python, batch) : 0.0);
    return 0;
}
