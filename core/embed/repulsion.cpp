#include "core/embed/repulsion.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vetrina::embed {

namespace {

constexpr std::size_t lanes = Fft::lanes, tile = 8;
constexpr std::size_t fewestNodes = 128, mostNodes = 1024; ///< a side; a map wider than the most has for is coarser
constexpr float finest = 0.33F; ///< that a step need be: forces change over 1
constexpr float room = 1.15F; ///< that the map may grow into before another grid is laid

/// Buffers of one worker's transforms.
struct Bench {
    explicit Bench(std::size_t side)
        : store(side * lanes * 4)
        , data{ store.data(), store.data() + side * lanes }
        , scratch{ store.data() + 2 * side * lanes, store.data() + 3 * side * lanes }
    {
    }

    std::vector<float> store;
    Fft::Lanes data, scratch;
};

/// Transforms `rows` rows of a square in place, and reads `length` numbers of each (the rest is 0).
void transformRows(const Fft& fft, float* re, float* im, std::size_t rows, std::size_t length, Crew& crew)
{
    const std::size_t side = fft.length();
    crew.each((rows + lanes - 1) / lanes, 1, [&](std::size_t from, std::size_t to, unsigned) {
        Bench bench(side);
        for (std::size_t group = from; group < to; ++group) {
            const std::size_t first = group * lanes, count = std::min(lanes, rows - first);
            std::fill_n(bench.data.re, side * lanes, 0.F);
            std::fill_n(bench.data.im, side * lanes, 0.F);
            for (std::size_t block = 0; block < length; block += lanes) // that stays in the cache
                for (std::size_t row = 0; row < count; ++row)
                    for (std::size_t i = block; i < std::min(block + lanes, length); ++i) {
                        bench.data.re[i * lanes + row] = re[(first + row) * side + i];
                        bench.data.im[i * lanes + row] = im[(first + row) * side + i];
                    }
            const auto done = fft.run(bench.data, bench.scratch);
            for (std::size_t block = 0; block < side; block += lanes)
                for (std::size_t row = 0; row < count; ++row)
                    for (std::size_t i = block; i < std::min(block + lanes, side); ++i) {
                        re[(first + row) * side + i] = done.re[i * lanes + row];
                        im[(first + row) * side + i] = done.im[i * lanes + row];
                    }
        }
    });
}

/// Takes 16 columns of `rows` rows into the bench, the rest of each is 0.
void takeColumns(Bench& bench, const float* re, const float* im, std::size_t side, std::size_t rows, std::size_t first)
{
    const std::size_t count = std::min(lanes, side - first);
    std::fill_n(bench.data.re, side * lanes, 0.F);
    std::fill_n(bench.data.im, side * lanes, 0.F);
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(re + row * side + first, count, bench.data.re + row * lanes);
        std::copy_n(im + row * side + first, count, bench.data.im + row * lanes);
    }
}

void putColumns(Fft::Lanes from, float* re, float* im, std::size_t side, std::size_t rows, std::size_t first)
{
    const std::size_t count = std::min(lanes, side - first);
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(from.re + row * lanes, count, re + row * side + first);
        std::copy_n(from.im + row * lanes, count, im + row * side + first);
    }
}

} // namespace

double Repulsion::measure(std::span<const float> xy, std::span<float> forces)
{
    layGrid(xy);
    sort(xy);
    spread(xy);
    const double total = convolve();
    const std::size_t count = xy.size() / 2;
    m_crew.each(count, 2048, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t i = from; i < to; ++i) {
            float wx[nodes], wy[nodes];
            const std::size_t column = weigh(xy[2 * i], m_fromX, wx), row = weigh(xy[2 * i + 1], m_fromY, wy);
            float x = 0, y = 0;
            for (std::size_t r = 0; r < nodes; ++r) {
                const float *re = m_re.data() + (row + r) * m_side + column,
                            *im = m_im.data() + (row + r) * m_side + column;
                float alongX = 0, alongY = 0;
                for (std::size_t c = 0; c < nodes; ++c) {
                    alongX += wx[c] * re[c];
                    alongY += wx[c] * im[c];
                }
                x += wy[r] * alongX;
                y += wy[r] * alongY;
            }
            forces[2 * i] = x;
            forces[2 * i + 1] = y;
        }
    });
    return total - static_cast<double>(count); // each pushes itself by 1 in the sum
}

