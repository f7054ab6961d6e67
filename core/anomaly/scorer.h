#pragma once

#include "core/base/executor.h"
#include "core/base/file.h"
#include "core/base/matrix_view.h"
#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::anomaly {

/// Rows of scaled features, and who each of them is: the same number at fit and at score is the same candidate.
struct Rows {
    MatrixView features;
    std::span<const std::int64_t> ids; ///< one a row
};

/// What a fit or a pass of scoring runs on.
struct Run {
    Executor& pool;
    std::stop_token stop;
    Progress* progress = nullptr; ///< `done` grows with the rows that were scored
};

/// How unusual rows are, by what was learnt from other rows. Immutable; any thread.
class Scorer {
public:
    virtual ~Scorer() = default;

    [[nodiscard]] virtual std::size_t columns() const = 0;

    /// One value a row, higher is stranger. The same on any number of threads. NaN: each scorer says what becomes of
    /// it; features that come from Scaling have none. Errors: WrongUse where the columns are not those of the fit;
    /// Cancelled.
    [[nodiscard]] virtual Result<void> score(const Rows& rows, std::span<float> values, const Run& run) const = 0;

    /// The same for few rows on this thread, as when one candidate is asked about.
    virtual void scoreHere(const Rows& rows, std::span<float> values) const = 0;

    /// All that load() needs, in this machine's byte order.
    [[nodiscard]] virtual Bytes save() const = 0;
};

/// What is to be fitted, and how. Options of another kind of scorer are left alone.
struct Options {
    std::string kind = "forest"; ///< of kinds()
    std::uint64_t seed = 0;
    std::size_t trees = 100, samples = 256; ///< forest: trees, and rows that each of them sees
    std::size_t neighbours = 10, reference = 20000; ///< knn: k, and rows at most that are kept to measure from
};

/// The kinds of scorers there are: "forest", "knn".
[[nodiscard]] std::span<const std::string_view> kinds();

/// Learns from rows. Deterministic by seed, on any number of threads. Errors: NotFound for an unknown kind; WrongUse
/// for fewer than 2 rows, no column, or options out of range; Cancelled.
[[nodiscard]] Result<std::unique_ptr<const Scorer>> fit(const Options& options, const Rows& rows, const Run& run);

/// What save() gave. Errors: Malformed.
[[nodiscard]] Result<std::unique_ptr<const Scorer>> load(std::string_view kind, std::span<const std::byte> bytes);

} // namespace vetrina::anomaly
