#include "core/metrics/confusion.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace vetrina::metrics {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole ? static_cast<double>(part) / static_cast<double>(whole) : none;
}

} // namespace

std::uint64_t Confusion::total() const { return std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t(0)); }

double Confusion::accuracy() const
{
    std::uint64_t right = 0;
    for (std::size_t i = 0; i < m_classes; ++i)
        right += at(i, i);
    return share(right, total());
}

double Confusion::recall(std::size_t of) const
{
    std::uint64_t there = 0;
    for (std::size_t i = 0; i < m_classes; ++i)
        there += at(of, i);
    return share(at(of, of), there);
}

double Confusion::precision(std::size_t of) const
{
    std::uint64_t called = 0;
    for (std::size_t i = 0; i < m_classes; ++i)
        called += at(i, of);
    return share(at(of, of), called);
}

double Confusion::f1(std::size_t of) const
{
    std::uint64_t there = 0, called = 0;
    for (std::size_t i = 0; i < m_classes; ++i) {
        there += at(of, i);
        called += at(i, of);
    }
    return share(2 * at(of, of), there + called);
}

double Confusion::macroF1() const
{
    double sum = 0;
    std::size_t classes = 0;
    for (std::size_t i = 0; i < m_classes; ++i)
        if (!std::isnan(recall(i))) {
            sum += f1(i);
            ++classes;
        }
    return classes ? sum / static_cast<double>(classes) : none;
}

} // namespace vetrina::metrics
