// A map of many vectors by our own t-SNE: bench_tsne VECTORS.npy MAP.npy [SEED [ITERATIONS]]. bench_tsne.py makes the
// vectors, runs this and openTSNE on them and judges both maps.
#include "core/base/thread.h"
#include "core/embed/tsne.h"
#include "core/formats/npy.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace vetrina;

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_tsne VECTORS.npy MAP.npy [SEED [ITERATIONS]]\n");
        return 2;
    }
    const auto read = formats::readNpy(argv[1]);
    if (!read || read->shape.size() != 2) {
        std::fprintf(stderr, "%s\n", read ? "not a table of vectors" : read.error().message.c_str());
        return 1;
    }
    Crew crew("bench", usableCores());
    const embed::Vectors vectors{ read->values, static_cast<std::size_t>(read->shape[1]) };
    embed::TsneOptions options;
    options.seed = argc > 3 ? static_cast<std::uint64_t>(std::atoll(argv[3])) : 1;
    if (argc > 4)
        options.iterations = std::atoi(argv[4]);
    const auto start = std::chrono::steady_clock::now();
    const auto made = embed::tsne(vectors, options, crew);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
        return 1;
    }
    std::printf("{\"seconds\": %.3f, \"neighbours\": %.3f, \"layout\": %.3f, \"recall\": %.4f, \"divergence\": %.4f, "
                "\"workers\": %u}\n",
        seconds.count(), made->neighbourSeconds, made->layoutSeconds, made->recall, made->divergence, crew.workers());
    const std::int64_t shape[]{ read->shape[0], 2 };
    return formats::writeNpy(argv[2], shape, made->xy) ? 0 : 1;
}
