#include "core/anomaly/forest.h"

#include "core/anomaly/forest_kernel.h"
#include "core/anomaly/random.h"
#include "core/anomaly/saved.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace vetrina::anomaly {

namespace {

constexpr std::size_t mostTrees = 100'000, mostSamples = 65536;
constexpr std::size_t blocksPerPart = 32; ///< 4096 rows: enough that the pool's counter costs nothing

struct Chosen {
    const char* name;
    forest::Walk walk;
};

const Chosen& chosenWalk()
{
    static const Chosen chosen = []() -> Chosen {
#if defined(__x86_64__)
        const char* asked = std::getenv("VETRINA_CPU");
        const std::string_view most = asked ? asked : "avx512";
        const bool avx2 = __builtin_cpu_supports("avx2");
        if (most == "avx512" && avx2 && __builtin_cpu_supports("avx512f"))
            return { "avx512", forest::walkAvx512 };
        if (most != "plain" && most != "sse2" && avx2)
            return { "avx2", forest::walkAvx2 };
#endif
        return { "plain", forest::walkPlain };
    }();
    return chosen;
}

float bounded(float value)
{
    constexpr float most = std::numeric_limits<float>::max();
    return std::isnan(value) ? value : std::clamp(value, -most, most);
}

/// Grows one tree into its complete form.
class Grower {
public:
    Grower(std::vector<float> values, std::size_t rows, std::size_t columns, Random random, int depth,
        std::int32_t* offsets, float* thresholds, float* lengths)
        : m_values(std::move(values))
        , m_rows(rows)
        , m_random(random)
        , m_depth(depth)
        , m_offsets(offsets)
        , m_thresholds(thresholds)
        , m_lengths(lengths)
        , m_order(rows)
        , m_columns(columns)
    {
        std::iota(m_order.begin(), m_order.end(), 0U);
        std::iota(m_columns.begin(), m_columns.end(), 0U);
    }

    void grow() { grow(0, 0, 0, m_rows); }

private:
    /// Rows m_order[begin, end) at a node of a level, both counted from 0.
    void grow(int level, std::size_t node, std::size_t begin, std::size_t end)
    {
        const auto here = (std::size_t(1) << level) - 1 + node;
        std::size_t middle = begin;
        if (level < m_depth && end - begin > 1 && cut(here, begin, end, middle)) {
            grow(level + 1, 2 * node, begin, middle);
            grow(level + 1, 2 * node + 1, middle, end);
            return;
        }
        const auto length = static_cast<float>(level + Forest::averagePathLength(end - begin));
        const int below = m_depth - level;
        std::fill_n(m_lengths + (node << below), std::size_t(1) << below, length);
        for (int deeper = 0; deeper < below; ++deeper) { // a walk that comes by goes straight down
            const auto first = (std::size_t(1) << (level + deeper)) - 1 + (node << deeper);
            std::fill_n(m_thresholds + first, std::size_t(1) << deeper, std::numeric_limits<float>::infinity());
        }
    }

    /// Draws columns until one is not constant there; false where all are.
    bool cut(std::size_t node, std::size_t begin, std::size_t end, std::size_t& middle)
    {
        for (auto left = m_columns.size(); left > 0; --left) {
            const auto drawn = static_cast<std::size_t>(m_random.below(left));
            const auto column = m_columns[drawn];
            std::swap(m_columns[drawn], m_columns[left - 1]); // not again for this node
            const float* const values = m_values.data() + column * m_rows;
            float low = std::numeric_limits<float>::infinity(), high = -low;
            for (auto i = begin; i < end; ++i) {
                const float value = values[m_order[i]];
                low = value < low ? value : low; // false for NaN
                high = value > high ? value : high;
            }
            if (!(low < high))
                continue;
            const double span = static_cast<double>(high) - static_cast<double>(low);
            auto threshold = static_cast<float>(static_cast<double>(low) + m_random.fraction() * span);
            if (!(threshold < high)) // by rounding
                threshold = low;
            m_offsets[node] = static_cast<std::int32_t>(column * forest::lanes);
            m_thresholds[node] = threshold;
            const auto bound = std::partition(m_order.begin() + static_cast<std::ptrdiff_t>(begin),
                m_order.begin() + static_cast<std::ptrdiff_t>(end),
                [&](std::uint32_t row) { return !(values[row] > threshold); });
            middle = static_cast<std::size_t>(bound - m_order.begin());
            return true;
        }
        return false;
    }

    std::vector<float> m_values; ///< [column * rows + row]
    std::size_t m_rows;
    Random m_random;
    int m_depth;
    std::int32_t* m_offsets;
    float* m_thresholds;
    float* m_lengths;
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint32_t> m_columns;
};

} // namespace

std::string Forest::instructions() { return chosenWalk().name; }

double Forest::averagePathLength(std::size_t n)
{
    if (n <= 1)
        return 0;
    if (n == 2)
        return 1;
    constexpr double eulerGamma = 0.577215664901532860606512090082;
    const auto count = static_cast<double>(n);
    return 2 * (std::log(count - 1) + eulerGamma) - 2 * (count - 1) / count;
}

