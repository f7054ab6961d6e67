// Compiled once an instruction set by knn_kernel_*.cpp, which define VETRINA_KNN_SCAN. Everything else has internal
// linkage.

#include "core/anomaly/knn_kernel.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace vetrina::anomaly::knn {

namespace {

#if defined(__AVX512F__)
using Vector = __m512;
constexpr std::size_t lanes = 16, together = 6; ///< queries whose sums stay in registers
inline Vector load(const float* p) { return _mm512_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm512_storeu_ps(p, v); }
inline Vector all(float v) { return _mm512_set1_ps(v); }
inline Vector addSquare(Vector sum, Vector v) { return _mm512_fmadd_ps(v, v, sum); }
inline unsigned less(Vector a, Vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
#elif defined(__AVX2__)
using Vector = __m256;
constexpr std::size_t lanes = 8, together = 2;
inline Vector load(const float* p) { return _mm256_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm256_storeu_ps(p, v); }
inline Vector all(float v) { return _mm256_set1_ps(v); }
inline Vector addSquare(Vector sum, Vector v) { return _mm256_fmadd_ps(v, v, sum); }
inline unsigned less(Vector a, Vector b)
{
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_LT_OQ)));
}
#elif defined(__SSE2__)
using Vector = __m128;
constexpr std::size_t lanes = 4, together = 1;
inline Vector load(const float* p) { return _mm_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm_storeu_ps(p, v); }
inline Vector all(float v) { return _mm_set1_ps(v); }
inline Vector addSquare(Vector sum, Vector v) { return _mm_add_ps(sum, _mm_mul_ps(v, v)); }
inline unsigned less(Vector a, Vector b) { return static_cast<unsigned>(_mm_movemask_ps(_mm_cmplt_ps(a, b))); }
#else
using Vector = float;
constexpr std::size_t lanes = 1, together = 1;
inline Vector load(const float* p) { return *p; }
inline void store(float* p, Vector v) { *p = v; }
inline Vector all(float v) { return v; }
inline Vector addSquare(Vector sum, Vector v) { return sum + v * v; }
inline unsigned less(Vector a, Vector b) { return a < b; }
#endif

constexpr std::size_t parts = width / lanes;

inline void offer(float* nearest, std::size_t k, float value)
{
    std::size_t at = k - 1;
    for (; at > 0 && nearest[at - 1] > value; --at)
        nearest[at] = nearest[at - 1];
    nearest[at] = value;
}

/// One panel against `together` queries.
inline void scanPanel(
    const Job& job, std::size_t panel, const float* const* queries, std::size_t first, std::size_t here)
{
    const float* const rows = job.panels + panel * width * job.columns;
    Vector sums[together][parts];
    for (auto& query : sums)
        for (auto& part : query)
            part = all(0);
    for (std::size_t column = 0; column < job.columns; ++column) {
        Vector values[parts];
        for (std::size_t part = 0; part < parts; ++part)
            values[part] = load(rows + column * width + part * lanes);
        for (std::size_t query = 0; query < together; ++query) {
            const Vector value = all(queries[query][column]);
            for (std::size_t part = 0; part < parts; ++part)
                sums[query][part] = addSquare(sums[query][part], values[part] - value);
        }
    }
    for (std::size_t query = 0; query < here; ++query) {
        float* const nearest = job.nearest + (first + query) * job.k;
        const Vector limit = all(nearest[job.k - 1]);
        float found[width];
        unsigned nearer = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            store(found + part * lanes, sums[query][part]);
            nearer |= less(sums[query][part], limit) << (part * lanes);
        }
        const std::int64_t self = job.selves[first + query] - static_cast<std::int64_t>(job.firstRow + panel * width);
        if (self >= 0 && self < static_cast<std::int64_t>(width))
            nearer &= ~(1U << self);
        for (; nearer != 0; nearer &= nearer - 1)
            if (const float one = found[__builtin_ctz(nearer)]; one < nearest[job.k - 1])
                offer(nearest, job.k, one);
    }
}

} // namespace

void VETRINA_KNN_SCAN(const Job& job)
{
    for (std::size_t first = 0; first < job.count; first += together) {
        const std::size_t here = job.count - first < together ? job.count - first : together;
        const float* queries[together];
        for (std::size_t i = 0; i < together; ++i) // the last one again where there are fewer
            queries[i] = job.queries + (first + (i < here ? i : here - 1)) * job.columns;
        for (std::size_t panel = 0; panel < job.panelCount; ++panel)
            scanPanel(job, panel, queries, first, here);
    }
}

} // namespace vetrina::anomaly::knn