std::size_t Repulsion::weigh(float at, float from, float (&weights)[nodes]) const
{
    const float u = (at - from) / m_step;
    const auto node =
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(u), 2, static_cast<std::ptrdiff_t>(m_grid - nodes + 2));
    const float t = u - static_cast<float>(node);
    const float a = t + 2, b = t + 1, c = t, d = t - 1, e = t - 2, f = t - 3;
    const float ab = a * b, cd = c * d, ef = e * f;
    weights[0] = b * cd * ef * (-1.F / 120);
    weights[1] = a * cd * ef * (1.F / 24);
    weights[2] = ab * d * ef * (-1.F / 12);
    weights[3] = ab * c * ef * (1.F / 12);
    weights[4] = ab * cd * f * (-1.F / 24);
    weights[5] = ab * cd * e * (1.F / 120);
    return static_cast<std::size_t>(node) - 2;
}

void Repulsion::layGrid(std::span<const float> xy)
{
    float low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
    for (std::size_t i = 0; i < xy.size(); i += 2)
        for (std::size_t axis = 0; axis < 2; ++axis) {
            low[axis] = std::min(low[axis], xy[i + axis]);
            high[axis] = std::max(high[axis], xy[i + axis]);
        }
    const float wide = std::max({ high[0] - low[0], high[1] - low[1], 1e-6F });
    if (wide > m_room || wide * room * room < m_room) {
        m_room = wide * room;
        const auto wanted = static_cast<std::size_t>(std::min(m_room / finest, static_cast<float>(mostNodes)));
        const std::size_t side = Fft::atLeast(2 * std::clamp(wanted + nodes, fewestNodes, mostNodes));
        m_grid = side / 2;
        m_step = m_room / static_cast<float>(m_grid - nodes);
        if (side != m_side) {
            m_side = side;
            m_fft = std::make_unique<Fft>(side);
            for (auto* square : { &m_total, &m_forceRe, &m_forceIm, &m_re, &m_im })
                square->assign(side * side, 0);
        }
        makeKernel();
    }
    const float margin = static_cast<float>(nodes) / 2 * m_step;
    m_fromX = 0.5F * (low[0] + high[0] - m_room) - margin;
    m_fromY = 0.5F * (low[1] + high[1] - m_room) - margin;
}

void Repulsion::makeKernel()
{
    const std::size_t half = m_grid; // no two nodes are further apart
    const auto place = [&](std::size_t i) {
        return m_step
            * static_cast<float>(i < half ? static_cast<std::ptrdiff_t>(i)
                                          : static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(m_side));
    };
    const auto scale = 1 / (static_cast<float>(m_side) * static_cast<float>(m_side));
    std::vector<float> none(m_side * m_side, 0);
    for (std::size_t r = 0; r < m_side; ++r)
        for (std::size_t c = 0; c < m_side; ++c) {
            const float x = place(c), y = place(r), near = 1 / (1 + x * x + y * y);
            m_total[r * m_side + c] = near * scale;
            m_forceRe[r * m_side + c] = x * near * near * scale;
            m_forceIm[r * m_side + c] = y * near * near * scale;
        }
    const auto transform = [&](float* re, float* im) {
        transformRows(*m_fft, re, im, m_side, m_side, m_crew);
        m_crew.each((m_side + lanes - 1) / lanes, 1, [&](std::size_t from, std::size_t to, unsigned) {
            Bench bench(m_side);
            for (std::size_t group = from; group < to; ++group) {
                takeColumns(bench, re, im, m_side, m_side, group * lanes);
                putColumns(m_fft->run(bench.data, bench.scratch), re, im, m_side, m_side, group * lanes);
            }
        });
    };
    transform(m_total.data(), none.data()); // even, so that its transform is real
    transform(m_forceRe.data(), m_forceIm.data());
}

