#pragma once

#include "core/data/column.h"

#include <cstddef>
#include <mutex>
#include <vector>

namespace vetrina::session {

/// Finds the alerts of one exposure among a million, by their time: what arrives comes more or less in the order of
/// time, so that most stretches of rows need not be looked at. One project's column, which only grows. Any thread.
class Exposures {
public:
    /// The rows at which a column of whole or real numbers is `jd`, in order. Reads what is new since the last call.
    [[nodiscard]] std::vector<std::size_t> rowsAt(const data::Column& column, double jd);

private:
    struct Stretch {
        double least, most;
    };

    std::mutex m_mutex; ///< guards what follows
    std::size_t m_rows = 0;
    std::vector<Stretch> m_stretches;
};

/// A value of a column of numbers whatever its type; NaN for null and text.
[[nodiscard]] double numberAt(const data::Column& column, std::size_t row);

} // namespace vetrina::session
