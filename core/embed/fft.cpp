#include "core/embed/fft.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace vetrina::embed {

namespace {

constexpr std::size_t radices[] = { 4, 5, 3, 2 };

/// One number of each row.
struct At {
    float re, im;
};

inline At operator+(At a, At b) { return { a.re + b.re, a.im + b.im }; }
inline At operator-(At a, At b) { return { a.re - b.re, a.im - b.im }; }
inline At operator*(float s, At a) { return { s * a.re, s * a.im }; }
inline At times(At a, float cos, float sin) { return { a.re * cos + a.im * sin, a.im * cos - a.re * sin }; }
inline At byMinusI(At a) { return { a.im, -a.re }; }

template <std::size_t radix> inline void transform(At (&a)[radix])
{
    if constexpr (radix == 2) {
        const At sum = a[0] + a[1];
        a[1] = a[0] - a[1];
        a[0] = sum;
    } else if constexpr (radix == 3) {
        constexpr auto half = 0.866025403784438647F;
        const At sum = a[1] + a[2], turned = byMinusI(half * (a[1] - a[2])), middle = a[0] - 0.5F * sum;
        a[0] = a[0] + sum;
        a[1] = middle + turned;
        a[2] = middle - turned;
    } else if constexpr (radix == 4) {
        const At even = a[0] + a[2], odd = a[1] + a[3], evenLess = a[0] - a[2], turned = byMinusI(a[1] - a[3]);
        a[0] = even + odd;
        a[1] = evenLess + turned;
        a[2] = even - odd;
        a[3] = evenLess - turned;
    } else {
        constexpr auto c1 = 0.309016994374947424F, c2 = -0.809016994374947424F, s1 = 0.951056516295153572F,
                       s2 = 0.587785252292473129F;
        const At outer = a[1] + a[4], inner = a[2] + a[3], outerLess = a[1] - a[4], innerLess = a[2] - a[3];
        const At near = a[0] + c1 * outer + c2 * inner, far = a[0] + c2 * outer + c1 * inner;
        const At nearTurned = byMinusI(s1 * outerLess + s2 * innerLess),
                 farTurned = byMinusI(s2 * outerLess - s1 * innerLess);
        a[0] = a[0] + outer + inner;
        a[1] = near + nearTurned;
        a[4] = near - nearTurned;
        a[2] = far + farTurned;
        a[3] = far - farTurned;
    }
}

template <std::size_t radix>
void pass(std::size_t length, std::size_t stride, const float* turns, Fft::Lanes from, Fft::Lanes to)
{
    const std::size_t parts = length / stride / radix, width = stride * Fft::lanes;
    for (std::size_t p = 0; p < parts; ++p) {
        const float *fromRe[radix], *fromIm[radix];
        float *toRe[radix], *toIm[radix];
        for (std::size_t k = 0; k < radix; ++k) {
            fromRe[k] = from.re + width * (p + parts * k);
            fromIm[k] = from.im + width * (p + parts * k);
            toRe[k] = to.re + width * (radix * p + k);
            toIm[k] = to.im + width * (radix * p + k);
        }
        const float* turn = turns + p * (radix - 1) * 2;
        // Both are apart, as are all their parts.
#pragma GCC ivdep
        for (std::size_t i = 0; i < width; ++i) {
            At a[radix];
            for (std::size_t k = 0; k < radix; ++k)
                a[k] = { fromRe[k][i], fromIm[k][i] };
            transform<radix>(a);
            toRe[0][i] = a[0].re;
            toIm[0][i] = a[0].im;
            for (std::size_t k = 1; k < radix; ++k) {
                const At turned = times(a[k], turn[2 * k - 2], turn[2 * k - 1]);
                toRe[k][i] = turned.re;
                toIm[k][i] = turned.im;
            }
        }
    }
}

} // namespace

Fft::Fft(std::size_t length)
    : m_length(length)
{
    std::size_t left = length, stride = 1;
    for (const std::size_t radix : radices)
        for (; left % radix == 0; left /= radix, stride *= radix) {
            Pass pass{ radix, stride, {} };
            for (std::size_t p = 0; p < left / radix; ++p)
                for (std::size_t k = 1; k < radix; ++k) {
                    const double angle = 2 * std::numbers::pi * static_cast<double>(p * k) / static_cast<double>(left);
                    pass.turns.push_back(static_cast<float>(std::cos(angle)));
                    pass.turns.push_back(static_cast<float>(std::sin(angle)));
                }
            m_passes.push_back(std::move(pass));
        }
}

std::size_t Fft::atLeast(std::size_t length)
{
    for (std::size_t next = length;; ++next) {
        std::size_t left = next;
        for (const std::size_t radix : radices)
            while (left > 1 && left % radix == 0)
                left /= radix;
        if (left == 1)
            return next;
    }
}

Fft::Lanes Fft::run(Lanes data, Lanes scratch) const
{
    for (const Pass& one : m_passes) {
        const auto run = one.radix == 4 ? pass<4> : one.radix == 5 ? pass<5> : one.radix == 3 ? pass<3> : pass<2>;
        run(m_length, one.stride, one.turns.data(), data, scratch);
        std::swap(data, scratch);
    }
    return data;
}

} // namespace vetrina::embed
