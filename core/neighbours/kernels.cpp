#include "core/neighbours/kernels.h"

#include <cassert>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace vetrina::neighbours::kernels {

const Kernels& best()
{
    static const Kernels& chosen = []() -> const Kernels& {
        const char* asked = std::getenv("VETRINA_CPU");
        const std::string_view most = asked ? asked : "avx512";
#if defined(__x86_64__)
        const bool hasAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        if (most == "avx512" && hasAvx2 && __builtin_cpu_supports("avx512f"))
            return avx512;
        if (most != "sse2" && hasAvx2)
            return avx2;
#endif
        return sse2;
    }();
    return chosen;
}

void Panels::add(const float* rows, std::size_t length, const std::int32_t* taken, std::size_t count)
{
    assert(panels == 0 || dimensions == length);
    dimensions = length;
    const std::size_t first = panels;
    panels += (count + panelWidth - 1) / panelWidth;
    values.resize(panels * dimensions * panelWidth, 0);
    halfNorms.resize(panels * panelWidth, std::numeric_limits<float>::infinity());
    ids.resize(panels * panelWidth, -1);
    for (std::size_t i = 0; i < count; ++i) {
        const float* from = rows + static_cast<std::size_t>(taken[i]) * dimensions;
        float* to = values.data() + (first + i / panelWidth) * dimensions * panelWidth + i % panelWidth;
        float norm = 0;
        for (std::size_t d = 0; d < dimensions; ++d) {
            to[d * panelWidth] = from[d];
            norm += from[d] * from[d];
        }
        halfNorms[first * panelWidth + i] = norm / 2;
        ids[first * panelWidth + i] = taken[i];
    }
}

} // namespace vetrina::neighbours::kernels
