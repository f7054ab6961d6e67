#include "core/anomaly/knn.h"

#include "core/anomaly/knn_kernel.h"
#include "core/anomaly/random.h"
#include "core/anomaly/saved.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace vetrina::anomaly {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr std::size_t mostNeighbours = 1000;
constexpr std::size_t queriesAtOnce = 240; ///< a multiple of what every kernel takes together
constexpr std::size_t bytesAtOnce = 512 * 1024; ///< of the reference: it stays in the cache for all these queries

knn::Scan chosenScan()
{
    static const knn::Scan chosen = []() -> knn::Scan {
#if defined(__x86_64__)
        const char* asked = std::getenv("VETRINA_CPU");
        const std::string_view most = asked ? asked : "avx512";
        const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        if (most == "avx512" && avx2 && __builtin_cpu_supports("avx512f"))
            return knn::scanAvx512;
        if (most != "plain" && most != "sse2" && avx2)
            return knn::scanAvx2;
#endif
        return knn::scanPlain;
    }();
    return chosen;
}

} // namespace

Result<Knn> Knn::fit(const Options& options, const Rows& rows, const Run& run)
{
    const auto& features = rows.features;
    if (features.rows < 2 || features.columns == 0)
        return fail(Error::Code::WrongUse, "nearest neighbours need two candidates and a field at least",
            "Take in more packets, or widen the filter.");
    if (options.neighbours < 1 || options.neighbours > mostNeighbours || options.reference < 2)
        return fail(Error::Code::WrongUse,
            std::to_string(options.neighbours) + " neighbours of " + std::to_string(options.reference) + " candidates",
            "Ask for 1 to 1000 neighbours, and 2 candidates or more to measure from.");
    if (rows.ids.size() != features.rows)
        return fail(Error::Code::WrongUse, "nearest neighbours without an id for each row");
    if (run.stop.stop_requested())
        return cancelled();
    std::vector<std::size_t> chosen(std::min(options.reference, features.rows));
    if (chosen.size() == features.rows) {
        std::iota(chosen.begin(), chosen.end(), std::size_t(0));
    } else {
        chosen = Random(options.seed, 0).sample(chosen.size(), features.rows);
        std::ranges::sort(chosen);
    }
    Knn made;
    made.m_columns = features.columns;
    made.m_neighbours = options.neighbours;
    const auto panels = (chosen.size() + knn::width - 1) / knn::width;
    made.m_panels.assign(panels * knn::width * features.columns, infinity);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        made.m_ids.push_back(rows.ids[chosen[i]]);
        float* const to = made.m_panels.data() + i / knn::width * knn::width * features.columns + i % knn::width;
        for (std::size_t column = 0; column < features.columns; ++column)
            to[column * knn::width] = features.at(chosen[i], column);
    }
    made.indexIds();
    return made;
}

void Knn::indexIds()
{
    m_byId.clear();
    for (std::size_t i = 0; i < m_ids.size(); ++i)
        m_byId.emplace_back(m_ids[i], static_cast<std::int64_t>(i));
    std::ranges::sort(m_byId);
}

std::int64_t Knn::selfOf(std::int64_t id) const
{
    const auto found = std::ranges::lower_bound(m_byId, id, {}, &std::pair<std::int64_t, std::int64_t>::first);
    return found != m_byId.end() && found->first == id ? found->second : -1;
}

Result<void> Knn::score(const Rows& rows, std::span<float> values, const Run& run) const
{
    const auto& features = rows.features;
    if (features.columns != m_columns || values.size() != features.rows || rows.ids.size() != features.rows)
        return fail(Error::Code::WrongUse,
            "neighbours in " + std::to_string(m_columns) + " fields asked about " + std::to_string(features.columns));
    return inParallel(
        run.pool, (features.rows + queriesAtOnce - 1) / queriesAtOnce, run.stop, [&](std::size_t i) -> Result<void> {
            const auto first = i * queriesAtOnce, count = std::min(queriesAtOnce, features.rows - first);
            scoreHere({ features.part(first, count), rows.ids.subspan(first, count) }, values.subspan(first, count));
            if (run.progress)
                run.progress->done += count;
            return {};
        });
}

void Knn::scoreHere(const Rows& rows, std::span<float> values) const
{
    const auto& features = rows.features;
    const auto count = features.rows;
    std::vector<float> queries(count * m_columns), nearest(count * m_neighbours, infinity);
    std::vector<std::int64_t> selves(count);
    for (std::size_t i = 0; i < count; ++i) {
        selves[i] = selfOf(rows.ids[i]);
        for (std::size_t column = 0; column < m_columns; ++column)
            queries[i * m_columns + column] = features.at(i, column);
    }
    const auto panelSize = knn::width * m_columns, panels = m_panels.size() / panelSize;
    const auto atOnce = std::max<std::size_t>(1, bytesAtOnce / (panelSize * sizeof(float)));
    for (std::size_t first = 0; first < panels; first += atOnce)
        chosenScan()({ m_panels.data() + first * panelSize, std::min(atOnce, panels - first), first * knn::width,
            m_columns, queries.data(), selves.data(), count, m_neighbours, nearest.data() });
    for (std::size_t i = 0; i < count; ++i) {
        double sum = 0;
        std::size_t found = 0;
        for (std::size_t n = 0; n < m_neighbours && nearest[i * m_neighbours + n] < infinity; ++n, ++found)
            sum += std::sqrt(static_cast<double>(nearest[i * m_neighbours + n]));
        values[i] =
            found > 0 ? static_cast<float>(sum / static_cast<double>(found)) : std::numeric_limits<float>::quiet_NaN();
    }
}

Bytes Knn::save() const
{
    SavedWriter out("knn 1");
    out.number(m_columns);
    out.number(m_neighbours);
    out.array<std::int64_t>(m_ids);
    out.array<float>(m_panels);
    return out.take();
}

Result<Knn> Knn::load(std::span<const std::byte> bytes)
{
    SavedReader in(bytes, "knn 1");
    Knn read;
    read.m_columns = in.number();
    read.m_neighbours = in.number();
    read.m_ids = in.array<std::int64_t>();
    read.m_panels = in.array<float>();
    const auto panels = (read.m_ids.size() + knn::width - 1) / knn::width;
    if (!in.complete() || read.m_ids.size() < 2 || read.m_columns == 0 || read.m_columns > read.m_panels.size()
        || read.m_panels.size() != panels * knn::width * read.m_columns || read.m_neighbours < 1
        || read.m_neighbours > mostNeighbours)
        return fail(Error::Code::Malformed, "the stored neighbours are damaged", "Run `vetrina anomaly` again.");
    read.indexIds();
    return read;
}

} // namespace vetrina::anomaly
