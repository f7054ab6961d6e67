// What looks like a candidate among many: by the session's index and by comparing with all.
//
//     bench_similar [COUNT [DIMENSIONS]]     100,000 of 256 by default

#include "core/base/crew.h"
#include "core/base/thread.h"
#include "core/neighbours/exact.h"
#include "core/session/look_alikes.h"
#include "core/store/project.h"
#include "tests/core/neighbours/some_vectors.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>

using namespace vetrina;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t k = 10, asked = 500;

double milliseconds(Clock::time_point since)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

int measure(const std::filesystem::path& folder, std::size_t count, std::size_t dimensions)
{
    const auto project = store::Project::create(folder / "many.vetrina");
    const auto store = project ? store::EmbeddingStore::open(*project) : tl::unexpected(project.error());
    if (!store) {
        std::printf("%s\n", store.error().message.c_str());
        return 1;
    }
    const store::EmbeddingModel model{ (*store)->model("net", "1", dimensions).value(), "net", "1", dimensions };
    std::vector<data::Row> rows(count);
    std::iota(rows.begin(), rows.end(), data::Row(0));
    if (!(*store)->put(model, rows, someVectors(count, dimensions, 60, 6, 1)))
        return 1;
    session::LookAlikes index(**store, usableCores());
    auto began = Clock::now();
    const auto first = index.nearest(model, 0, k);
    if (!first) {
        std::printf("%s\n", first.error().message.c_str());
        return 1;
    }
    std::printf(
        "%zu x %zu, %u cores\n  the first question, which takes all of them in: %.1f s; the index: %zu values a "
        "vector, %.1f MB\n",
        count, dimensions, usableCores(), milliseconds(began) / 1000, first->components,
        static_cast<double>(first->bytes) / 1e6);
    const auto all = (*store)->all(model).value();
    Crew crew("truth", usableCores());
    std::vector<double> times, exact;
    std::size_t same = 0;
    for (std::size_t i = 0; i < asked; ++i) {
        const std::size_t at = i * (count / asked);
        began = Clock::now();
        const auto found = index.nearest(model, rows[at], k).value();
        times.push_back(milliseconds(began));
        if (i >= 100)
            continue;
        began = Clock::now();
        const auto truth =
            neighbours::exactNeighbours({ std::span(all.values).subspan(at * dimensions, dimensions), dimensions },
                { all.values, dimensions }, k + 1, neighbours::Metric::Cosine, neighbours::Self::Counts, crew);
        exact.push_back(milliseconds(began));
        for (const auto& [row, distance] : found.nearest)
            same += std::ranges::count(truth.ids, static_cast<std::int32_t>(row)) > 0;
    }
    std::ranges::sort(times);
    std::ranges::sort(exact);
    std::printf("  %zu more: median %.2f, p99 %.2f ms; comparing with all, vectors at hand: %.1f ms; recall@%zu %.4f\n",
        asked, times[asked / 2], times[asked * 99 / 100], exact[exact.size() / 2], k,
        static_cast<double>(same) / static_cast<double>(exact.size() * k));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::string folder = (std::filesystem::temp_directory_path() / "vetrina-similar-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return 1;
    const auto number = [&](int i, std::size_t otherwise) {
        return argc > i ? static_cast<std::size_t>(std::max(1L, std::atol(argv[i]))) : otherwise;
    };
    const int done = measure(folder, std::max(asked, number(1, 100'000)), number(2, 256));
    std::filesystem::remove_all(folder);
    return done;
}