void Repulsion::sort(std::span<const float> xy)
{
    const std::size_t count = xy.size() / 2, tiles = m_grid / tile + 1;
    m_order.resize(count);
    m_first.assign(tiles * tiles + 1, 0);
    std::vector<std::uint32_t> own(count);
    m_crew.each(count, 4096, [&](std::size_t from, std::size_t to, unsigned) {
        float weights[nodes];
        for (std::size_t i = from; i < to; ++i)
            own[i] = static_cast<std::uint32_t>(
                weigh(xy[2 * i + 1], m_fromY, weights) / tile * tiles + weigh(xy[2 * i], m_fromX, weights) / tile);
    });
    for (const std::uint32_t one : own)
        ++m_first[one + 1];
    for (std::size_t i = 0; i < tiles * tiles; ++i)
        m_first[i + 1] += m_first[i];
    auto next = m_first;
    for (std::size_t i = 0; i < count; ++i)
        m_order[next[own[i]]++] = static_cast<std::uint32_t>(i);
}

/// What lies in a row of tiles touches that row and the next: workers share every second row, then the others, and each
/// sum has one order.
void Repulsion::spread(std::span<const float> xy)
{
    static_assert(nodes <= tile + 1);
    const std::size_t tiles = m_grid / tile + 1;
    m_crew.each(m_grid, 64, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t row = from; row < to; ++row)
            for (auto* square : { &m_re, &m_im })
                std::fill_n(square->data() + row * m_side, m_grid, 0.F);
    });
    for (std::size_t parity = 0; parity < 2; ++parity)
        m_crew.each((tiles - parity + 1) / 2, 1, [&](std::size_t from, std::size_t to, unsigned) {
            for (std::size_t row = 2 * from + parity; row < 2 * to + parity && row < tiles; row += 2)
                for (std::size_t at = m_first[row * tiles]; at < m_first[(row + 1) * tiles]; ++at) {
                    const std::size_t i = m_order[at];
                    float wx[nodes], wy[nodes];
                    const std::size_t left = weigh(xy[2 * i], m_fromX, wx), top = weigh(xy[2 * i + 1], m_fromY, wy);
                    for (std::size_t r = 0; r < nodes; ++r) {
                        float* into = m_re.data() + (top + r) * m_side + left;
                        for (std::size_t c = 0; c < nodes; ++c)
                            into[c] += wy[r] * wx[c];
                    }
                }
        });
}

/// The nodes' weights become the forces at the nodes, x in m_re and y in m_im. Result: the weights' total, by
/// Parseval's theorem.
double Repulsion::convolve()
{
    const std::size_t grid = m_grid, groups = (m_side + lanes - 1) / lanes;
    transformRows(*m_fft, m_re.data(), m_im.data(), grid, grid, m_crew);
    std::vector<double> totals(groups, 0);
    m_crew.each(groups, 1, [&](std::size_t from, std::size_t to, unsigned) {
        Bench bench(m_side);
        for (std::size_t group = from; group < to; ++group) {
            const std::size_t first = group * lanes, count = std::min(lanes, m_side - first);
            takeColumns(bench, m_re.data(), m_im.data(), m_side, grid, first);
            auto done = m_fft->run(bench.data, bench.scratch);
            double total = 0;
            for (std::size_t row = 0; row < m_side; ++row) {
                float sum = 0;
                for (std::size_t i = 0; i < count; ++i) {
                    float &re = done.re[row * lanes + i], &im = done.im[row * lanes + i];
                    const std::size_t at = row * m_side + first + i;
                    sum += (re * re + im * im) * m_total[at];
                    const float x = re * m_forceRe[at] - im * m_forceIm[at];
                    im = re * m_forceIm[at] + im * m_forceRe[at];
                    re = x;
                }
                total += static_cast<double>(sum);
            }
            totals[group] = total;
            std::swap(done.re, done.im); // the inverse
            const bool inData = done.im == bench.data.re;
            const auto scratch =
                inData ? Fft::Lanes{ bench.scratch.im, bench.scratch.re } : Fft::Lanes{ bench.data.im, bench.data.re };
            auto back = m_fft->run(done, scratch);
            std::swap(back.re, back.im);
            putColumns(back, m_re.data(), m_im.data(), m_side, grid, first);
        }
    });
    transformRows(*m_fft, m_im.data(), m_re.data(), grid, m_side, m_crew);
    double total = 0;
    for (const double one : totals)
        total += one;
    return total;
}

} // namespace vetrina::embed
