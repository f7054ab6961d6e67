// A map of many vectors by our own UMAP: bench_umap VECTORS.npy MAP.npy [SEED [EPOCHS]]. bench_umap.py makes the
// vectors, runs this and umap-learn on them and judges both maps.
#include "core/base/thread.h"
#include "core/embed/umap.h"
#include "core/formats/npy.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace vetrina;

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_umap VECTORS.npy MAP.npy [SEED [EPOCHS]]\n");
        return 2;
    }
    const auto read = formats::readNpy(argv[1]);
    if (!read || read->shape.size() != 2) {
        std::fprintf(stderr, "%s\n", read ? "not a table of vectors" : read.error().message.c_str());
        return 1;
    }
    Crew crew("bench", usableCores());
    const embed::Vectors vectors{ read->values, static_cast<std::size_t>(read->shape[1]) };
    embed::UmapOptions options;
    options.seed = argc > 3 ? static_cast<std::uint64_t>(std::atoll(argv[3])) : 1;
    options.epochs = argc > 4 ? std::atoi(argv[4]) : 0;
    const auto start = std::chrono::steady_clock::now();
    const auto made = embed::umap(vectors, options, crew);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
        return 1;
    }
    std::printf("{\"seconds\": %.3f, \"neighbours\": %.3f, \"layout\": %.3f, \"recall\": %.4f, \"workers\": %u}\n",
        seconds.count(), made->neighbourSeconds, made->layoutSeconds, made->recall, crew.workers());
    const std::int64_t shape[]{ read->shape[0], 2 };
    return formats::writeNpy(argv[2], shape, made->xy) ? 0 : 1;
}
