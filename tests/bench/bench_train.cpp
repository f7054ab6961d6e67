// Training images/s beside a plain PyTorch loop with the same network, batch and optimiser.
//
//     bench_train PYTHON [THREADS]       PYTHON has torch and timm (packaging/peers --torch)

#include "core/base/thread.h"
#include "core/learn/initialise.h"
#include "core/learn/trainer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace vetrina;
using namespace vetrina::learn;

namespace {

constexpr std::size_t count = 1280;

nets::ModelCard card()
{
    return nets::ModelCard::parse(R"({"vetrina_card": 1, "name": "bench", "version": "1", "title": "",
        "family": "convnext", "variant": "custom",
        "architecture": {"depths": [2, 2, 4, 2], "dims": [32, 64, 128, 256], "mlp": "conv"},
        "input": {"kind": "triplet", "channels": ["science", "template", "difference"], "height": 63, "width": 63},
        "prepare": [], "classes": ["a", "b", "c", "d"], "output": "softmax", "licence": "MIT",
        "weights": {"file": "none.safetensors"}})")
        .value();
}

double imagesPerSecond(unsigned threads)
{
    const auto model = card();
    const auto lessons = Lessons::of(model, model.classes).value();
    TrainingData data;
    data.images = std::move(ImageStore::create(std::filesystem::temp_directory_path(), count, 11907).value());
    for (std::size_t i = 0; i < count; ++i) {
        Chance chance(1, i, 0);
        for (auto& value : data.images[i])
            value = chance.normal();
        data.lessons.push_back(*lessons[i % 4]);
        data.training.push_back(i);
    }
    Recipe recipe;
    recipe.epochs = 4;
    recipe.patience = 0;
    recipe.rate = 1e-3;
    recipe.augmentation = {};
    auto network = makeTrainable({ model, "cpu", threads, false });
    if (!network) {
        std::puts(network.error().message.c_str());
        std::exit(1);
    }
    TrainingState state;
    state.weights = initialWeights(model, (*network)->parameters(), 1);
    state.first.assign(state.weights.size(), 0);
    state.second = state.first;
    (void)(*network)->setState(state);
    Trainer trainer(**network, model, lessons, recipe, data, {});
    const auto outcome = trainer.run({}, {});
    if (!outcome) {
        std::puts(outcome.error().message.c_str());
        std::exit(1);
    }
    double best = 0; // of three epochs, after one that warms up
    for (std::size_t i = 1; i < outcome->history.size(); ++i)
        best = std::max(best, count / outcome->history[i].seconds);
    return best;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::puts("bench_train PYTHON [THREADS]");
        return 2;
    }
    const unsigned threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : usableCores();
    double ours = 0;
    // On a thread of its own, as the window has it: LibTorch keeps what is its thread's.
    startThread("trainer", [&](std::stop_token) { ours = imagesPerSecond(threads); }).join();
    std::printf("vetrina, %u threads: %.0f images/s\n", threads, ours);
    std::fflush(stdout);
    const std::string peer =
        std::string(argv[1]) + " " VETRINA_BENCH_SOURCE "/train_peer.py 1280 " + std::to_string(threads);
    std::FILE* pipe = ::popen(peer.c_str(), "r");
    char line[256] = "";
    if (!pipe || !std::fgets(line, sizeof(line), pipe)) {
        std::puts("the peer did not run");
        return 1;
    }
    ::pclose(pipe);
    std::fputs(line, stdout);
    const auto at = std::string(line).rfind(": ");
    const double theirs = std::atof(line + at + 2);
    std::printf("ratio %.2f\n", ours / theirs);
    return 0;
}