Result<Forest> Forest::fit(const Options& options, const Rows& rows, const Run& run)
{
    const auto& features = rows.features;
    if (features.rows < 2 || features.columns == 0)
        return fail(Error::Code::WrongUse, "an isolation forest needs two candidates and a field at least",
            "Take in more packets, or widen the filter.");
    if (features.columns > std::numeric_limits<std::int32_t>::max() / (4 * forest::lanes))
        return fail(Error::Code::WrongUse, "too many fields for an isolation forest");
    if (options.trees < 1 || options.trees > mostTrees || options.samples < 2 || options.samples > mostSamples)
        return fail(Error::Code::WrongUse,
            "a forest of " + std::to_string(options.trees) + " trees that see " + std::to_string(options.samples)
                + " candidates each",
            "Ask for 1 to 100000 trees and 2 to 65536 candidates.");
    Forest made;
    made.m_columns = features.columns;
    made.m_trees = options.trees;
    made.m_samples = std::min(options.samples, features.rows);
    made.m_depth = static_cast<int>(std::bit_width(made.m_samples - 1)); // ceil(log2)
    const auto stride = forest::Trees::stride(made.m_depth);
    made.m_offsets.resize(made.m_trees * stride);
    made.m_thresholds.resize(made.m_trees * stride);
    made.m_lengths.resize(made.m_trees << made.m_depth);
    const auto done = inParallel(run.pool, made.m_trees, run.stop, [&](std::size_t tree) -> Result<void> {
        Random random(options.seed, tree);
        const auto chosen = random.sample(made.m_samples, features.rows);
        std::vector<float> values(made.m_samples * features.columns);
        for (std::size_t i = 0; i < chosen.size(); ++i)
            for (std::size_t column = 0; column < features.columns; ++column)
                values[column * chosen.size() + i] = bounded(features.at(chosen[i], column));
        Grower(std::move(values), chosen.size(), features.columns, random, made.m_depth,
            made.m_offsets.data() + tree * stride, made.m_thresholds.data() + tree * stride,
            made.m_lengths.data() + (tree << made.m_depth))
            .grow();
        return {};
    });
    return done.map([&] { return std::move(made); });
}

void Forest::scoreBlock(
    const MatrixView& rows, std::size_t first, std::size_t count, float* values, float* scratch) const
{
    using forest::lanes;
    rows.copyBlock(first, count, lanes, scratch);
    if (count < lanes) // the others walk too, and nobody looks
        for (std::size_t column = 0; column < m_columns; ++column)
            std::fill_n(scratch + column * lanes + count, lanes - count, 0.F);
    alignas(64) float sums[lanes] = {};
    chosenWalk().walk({ m_trees, m_depth, m_offsets.data(), m_thresholds.data(), m_lengths.data() }, scratch, sums);
    const double scale = -1 / (static_cast<double>(m_trees) * averagePathLength(m_samples));
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(std::exp2(scale * static_cast<double>(sums[i])));
}

Result<void> Forest::score(const Rows& rows, std::span<float> values, const Run& run) const
{
    const auto& features = rows.features;
    if (features.columns != m_columns || values.size() != features.rows)
        return fail(Error::Code::WrongUse,
            "a forest of " + std::to_string(m_columns) + " fields asked about " + std::to_string(features.columns));
    const std::size_t part = blocksPerPart * forest::lanes;
    return inParallel(run.pool, (features.rows + part - 1) / part, run.stop, [&](std::size_t i) -> Result<void> {
        const auto first = i * part, count = std::min(part, features.rows - first);
        scoreHere({ features.part(first, count), {} }, values.subspan(first, count));
        if (run.progress)
            run.progress->done += count;
        return {};
    });
}

void Forest::scoreHere(const Rows& rows, std::span<float> values) const
{
    std::vector<float> scratch(m_columns * forest::lanes);
    for (std::size_t first = 0; first < rows.features.rows; first += forest::lanes)
        scoreBlock(rows.features, first, std::min(forest::lanes, rows.features.rows - first), values.data() + first,
            scratch.data());
}

Bytes Forest::save() const
{
    SavedWriter out("forest 1");
    out.number(m_columns);
    out.number(m_trees);
    out.number(m_samples);
    out.array<std::int32_t>(m_offsets);
    out.array<float>(m_thresholds);
    out.array<float>(m_lengths);
    return out.take();
}

Result<Forest> Forest::load(std::span<const std::byte> bytes)
{
    SavedReader in(bytes, "forest 1");
    Forest read;
    read.m_columns = in.number();
    read.m_trees = in.number();
    read.m_samples = in.number();
    read.m_offsets = in.array<std::int32_t>();
    read.m_thresholds = in.array<float>();
    read.m_lengths = in.array<float>();
    const auto malformed = [] {
        return fail(Error::Code::Malformed, "the stored isolation forest is damaged", "Run `vetrina anomaly` again.");
    };
    if (!in.complete() || read.m_columns == 0 || read.m_trees == 0 || read.m_trees > mostTrees || read.m_samples < 2
        || read.m_samples > mostSamples)
        return malformed();
    read.m_depth = static_cast<int>(std::bit_width(read.m_samples - 1));
    const auto nodes = read.m_trees * forest::Trees::stride(read.m_depth);
    if (read.m_offsets.size() != nodes || read.m_thresholds.size() != nodes
        || read.m_lengths.size() != read.m_trees << read.m_depth)
        return malformed();
    for (const auto offset : read.m_offsets)
        if (offset < 0 || offset % static_cast<std::int32_t>(forest::lanes) != 0
            || static_cast<std::size_t>(offset) / forest::lanes >= read.m_columns)
            return malformed();
    return read;
}

} // namespace vetrina::anomaly
