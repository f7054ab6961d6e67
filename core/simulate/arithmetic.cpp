#include "core/simulate/arithmetic.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace vetrina::simulate {

namespace {

/// 2^exponent, of a normal number.
double twoTo(int exponent) { return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52); }

} // namespace

double exponential(double x)
{
    if (!(x > -700))
        return 0;
    if (x > 700)
        x = 700;
    constexpr double high = 6.93147180369123816490e-01, low = 1.90821492927058770002e-10; // ln 2 in two parts
    const double k = std::floor(x * (1 / std::numbers::ln2) + 0.5);
    const double r = (x - k * high) - k * low;
    double sum = 1; // Horner's form of sum r^n / n!
    for (int n = 13; n >= 1; --n)
        sum = 1 + sum * r / n;
    return sum * twoTo(static_cast<int>(k));
}

double logarithm(double x)
{
    if (!(x > 0))
        return -1e300;
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent); // exact
    if (mantissa < std::numbers::sqrt2 / 2) {
        mantissa *= 2;
        --exponent;
    }
    const double s = (mantissa - 1) / (mantissa + 1), s2 = s * s;
    double sum = 0;
    for (int n = 21; n >= 1; n -= 2)
        sum = sum * s2 + 1. / n;
    return exponent * std::numbers::ln2 + 2 * s * sum;
}

double power(double x, double y) { return x > 0 ? exponential(y * logarithm(x)) : 0; }

double arcTangent(double x)
{
    double t = x;
    for (int halved = 0; halved < 4; ++halved)
        t = t / (1 + std::sqrt(1 + t * t));
    const double t2 = t * t;
    double sum = 0;
    for (int n = 17; n >= 1; n -= 2)
        sum = 1. / n - t2 * sum;
    return 16 * t * sum;
}

std::array<double, 2> cosineSine(double turns)
{
    const double quarters = std::floor(turns * 4 + 0.5);
    const double x = (turns - quarters / 4) * (2 * std::numbers::pi), x2 = x * x; // -pi/4..pi/4
    double cosine = 1, sine = 1;
    for (int n = 16; n >= 2; n -= 2)
        cosine = 1 - cosine * x2 / (n * (n - 1));
    for (int n = 17; n >= 3; n -= 2)
        sine = 1 - sine * x2 / (n * (n - 1));
    sine *= x;
    switch (static_cast<std::int64_t>(quarters) & 3) {
    case 0:
        return { cosine, sine };
    case 1:
        return { -sine, cosine };
    case 2:
        return { -cosine, -sine };
    default:
        return { sine, -cosine };
    }
}

double fluxOf(double magnitude, double zeroPoint)
{
    return exponential((zeroPoint - magnitude) * (0.4 * std::numbers::ln10));
}

double magnitudeOf(double flux, double zeroPoint)
{
    return flux > 0 ? zeroPoint - 2.5 / std::numbers::ln10 * logarithm(flux) : 99;
}

} // namespace vetrina::simulate
