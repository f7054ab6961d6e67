#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vetrina::metrics {

/// How often which class was called which. Value type; one thread.
class Confusion {
public:
    Confusion() = default;
    explicit Confusion(std::size_t classes)
        : m_classes(classes)
        , m_counts(classes * classes)
    {
    }

    void add(std::size_t truth, std::size_t called) { ++m_counts[truth * m_classes + called]; }
    [[nodiscard]] std::uint64_t at(std::size_t truth, std::size_t called) const
    {
        return m_counts[truth * m_classes + called];
    }
    [[nodiscard]] std::size_t classes() const { return m_classes; }
    /// classes x classes, a line a true class.
    [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return m_counts; }
    [[nodiscard]] std::uint64_t total() const;

    /// Of all, those called right; NaN of none.
    [[nodiscard]] double accuracy() const;
    /// Of those of the class, those called so; NaN where there are none.
    [[nodiscard]] double recall(std::size_t of) const;
    /// Of those called so, those of the class; NaN where none was.
    [[nodiscard]] double precision(std::size_t of) const;
    /// The harmonic mean of both; 0 where the class was never called right; NaN where it is neither there nor called.
    [[nodiscard]] double f1(std::size_t of) const;
    /// The mean F1 of the classes that there are; NaN without any.
    [[nodiscard]] double macroF1() const;

private:
    std::size_t m_classes = 0;
    std::vector<std::uint64_t> m_counts;
};

} // namespace vetrina::metrics
