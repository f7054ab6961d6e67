// A map of many vectors by our own UMAP or t-SNE: bench_layout umap|tsne VECTORS.npy MAP.npy [SEED [ROUNDS]]; 0 rounds are
// the usual number. bench_layout.py makes the vectors, runs this and a peer on them and judges both maps.
#include "core/base/thread.h"
#include "core/embed/tsne.h"
#include "core/embed/umap.h"
#include "core/formats/npy.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

using namespace vetrina;

namespace {

/// Makes the map, says what it cost and writes it.
template <class Make> int run(const formats::NpyArray& read, const char* file, const Make& make)
{
    Crew crew("bench", usableCores());
    const embed::Vectors vectors{ read.values, static_cast<std::size_t>(read.shape[1]) };
    const auto start = std::chrono::steady_clock::now();
    const auto made = make(vectors, crew);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
        return 1;
    }
    std::printf("{\"seconds\": %.3f, \"neighbours\": %.3f, \"layout\": %.3f, \"recall\": %.4f, ", seconds.count(),
        made->neighbourSeconds, made->layoutSeconds, made->recall);
    if constexpr (requires { made->divergence; })
        std::printf("\"divergence\": %.4f, ", made->divergence);
    std::printf("\"workers\": %u}\n", crew.workers());
    const std::int64_t shape[]{ read.shape[0], 2 };
    return formats::writeNpy(file, shape, made->xy) ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string_view kind = argc > 1 ? argv[1] : "";
    if (argc < 4 || (kind != "umap" && kind != "tsne")) {
        std::fprintf(stderr, "usage: bench_layout umap|tsne VECTORS.npy MAP.npy [SEED [ROUNDS]]\n");
        return 2;
    }
    const auto read = formats::readNpy(argv[2]);
    if (!read || read->shape.size() != 2) {
        std::fprintf(stderr, "%s\n", read ? "not a table of vectors" : read.error().message.c_str());
        return 1;
    }
    const auto seed = argc > 4 ? static_cast<std::uint64_t>(std::atoll(argv[4])) : 1;
    const int rounds = argc > 5 ? std::atoi(argv[5]) : 0;
    if (kind == "umap")
        return run(*read, argv[3], [&](const embed::Vectors& vectors, Crew& crew) {
            embed::UmapOptions options;
            options.seed = seed;
            options.epochs = rounds;
            return embed::umap(vectors, options, crew);
        });
    return run(*read, argv[3], [&](const embed::Vectors& vectors, Crew& crew) {
        embed::TsneOptions options;
        options.seed = seed;
        if (rounds > 0)
            options.iterations = rounds;
        return embed::tsne(vectors, options, crew);
    });
}
