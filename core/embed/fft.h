#pragma once

#include <cstddef>
#include <vector>

namespace vetrina::embed {

/// The discrete Fourier transform (exp(-2 pi i j k / n), not scaled) of 16 rows of numbers at once, of a length whose
/// only factors are 2, 3 and 5: Stockham's, in float32. Pure; any thread.
class Fft {
public:
    static constexpr std::size_t lanes = 16;

    /// Real and imaginary parts, length x lanes each: the rows side by side.
    struct Lanes {
        float *re, *im;
    };

    explicit Fft(std::size_t length); ///< one that atLeast() gave

    /// The next length that can be transformed.
    [[nodiscard]] static std::size_t atLeast(std::size_t length);

    [[nodiscard]] std::size_t length() const { return m_length; }

    /// Of `data`; the result is in the place that is returned, one of the two. With re and im changed about it is the
    /// inverse, but for the scale.
    [[nodiscard]] Lanes run(Lanes data, Lanes scratch) const;

private:
    struct Pass {
        std::size_t radix, stride; ///< of how many; how many were done before
        std::vector<float> turns; ///< (length / stride / radix) x (radix - 1) x (cos, sin)
    };

    std::size_t m_length;
    std::vector<Pass> m_passes;
};

} // namespace vetrina::embed
