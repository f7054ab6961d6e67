#include "core/image/zscale.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace vetrina::image {

namespace {

constexpr int wanted = 600; // pixels in the sample
constexpr int wantedPerLine = 120;
constexpr float contrast = 0.25F;
constexpr float rejectBeyond = 2.5F; // standard deviations
constexpr int fewestPixels = 5;
constexpr int maxIterations = 5;

/// A value that was thrown out still takes part in the sums until the pass comes by it: Doomed.
enum class State : std::uint8_t { Good, Doomed, Rejected };

int roundedUp(int a, int b) { return (a + b - 1) / b; }

/// The finite pixels on DS9's grid, in its order: every column_step-th of every line_step-th line.
std::vector<float> take(PlaneView plane)
{
    const int perLineAtMost = std::clamp(plane.width, 1, wantedPerLine);
    const int columnStep = std::max(2, roundedUp(plane.width, perLineAtMost));
    const int perLine = std::max(1, roundedUp(plane.width, columnStep));
    const int lines = std::max(wanted / wantedPerLine, std::min(plane.height, roundedUp(wanted, perLine)));
    const int lineStep = std::max(2, plane.height / lines);
    const auto most = static_cast<std::size_t>(perLine) * static_cast<std::size_t>(roundedUp(plane.height, lineStep));

    std::vector<float> sample;
    sample.reserve(most);
    // Lines count from 1 there, and the last one is never asked for.
    for (int line = (lineStep + 1) / 2; line < plane.height && sample.size() < most; line += lineStep) {
        for (int column = 0; column < plane.width; column += columnStep) {
            if (const float v = plane.at(column, line - 1); std::isfinite(v))
                sample.push_back(v);
        }
    }
    return sample;
}

/// The straight line through the sorted sample, against x from -1 to 1, kept as sums from which rejected
/// values are taken away. Single precision stands where DS9 has it: the limits depend on it.
class Fit {
public:
    explicit Fit(std::span<const float> sorted)
        : m_z(sorted)
        , m_scale(static_cast<float>(2.0 / static_cast<double>(sorted.size() - 1)))
        , m_x(sorted.size())
        , m_residual(sorted.size())
        , m_state(sorted.size(), State::Good)
    {
        for (std::size_t i = 0; i < m_x.size(); ++i) {
            const float x = static_cast<float>(static_cast<float>(i) * m_scale - 1.0);
            m_x[i] = x;
            m_xx += x * x;
            m_xz += m_z[i] * x;
            m_zSum += m_z[i];
        }
        m_center = static_cast<float>(m_zSum / static_cast<double>(m_z.size()));
        m_rise = static_cast<float>(m_xz / m_xx);
    }

    /// Rejects until nothing more goes, too much went, or enough passes were made; gives how many stay.
    int run()
    {
        const int fewest = std::max(fewestPixels, static_cast<int>(m_z.size()) / 2);
        int good = static_cast<int>(m_z.size());
        for (int i = 0; i < maxIterations; ++i) {
            const int before = good;
            good = rejectOutliers(threshold());
            solve(good);
            if (good >= before || good < fewest)
                break;
        }
        return good;
    }

    [[nodiscard]] float slope() const { return m_rise * m_scale; } ///< a step in the sample

private:
    float threshold()
    {
        int n = 0;
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < m_z.size(); ++i) {
            const float residual = m_z[i] - (m_x[i] * m_rise + m_center);
            m_residual[i] = residual;
            if (m_state[i] != State::Good)
                continue;
            ++n;
            sum += residual;
            squares += residual * residual;
        }
        if (n < 2)
            return 0;
        const double pairs = static_cast<double>(n) * (n - 1);
        const double variance = squares / (n - 1) - sum * sum / pairs;
        return variance < 0 ? 0 : static_cast<float>(std::sqrt(variance)) * rejectBeyond;
    }

    int rejectOutliers(float threshold)
    {
        const int size = static_cast<int>(m_z.size());
        const int grow = std::max(1, static_cast<int>(size * 0.01 + 0.5));
        int good = size;
        for (int i = 0; i < size; ++i) {
            if (m_state[static_cast<std::size_t>(i)] == State::Rejected) {
                --good;
                continue;
            }
            const float residual = m_residual[static_cast<std::size_t>(i)];
            if (!(residual < -threshold || residual > threshold))
                continue;
            // Those ahead are still to be judged by their own residual: their sums stay until then.
            for (int j = std::max(0, i - grow); j < std::min(size, i + grow); ++j) {
                auto& state = m_state[static_cast<std::size_t>(j)];
                if (state == State::Rejected)
                    continue;
                if (j > i) {
                    state = State::Doomed;
                    continue;
                }
                takeAway(static_cast<std::size_t>(j));
                state = State::Rejected;
                --good;
            }
        }
        return good;
    }

    void takeAway(std::size_t i)
    {
        const double x = m_x[i], z = m_z[i];
        m_xx -= x * x;
        m_xz -= z * x;
        m_xSum -= x;
        m_zSum -= z;
    }

    void solve(int good)
    {
        if (good <= 0)
            return;
        const double ratio = m_xSum / m_xx;
        m_center = static_cast<float>((m_zSum - ratio * m_xz) / (good - ratio * m_xSum));
        m_rise = static_cast<float>((m_xz - m_center * m_xSum) / m_xx);
    }

    std::span<const float> m_z;
    float m_scale;
    std::vector<float> m_x, m_residual;
    std::vector<State> m_state;
    double m_xx = 0, m_xz = 0, m_xSum = 0, m_zSum = 0;
    float m_center = 0, m_rise = 0;
};

} // namespace

Limits zscaleDs9(PlaneView plane)
{
    auto sample = take(plane);
    if (sample.empty())
        return {};
    std::ranges::sort(sample);
    const float lowest = sample.front(), highest = sample.back();
    const int size = static_cast<int>(sample.size());
    if (size < fewestPixels)
        return { lowest, highest };

    const int center = std::max(1, (size + 1) / 2); // counted from 1
    const auto middle = sample.begin() + (center - 1);
    const float median = size % 2 ? *middle : (middle[0] + middle[1]) / 2;

    Fit fit(sample);
    if (fit.run() < std::max(fewestPixels, size / 2))
        return { lowest, highest };
    const float slope = fit.slope() / contrast;
    return { std::max(lowest, median - static_cast<float>(center - 1) * slope),
        std::min(highest, median + static_cast<float>(size - center) * slope) };
}

} // namespace vetrina::image
