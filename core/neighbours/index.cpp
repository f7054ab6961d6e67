#include "core/neighbours/index.h"

#include "core/neighbours/kernels.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <hnswlib/hnswlib.h>
#include <limits>

namespace vetrina::neighbours {

namespace {

float squared(const void* a, const void* b, const void* length)
{
    return kernels::best().squaredDistance(
        static_cast<const float*>(a), static_cast<const float*>(b), *static_cast<const std::size_t*>(length));
}

/// Squared distances by our own kernels: the header's are compiled for the least machine.
class Space : public hnswlib::SpaceInterface<float> {
public:
    explicit Space(std::size_t dimensions)
        : m_dimensions(dimensions)
    {
    }
    std::size_t get_data_size() override { return m_dimensions * sizeof(float); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return squared; }
    void* get_dist_func_param() override { return &m_dimensions; }

private:
    std::size_t m_dimensions;
};

tl::unexpected<Error> noMemory(const std::exception& why)
{
    return fail(Error::Code::Full, std::string("neighbour index: ") + why.what(),
        "Free memory, or use fewer components of the vectors.");
}

} // namespace

struct Index::Hnsw {
    Hnsw(std::size_t length, const IndexOptions& o)
        : options(o)
        , dimensions(length)
        , space(length)
        , graph(&space, 1024, o.links, o.construction, o.seed)
    {
        // hnswlib (0.6.2) reads the link behind the last of a list, to fetch what it points to: there is to be one
        // behind a full list too.
        graph.size_links_per_element_ += sizeof(hnswlib::tableint);
    }
    /// Vectors as the graph holds them: Euclidean neighbours of those at length 1 are the cosine's.
    [[nodiscard]] std::vector<float> own(const Vectors& vectors) const
    {
        return options.metric == Metric::Cosine ? normalised(vectors)
                                                : std::vector<float>(vectors.values.begin(), vectors.values.end());
    }

    IndexOptions options;
    std::size_t dimensions;
    Space space;
    hnswlib::HierarchicalNSW<float> graph;
};

Index::Index(std::unique_ptr<Hnsw> hnsw)
    : m_hnsw(std::move(hnsw))
{
}
Index::~Index() = default;

Result<std::unique_ptr<Index>> Index::create(std::size_t dimensions, const IndexOptions& options)
{
    if (dimensions == 0 || options.links < 2)
        return fail(Error::Code::WrongUse, "neighbour index: vectors without values, or fewer than two links");
    try {
        return std::unique_ptr<Index>(new Index(std::make_unique<Hnsw>(dimensions, options)));
    } catch (const std::exception& why) {
        return noMemory(why);
    }
}

Result<void> Index::add(const Vectors& points, Crew& crew)
{
    if (points.dimensions != m_hnsw->dimensions)
        return fail(Error::Code::WrongUse,
            "neighbour index: vectors of " + std::to_string(points.dimensions) + " values, not "
                + std::to_string(m_hnsw->dimensions));
    try {
        auto& graph = m_hnsw->graph;
        const std::size_t first = graph.cur_element_count, count = points.count();
        if (first + count > graph.max_elements_)
            graph.resizeIndex(std::max(first + count, graph.max_elements_ * 3 / 2));
        const auto own = m_hnsw->own(points);
        std::atomic<bool> failed = false;
        const auto put = [&](std::size_t from, std::size_t to, unsigned) {
            try {
                for (std::size_t i = from; i < to && !failed; ++i)
                    graph.addPoint(own.data() + i * points.dimensions, first + i);
            } catch (...) { // the crew's threads let nothing through
                failed = true;
            }
        };
        if (count > 0)
            put(0, 1, 0); // the graph's first point must stand before others are linked to it
        if (count > 1)
            crew.each(count - 1, 64, [&](std::size_t from, std::size_t to, unsigned w) { put(from + 1, to + 1, w); });
        if (failed)
            return noMemory(std::bad_alloc());
        return {};
    } catch (const std::exception& why) {
        return noMemory(why);
    }
}

Result<Neighbours> Index::search(const Vectors& queries, std::size_t k, std::size_t breadth, Crew& crew) const
{
    if (queries.dimensions != m_hnsw->dimensions)
        return fail(Error::Code::WrongUse,
            "neighbour index: queries of " + std::to_string(queries.dimensions) + " values, not "
                + std::to_string(m_hnsw->dimensions));
    try {
        Neighbours found;
        found.k = std::min(k, size());
        found.ids.assign(queries.count() * found.k, -1);
        found.distances.assign(found.ids.size(), std::numeric_limits<float>::infinity());
        if (found.k == 0)
            return found;
        auto& graph = m_hnsw->graph;
        graph.setEf(std::max(breadth, found.k));
        const auto own = m_hnsw->own(queries);
        std::atomic<bool> failed = false;
        crew.each(queries.count(), 16, [&](std::size_t from, std::size_t to, unsigned) {
            try {
                for (std::size_t i = from; i < to && !failed; ++i) {
                    auto nearest = graph.searchKnn(own.data() + i * queries.dimensions, found.k);
                    for (std::size_t n = nearest.size(); n-- > 0; nearest.pop()) {
                        const float d2 = nearest.top().first;
                        found.ids[i * found.k + n] = static_cast<std::int32_t>(nearest.top().second);
                        found.distances[i * found.k + n] =
                            m_hnsw->options.metric == Metric::Cosine ? d2 / 2 : std::sqrt(d2);
                    }
                }
            } catch (...) {
                failed = true;
            }
        });
        if (failed)
            return noMemory(std::bad_alloc());
        return found;
    } catch (const std::exception& why) {
        return noMemory(why);
    }
}

std::size_t Index::size() const { return m_hnsw->graph.cur_element_count; }

std::size_t Index::memoryBytes() const
{
    const auto& graph = m_hnsw->graph;
    std::size_t bytes =
        graph.max_elements_ * (graph.size_data_per_element_ + sizeof(void*) + sizeof(int) + sizeof(std::mutex));
    for (std::size_t i = 0; i < graph.cur_element_count; ++i)
        bytes += static_cast<std::size_t>(graph.element_levels_[i]) * graph.size_links_per_element_;
    return bytes;
}

} // namespace vetrina::neighbours
