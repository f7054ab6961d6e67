#pragma once

#include <array>

// Elementary functions whose last bit does not depend on the C library or the processor: IEEE sums, products, quotients
// and roots alone, and no fused multiply-add. Simulated pixels are to be the same bytes everywhere.
namespace vetrina::simulate {

/// Within 2e-16 of the value, relatively; 0 under -700, the value at 700 above it.
[[nodiscard]] double exponential(double x);
/// Natural; within 2e-16 (relatively, and absolutely near 1). For x <= 0: -1e300.
[[nodiscard]] double logarithm(double x);
/// x^y for x >= 0; 0 for x = 0.
[[nodiscard]] double power(double x, double y);
/// Radians, -pi/2..pi/2; within 1e-15.
[[nodiscard]] double arcTangent(double x);
/// Cosine and sine of `turns` full circles; within 3e-16.
[[nodiscard]] std::array<double, 2> cosineSine(double turns);

/// The flux of a magnitude at a zero point, and back; a flux <= 0 has magnitude 99.
[[nodiscard]] double fluxOf(double magnitude, double zeroPoint);
[[nodiscard]] double magnitudeOf(double flux, double zeroPoint);

} // namespace vetrina::simulate
