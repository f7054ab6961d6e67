#pragma once

#include "core/base/crew.h"
#include "core/base/result.h"
#include "core/neighbours/vectors.h"

#include <memory>

namespace vetrina::neighbours {

struct IndexOptions {
    Metric metric = Metric::Cosine;
    std::size_t links = 16; ///< of a point on the lowest level, half of them; more: better recall, more memory
    std::size_t construction = 200; ///< breadth of the search while a point is put in
    std::uint64_t seed = 1;
};

/// Nearest neighbours among points that keep coming: hnswlib (Malkov & Yashunin 2018). Points are numbered in the order
/// in which they were added.
///
/// The same for the same seed and order where one worker adds; several workers give other graphs of the same quality.
/// One thread at a time; its crew helps. Long vectors cost memory and time: 64 principal components of them do as well
/// as a rule.
class Index {
public:
    [[nodiscard]] static Result<std::unique_ptr<Index>> create(std::size_t dimensions, const IndexOptions& options);
    ~Index();

    /// Errors: WrongUse for vectors of another length, Full where there is no memory.
    [[nodiscard]] Result<void> add(const Vectors& points, Crew& crew);

    /// The k nearest of each query, as many as there are; -1 where the search found fewer. `breadth`: how many are held
    /// in view at once, at least k; recall@10 is 0.98 and more from about 100 on. Errors: as add().
    [[nodiscard]] Result<Neighbours> search(
        const Vectors& queries, std::size_t k, std::size_t breadth, Crew& crew) const;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t memoryBytes() const; ///< of its points and links

private:
    struct Hnsw;
    explicit Index(std::unique_ptr<Hnsw> hnsw);
    std::unique_ptr<Hnsw> m_hnsw;
};

} // namespace vetrina::neighbours
