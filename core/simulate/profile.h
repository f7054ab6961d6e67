#pragma once

#include "core/simulate/random.h"

#include <vector>

namespace vetrina::simulate {

constexpr int stampSide = 63;
constexpr int stampMiddle = 31;
constexpr std::size_t stampPixels = static_cast<std::size_t>(stampSide) * stampSide;
constexpr double pixelArcsec = 1.0127;

/// A stamp of 63 x 63, row 0 first.
using Grid = std::vector<float>;
[[nodiscard]] constexpr std::size_t pixel(int column, int row)
{
    return static_cast<std::size_t>(row) * stampSide + static_cast<std::size_t>(column);
}

/// What a point becomes on the detector, pixels included: an elliptical Moffat profile of flux 1.
///
/// I(r) = (b - 1) / (pi a^2) (1 + r^2 / a^2)^-b, its width by full width at half maximum, sampled at pixel centres.
/// Moffat 1969. Immutable; any thread.
class Psf {
public:
    struct Shape {
        double fwhmPx = 2;
        double beta = 3; ///< over 1; above 20 it is a Gaussian in all but name
        double ellipticity = 0; ///< 1 - axis ratio
        double angleTurns = 0; ///< of the long axis
    };
    explicit Psf(const Shape& shape);

    [[nodiscard]] const Shape& shape() const { return m_shape; }
    [[nodiscard]] double at(double dx, double dy) const;
    [[nodiscard]] double peak() const { return m_table.front(); }
    /// Pixels that a fit of the flux averages over: 1 / sum P^2.
    [[nodiscard]] double effectivePixels() const { return m_effectivePixels; }

    /// Adds a point of that flux as far as it is over `least` in a pixel. `ripple` wobbles the profile by that share of
    /// it, as resampling does to narrow stars.
    void add(Grid& grid, double x, double y, double flux, double least, double ripple = 0, double phase = 0) const;
    /// Adds the convolution of `light` with the profile, moved.
    void addConvolved(Grid& grid, const Grid& light, double shiftX = 0, double shiftY = 0) const;

private:
    Shape m_shape;
    double m_xx = 1, m_xy = 0, m_yy = 1; ///< q^2 = xx dx^2 + 2 xy dx dy + yy dy^2, q in units of a
    std::vector<double> m_table; ///< over q, tableStep apart
    double m_effectivePixels = 1;
};

/// A galaxy: an elliptical Sersic profile.
struct Sersic {
    double index = 1;
    double radiusPx = 2; ///< half of the light, along the long axis
    double axisRatio = 1;
    double angleTurns = 0;
};

/// Adds a galaxy before the telescope blurs it; finely sampled within its core. Sersic 1963; Ciotti & Bertin 1999, b_n.
void addGalaxy(Grid& light, double x, double y, double flux, const Sersic& profile);

} // namespace vetrina::simulate
