#pragma once

#include <chrono>
#include <cstdint>

namespace vetrina::store {

/// Microseconds since 1970-01-01 UTC, as all times in a project.
[[nodiscard]] inline std::int64_t nowUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace vetrina::store
