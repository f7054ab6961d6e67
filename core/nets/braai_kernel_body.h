// Compiled once an instruction set by braai_kernel_*.cpp, which define VETRINA_BRAAI_FORWARD and what to include.
// Everything here has internal linkage.

#include "core/nets/braai_kernel.h"

#include <immintrin.h>

namespace vetrina::nets::braai {

namespace {

#if defined(__AVX512F__)
using Vector = __m512;
constexpr int lanes = 16;
constexpr int blockTiles = 15; ///< accumulators of 16 channels that stay in registers
inline Vector load(const float* p) { return _mm512_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm512_storeu_ps(p, v); }
inline Vector all(float v) { return _mm512_set1_ps(v); }
inline Vector multiplyAdd(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
inline Vector larger(Vector a, Vector b) { return _mm512_max_ps(a, b); }
#elif defined(__AVX2__)
using Vector = __m256;
constexpr int lanes = 8;
constexpr int blockTiles = 6;
inline Vector load(const float* p) { return _mm256_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm256_storeu_ps(p, v); }
inline Vector all(float v) { return _mm256_set1_ps(v); }
inline Vector multiplyAdd(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
inline Vector larger(Vector a, Vector b) { return _mm256_max_ps(a, b); }
#else
using Vector = __m128;
constexpr int lanes = 4;
constexpr int blockTiles = 3;
inline Vector load(const float* p) { return _mm_loadu_ps(p); }
inline void store(float* p, Vector v) { _mm_storeu_ps(p, v); }
inline Vector all(float v) { return _mm_set1_ps(v); }
inline Vector multiplyAdd(Vector a, Vector b, Vector c) { return a * b + c; }
inline Vector larger(Vector a, Vector b) { return _mm_max_ps(a, b); }
#endif

/// Sixteen channels of one pixel. An output's sum runs in the same order whatever the vector's width.
struct Sixteen {
    static constexpr int parts = 16 / lanes;
    Vector part[parts];

    static inline Sixteen of(const float* p)
    {
        Sixteen s;
        for (int i = 0; i < parts; ++i)
            s.part[i] = load(p + i * lanes);
        return s;
    }
    static inline Sixteen zero()
    {
        Sixteen s;
        for (int i = 0; i < parts; ++i)
            s.part[i] = all(0);
        return s;
    }
    inline void to(float* p) const
    {
        for (int i = 0; i < parts; ++i)
            store(p + i * lanes, part[i]);
    }
    inline void addProduct(float pixel, const Sixteen& weights)
    {
        const Vector p = all(pixel);
        for (int i = 0; i < parts; ++i)
            part[i] = multiplyAdd(p, weights.part[i], part[i]);
    }
    friend inline Sixteen operator+(Sixteen a, const Sixteen& b)
    {
        for (int i = 0; i < parts; ++i)
            a.part[i] = a.part[i] + b.part[i];
        return a;
    }
    friend inline Sixteen operator-(Sixteen a, const Sixteen& b)
    {
        for (int i = 0; i < parts; ++i)
            a.part[i] = a.part[i] - b.part[i];
        return a;
    }
    friend inline Sixteen max(Sixteen a, const Sixteen& b)
    {
        for (int i = 0; i < parts; ++i)
            a.part[i] = larger(a.part[i], b.part[i]);
        return a;
    }
};

/// `n` pixels of a row of layer 1, kept in registers.
template <int n> inline void layer1Block(const Packed& w, const float* image, int row, int column, float* out)
{
    Sixteen sum[n];
    for (int i = 0; i < n; ++i)
        sum[i] = Sixteen::of(w.bias1);
    for (int channel = 0; channel < 3; ++channel)
        for (int ky = 0; ky < 3; ++ky) {
            const float* in = image + (channel * side + row + ky) * side + column;
            for (int kx = 0; kx < 3; ++kx) {
                const Sixteen weights = Sixteen::of(w.conv1[channel * 9 + ky * 3 + kx]);
                for (int i = 0; i < n; ++i)
                    sum[i].addProduct(in[i + kx], weights);
            }
        }
    const Sixteen zero = Sixteen::zero();
    for (int i = 0; i < n; ++i)
        max(sum[i], zero).to(out + i * 16);
}

void layer1Row(const Packed& w, const float* image, int row, float (*out)[16])
{
    static_assert(60 % blockTiles == 0);
    for (int column = 0; column < 60; column += blockTiles)
        layer1Block<blockTiles>(w, image, row, column, out[column]);
}

/// Winograd's input transform B^T d B of a 4x4 tile (Lavin & Gray 2015, eq. 9), 16 channels at once.
inline void transformTile(const float* const rows[4], int pixelStride, float* to, int positionStride)
{
    Sixteen half[4][4];
    for (int column = 0; column < 4; ++column) {
        const Sixteen d0 = Sixteen::of(rows[0] + column * pixelStride),
                      d1 = Sixteen::of(rows[1] + column * pixelStride),
                      d2 = Sixteen::of(rows[2] + column * pixelStride),
                      d3 = Sixteen::of(rows[3] + column * pixelStride);
        half[0][column] = d0 - d2;
        half[1][column] = d1 + d2;
        half[2][column] = d2 - d1;
        half[3][column] = d1 - d3;
    }
    for (int row = 0; row < 4; ++row) {
        float* at = to + row * 4 * positionStride;
        (half[row][0] - half[row][2]).to(at);
        (half[row][1] + half[row][2]).to(at + positionStride);
        (half[row][2] - half[row][1]).to(at + 2 * positionStride);
        (half[row][1] - half[row][3]).to(at + 3 * positionStride);
    }
}

constexpr int domainStride = 29 * 32, productStride = 29 * 16;

/// Products of `n` tiles at one position: out[tile][16] = sum over `in` channels of domain[tile][in] * weights[in][..].
template <int n, int in, int outChannels>
inline void multiplyBlock(const float (*domain)[32], const float* weights, float (*out)[16])
{
    Sixteen sum[n];
    for (int i = 0; i < n; ++i)
        sum[i] = Sixteen::zero();
    for (int channel = 0; channel < in; ++channel) {
        const Sixteen w = Sixteen::of(weights + channel * outChannels);
        for (int i = 0; i < n; ++i)
            sum[i].addProduct(domain[i][channel], w);
    }
    for (int i = 0; i < n; ++i)
        sum[i].to(out[i]);
}

template <int tiles, int in, int outChannels>
inline void multiplyRow(const float (*domain)[32], const float* weights, float (*out)[16])
{
    constexpr int whole = tiles / blockTiles * blockTiles;
    for (int tile = 0; tile < whole; tile += blockTiles)
        multiplyBlock<blockTiles, in, outChannels>(domain + tile, weights, out + tile);
    if constexpr (whole < tiles)
        multiplyBlock<tiles - whole, in, outChannels>(domain + whole, weights, out + whole);
}

/// The four pixels of a tile's output, A^T m A, before bias.
struct Quad {
    Sixteen at[2][2];
};
inline Quad untransformTile(const float* product)
{
    Sixteen half[2][4];
    for (int column = 0; column < 4; ++column) {
        const Sixteen m0 = Sixteen::of(product + column * productStride),
                      m1 = Sixteen::of(product + (4 + column) * productStride),
                      m2 = Sixteen::of(product + (8 + column) * productStride),
                      m3 = Sixteen::of(product + (12 + column) * productStride);
        half[0][column] = m0 + m1 + m2;
        half[1][column] = m1 - m2 - m3;
    }
    Quad quad;
    for (int row = 0; row < 2; ++row) {
        quad.at[row][0] = half[row][0] + half[row][1] + half[row][2];
        quad.at[row][1] = half[row][1] - half[row][2] - half[row][3];
    }
    return quad;
}
/// max commutes with adding a bias and with relu, so a pool is done on the bare sums.
inline Sixteen largest(const Quad& quad)
{
    return max(max(quad.at[0][0], quad.at[0][1]), max(quad.at[1][0], quad.at[1][1]));
}

/// One row of tiles: `in` channels from four rows of pixels, 16 output channels from `firstOut` on, each tile's Quad
/// given to `take(tile, quad)`.
template <int tiles, int in, int outChannels, typename Take>
inline void tileRow(Scratch& s, const float (*weights)[in][outChannels], int firstOut, Take take)
{
    for (int position = 0; position < 16; ++position)
        multiplyRow<tiles, in, outChannels>(s.domain[position], &weights[position][0][firstOut], s.product[position]);
    for (int tile = 0; tile < tiles; ++tile)
        take(tile, untransformTile(s.product[0][tile]));
}

template <int tiles, int in> inline void transformRow(Scratch& s, const float* const rows[4])
{
    for (int tile = 0; tile < tiles; ++tile)
        for (int channel = 0; channel < in; channel += 16) {
            const float* at[4];
            for (int row = 0; row < 4; ++row)
                at[row] = rows[row] + tile * 2 * in + channel;
            transformTile(at, in, &s.domain[0][tile][channel], domainStride);
        }
}

/// Layers 1 and 2 and the 2x2 pool: a row of tiles is a row of pooled pixels.
void layers1And2(const Packed& w, const float* image, Scratch& s)
{
    const Sixteen bias = Sixteen::of(w.bias2), zero = Sixteen::zero();
    layer1Row(w, image, 0, s.rows1[0]);
    layer1Row(w, image, 1, s.rows1[1]);
    for (int row = 0; row < 29; ++row) {
        const float* rows[4];
        for (int i = 2; i < 4; ++i)
            layer1Row(w, image, row * 2 + i, s.rows1[(row * 2 + i) % 4]);
        for (int i = 0; i < 4; ++i)
            rows[i] = s.rows1[(row * 2 + i) % 4][0];
        transformRow<29, 16>(s, rows);
        tileRow<29, 16, 16>(s, w.conv2, 0,
            [&](int tile, const Quad& quad) { max(largest(quad) + bias, zero).to(s.pooled2[row][tile]); });
    }
}

/// Layer 3 on the 26 x 26 pixels that layer 4 and its pool look at.
void layer3(const Packed& w, Scratch& s)
{
    const Sixteen zero = Sixteen::zero();
    for (int row = 0; row < 13; ++row) {
        const float* rows[4];
        for (int i = 0; i < 4; ++i)
            rows[i] = s.pooled2[row * 2 + i][0];
        transformRow<13, 16>(s, rows);
        for (int out = 0; out < 32; out += 16) {
            const Sixteen bias = Sixteen::of(w.bias3 + out);
            tileRow<13, 16, 32>(s, w.conv3, out, [&](int tile, const Quad& quad) {
                for (int y = 0; y < 2; ++y)
                    for (int x = 0; x < 2; ++x)
                        max(quad.at[y][x] + bias, zero).to(&s.layer3[row * 2 + y][tile * 2 + x][out]);
            });
        }
    }
}

/// Layer 4 and the 4x4 pool: 2 x 2 tiles make a pooled pixel.
void layer4(const Packed& w, Scratch& s, float* feature)
{
    const Sixteen zero = Sixteen::zero();
    for (int row = 0; row < 12; ++row) {
        const float* rows[4];
        for (int i = 0; i < 4; ++i)
            rows[i] = s.layer3[row * 2 + i][0];
        transformRow<12, 32>(s, rows);
        for (int out = 0; out < 32; out += 16) {
            const Sixteen bias = Sixteen::of(w.bias4 + out);
            tileRow<12, 32, 32>(s, w.conv4, out, [&](int tile, const Quad& quad) {
                float* pixel = feature + ((row / 2) * 6 + tile / 2) * 32 + out;
                const Sixteen value = max(largest(quad) + bias, zero);
                if (row % 2 == 0 && tile % 2 == 0)
                    value.to(pixel);
                else
                    max(value, Sixteen::of(pixel)).to(pixel);
            });
        }
    }
}

/// Dense layer of `n` images; sums of 128 products each are added up, which keeps float32's error down.
template <int n> inline void denseBlock(const Packed& w, Scratch& s, int first, int unit)
{
    Sixteen total[n];
    for (int i = 0; i < n; ++i)
        total[i] = Sixteen::of(w.denseBias + unit);
    for (std::size_t start = 0; start < features; start += 128) {
        Sixteen sum[n];
        for (int i = 0; i < n; ++i)
            sum[i] = Sixteen::zero();
        for (std::size_t k = start; k < start + 128; ++k) {
            const Sixteen weights = Sixteen::of(&w.dense[k][unit]);
            for (int i = 0; i < n; ++i)
                sum[i].addProduct(s.feature[first + i][k], weights);
        }
        for (int i = 0; i < n; ++i)
            total[i] = total[i] + sum[i];
    }
    const Sixteen zero = Sixteen::zero();
    for (int i = 0; i < n; ++i)
        max(total[i], zero).to(&s.hiddenUnits[first + i][unit]);
}

template <int n> void dense(const Packed& w, Scratch& s, int first)
{
    for (int unit = 0; unit < int(hidden); unit += 16)
        denseBlock<n>(w, s, first, unit);
}

float logitOf(const Packed& w, const float* units)
{
    Sixteen sum = Sixteen::zero();
    for (std::size_t k = 0; k < hidden; k += 16) {
        const Sixteen a = Sixteen::of(units + k), b = Sixteen::of(w.last + k);
        for (int i = 0; i < Sixteen::parts; ++i)
            sum.part[i] = multiplyAdd(a.part[i], b.part[i], sum.part[i]);
    }
    float part[16];
    sum.to(part);
    for (int width = 8; width > 0; width /= 2)
        for (int i = 0; i < width; ++i)
            part[i] += part[i + width];
    return part[0] + w.lastBias;
}

} // namespace

void VETRINA_BRAAI_FORWARD(const Packed& w, const float* images, std::size_t count, Scratch& s, float* logits)
{
    for (std::size_t i = 0; i < count; ++i) {
        layers1And2(w, images + i * inputSize, s);
        layer3(w, s);
        layer4(w, s, s.feature[i]);
    }
    constexpr int together = 4;
    std::size_t i = 0;
    for (; i + together <= count; i += together)
        dense<together>(w, s, int(i));
    for (; i < count; ++i)
        dense<1>(w, s, int(i));
    for (i = 0; i < count; ++i)
        logits[i] = logitOf(w, s.hiddenUnits[i]);
}

} // namespace vetrina::nets::braai
