// Compiled once an instruction set by kernels_*.cpp, which define VETRINA_KERNELS. Everything else here has internal
// linkage.

#include "core/neighbours/kernels.h"

#include <algorithm>
#include <immintrin.h>

namespace vetrina::neighbours::kernels {

namespace {

#if defined(__AVX512F__)
using Vector = __m512;
constexpr int lanes = 16, rowsAtOnce = 12; ///< accumulators that stay in registers
inline Vector load(const float* p) { return _mm512_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm512_storeu_ps(p, v); }
inline Vector all(float v) { return _mm512_set1_ps(v); }
inline Vector multiplyAdd(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
inline unsigned less(Vector a, Vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
#elif defined(__AVX2__)
using Vector = __m256;
constexpr int lanes = 8, rowsAtOnce = 3;
inline Vector load(const float* p) { return _mm256_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm256_storeu_ps(p, v); }
inline Vector all(float v) { return _mm256_set1_ps(v); }
inline Vector multiplyAdd(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
inline unsigned less(Vector a, Vector b) { return unsigned(_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_LT_OQ))); }
#else
using Vector = __m128;
constexpr int lanes = 4, rowsAtOnce = 1;
inline Vector load(const float* p) { return _mm_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm_storeu_ps(p, v); }
inline Vector all(float v) { return _mm_set1_ps(v); }
inline Vector multiplyAdd(Vector a, Vector b, Vector c) { return a * b + c; }
inline unsigned less(Vector a, Vector b) { return unsigned(_mm_movemask_ps(_mm_cmplt_ps(a, b))); }
#endif

constexpr int parts = int(panelWidth) / lanes;

/// acc[row] = the products of a panel with each of the rows; a row's value d lies at a[d * stride + row].
inline void multiply(const float* a, std::size_t stride, const float* panel, std::size_t panelStride,
    std::size_t dimensions, Vector (&acc)[rowsAtOnce][parts])
{
    for (auto& row : acc)
        for (auto& part : row)
            part = all(0);
    for (std::size_t d = 0; d < dimensions; ++d) {
        Vector b[parts];
        for (int p = 0; p < parts; ++p)
            b[p] = load(panel + d * panelStride + p * lanes);
        for (int row = 0; row < rowsAtOnce; ++row) {
            const Vector value = all(a[d * stride + row]);
            for (int p = 0; p < parts; ++p)
                acc[row][p] = multiplyAdd(value, b[p], acc[row][p]);
        }
    }
}

/// Up to rowsAtOnce queries side by side, the last one repeated.
struct Packed {
    explicit Packed(std::size_t dimensions)
        : values(dimensions * rowsAtOnce)
    {
    }
    void take(const float* const* queries, std::size_t count, std::size_t dimensions)
    {
        for (int row = 0; row < rowsAtOnce; ++row) {
            const float* from = queries[std::min(count - 1, std::size_t(row))];
            for (std::size_t d = 0; d < dimensions; ++d)
                values[d * rowsAtOnce + row] = from[d];
        }
    }
    std::vector<float> values;
};

inline void offer(const Best& best, std::size_t k, float value, std::int32_t id)
{
    std::size_t at = k - 1;
    for (; at > 0 && best.values[at - 1] > value; --at) {
        best.values[at] = best.values[at - 1];
        best.ids[at] = best.ids[at - 1];
    }
    best.values[at] = value;
    best.ids[at] = id;
}

void scan(const float* const* queries, const Best* best, std::size_t count, std::size_t k, const Panels& points,
    std::size_t first, std::size_t last)
{
    const std::size_t dimensions = points.dimensions;
    Packed packed(dimensions);
    for (std::size_t start = 0; start < count; start += rowsAtOnce) {
        const std::size_t here = std::min<std::size_t>(rowsAtOnce, count - start);
        packed.take(queries + start, here, dimensions);
        for (std::size_t panel = first; panel < last; ++panel) {
            Vector acc[rowsAtOnce][parts];
            multiply(packed.values.data(), rowsAtOnce, points.panel(panel), panelWidth, dimensions, acc);
            const float* half = points.halfNorms.data() + panel * panelWidth;
            const std::int32_t* ids = points.ids.data() + panel * panelWidth;
            float values[rowsAtOnce][panelWidth];
            unsigned nearer[rowsAtOnce];
            for (int row = 0; row < rowsAtOnce; ++row) {
                const Vector limit = all(best[start + std::min(here - 1, std::size_t(row))].values[k - 1]);
                nearer[row] = 0;
                for (int p = 0; p < parts; ++p) {
                    const Vector value = load(half + p * lanes) - acc[row][p];
                    store(values[row] + p * lanes, value);
                    nearer[row] |= less(value, limit) << (p * lanes);
                }
            }
            for (std::size_t row = 0; row < here; ++row)
                for (unsigned left = nearer[row]; left; left &= left - 1) {
                    const int at = __builtin_ctz(left);
                    if (values[row][at] < best[start + row].values[k - 1])
                        offer(best[start + row], k, values[row][at], ids[at]);
                }
        }
    }
}

void dots(const float* const* queries, std::size_t count, const Panels& points, float* out)
{
    const std::size_t dimensions = points.dimensions, width = points.panels * panelWidth;
    Packed packed(dimensions);
    for (std::size_t start = 0; start < count; start += rowsAtOnce) {
        const std::size_t here = std::min<std::size_t>(rowsAtOnce, count - start);
        packed.take(queries + start, here, dimensions);
        for (std::size_t panel = 0; panel < points.panels; ++panel) {
            Vector acc[rowsAtOnce][parts];
            multiply(packed.values.data(), rowsAtOnce, points.panel(panel), panelWidth, dimensions, acc);
            for (std::size_t row = 0; row < here; ++row)
                for (int p = 0; p < parts; ++p)
                    store(out + (start + row) * width + panel * panelWidth + std::size_t(p * lanes), acc[row][p]);
        }
    }
}

void gram(const float* rows, std::size_t count, std::size_t stride, std::size_t first, std::size_t last, double* sums)
{
    for (std::size_t start = 0; start < count; start += 256) {
        const std::size_t here = std::min<std::size_t>(256, count - start);
        const float* block = rows + start * stride;
        for (std::size_t i = first; i < last; i += rowsAtOnce) {
            // (The last ones may read past `last`, into values that are there: up to the stride.)
            const std::size_t from = std::min(i, stride - rowsAtOnce);
            for (std::size_t j = from / panelWidth * panelWidth; j < stride; j += panelWidth) {
                Vector acc[rowsAtOnce][parts];
                multiply(block + from, stride, block + j, stride, here, acc);
                float values[rowsAtOnce][panelWidth];
                for (int row = 0; row < rowsAtOnce; ++row)
                    for (int p = 0; p < parts; ++p)
                        store(values[row] + p * lanes, acc[row][p]);
                for (std::size_t row = i; row < std::min(last, from + rowsAtOnce); ++row)
                    for (std::size_t column = 0; column < panelWidth; ++column)
                        sums[row * stride + j + column] += double(values[row - from][column]);
            }
        }
    }
}

/// The sum of `term(a[i], b[i])`, by 16 lanes; each length beyond a multiple of 16 goes to lanes of its own.
template <typename Term> inline float sumOf(const float* a, const float* b, std::size_t length, Term term)
{
    constexpr int vectors = 16 / lanes;
    Vector sum[vectors];
    for (auto& s : sum)
        s = all(0);
    std::size_t i = 0;
    for (; i + 16 <= length; i += 16)
        for (int v = 0; v < vectors; ++v)
            sum[v] = term(load(a + i + std::size_t(v * lanes)), load(b + i + std::size_t(v * lanes)), sum[v]);
    float lane[16], endA[16] = {}, endB[16] = {};
    std::copy(a + i, a + length, endA);
    std::copy(b + i, b + length, endB);
    for (int v = 0; v < vectors; ++v)
        store(lane + v * lanes, term(load(endA + v * lanes), load(endB + v * lanes), sum[v]));
    for (int width = 8; width > 0; width /= 2)
        for (int l = 0; l < width; ++l)
            lane[l] += lane[l + width];
    return lane[0];
}

float squaredDistance(const float* a, const float* b, std::size_t length)
{
    return sumOf(a, b, length, [](Vector x, Vector y, Vector sum) {
        const Vector difference = x - y;
        return multiplyAdd(difference, difference, sum);
    });
}

float dot(const float* a, const float* b, std::size_t length)
{
    return sumOf(a, b, length, [](Vector x, Vector y, Vector sum) { return multiplyAdd(x, y, sum); });
}

} // namespace

const Kernels VETRINA_KERNELS{ VETRINA_KERNELS_NAME, scan, dots, gram, squaredDistance, dot };

} // namespace vetrina::neighbours::kernels
