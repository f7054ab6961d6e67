#include "core/embed/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace vetrina::embed {

namespace {

/// A column of the algorithm's matrix is a row here: the inner loops go along it.
struct Columns {
    double* values;
    std::size_t n;
    [[nodiscard]] double* operator[](std::size_t column) const { return values + column * n; }
};

/// To tridiagonal form: diagonal in d, below it in e[1 ..], the transformation in v.
void reduce(Columns v, std::vector<double>& d, std::vector<double>& e)
{
    const std::size_t n = v.n;
    for (std::size_t j = 0; j < n; ++j)
        d[j] = v[j][n - 1];
    for (std::size_t i = n - 1; i > 0; --i) {
        double scale = 0, h = 0;
        for (std::size_t k = 0; k < i; ++k)
            scale += std::abs(d[k]);
        if (scale == 0) {
            e[i] = d[i - 1];
            for (std::size_t j = 0; j < i; ++j) {
                d[j] = v[j][i - 1];
                v[j][i] = v[i][j] = 0;
            }
        } else {
            for (std::size_t k = 0; k < i; ++k) {
                d[k] /= scale;
                h += d[k] * d[k];
            }
            double f = d[i - 1];
            double g = f > 0 ? -std::sqrt(h) : std::sqrt(h);
            e[i] = scale * g;
            h -= f * g;
            d[i - 1] = f - g;
            std::fill_n(e.begin(), i, 0.0);
            for (std::size_t j = 0; j < i; ++j) {
                f = d[j];
                v[i][j] = f;
                const double* column = v[j];
                g = e[j] + column[j] * f;
                for (std::size_t k = j + 1; k < i; ++k) {
                    g += column[k] * d[k];
                    e[k] += column[k] * f;
                }
                e[j] = g;
            }
            f = 0;
            for (std::size_t j = 0; j < i; ++j) {
                e[j] /= h;
                f += e[j] * d[j];
            }
            const double half = f / (h + h);
            for (std::size_t j = 0; j < i; ++j)
                e[j] -= half * d[j];
            for (std::size_t j = 0; j < i; ++j) {
                f = d[j];
                g = e[j];
                double* column = v[j];
                for (std::size_t k = j; k < i; ++k)
                    column[k] -= f * e[k] + g * d[k];
                d[j] = column[i - 1];
                column[i] = 0;
            }
        }
        d[i] = h;
    }
    for (std::size_t i = 0; i + 1 < n; ++i) {
        v[i][n - 1] = v[i][i];
        v[i][i] = 1;
        double* next = v[i + 1];
        if (const double h = d[i + 1]; h != 0) {
            for (std::size_t k = 0; k <= i; ++k)
                d[k] = next[k] / h;
            for (std::size_t j = 0; j <= i; ++j) {
                double* column = v[j];
                double g = 0;
                for (std::size_t k = 0; k <= i; ++k)
                    g += next[k] * column[k];
                for (std::size_t k = 0; k <= i; ++k)
                    column[k] -= g * d[k];
            }
        }
        std::fill_n(next, i + 1, 0.0);
    }
    for (std::size_t j = 0; j < n; ++j) {
        d[j] = v[j][n - 1];
        v[j][n - 1] = 0;
    }
    v[n - 1][n - 1] = 1;
    e[0] = 0;
}

/// The tridiagonal form's eigenvalues into d, its eigenvectors times v into v.
void diagonalise(Columns v, std::vector<double>& d, std::vector<double>& e)
{
    const std::size_t n = v.n;
    std::rotate(e.begin(), e.begin() + 1, e.end());
    e[n - 1] = 0;
    double shift = 0, largest = 0;
    for (std::size_t l = 0; l < n; ++l) {
        largest = std::max(largest, std::abs(d[l]) + std::abs(e[l]));
        const double small = std::numeric_limits<double>::epsilon() * largest;
        std::size_t m = l;
        while (std::abs(e[m]) > small) // e[n - 1] is 0
            ++m;
        for (int step = 0; m > l && std::abs(e[l]) > small && step < 100; ++step) {
            double g = d[l];
            double p = (d[l + 1] - g) / (2 * e[l]);
            double r = p < 0 ? -std::hypot(p, 1.0) : std::hypot(p, 1.0);
            d[l] = e[l] / (p + r);
            d[l + 1] = e[l] * (p + r);
            const double second = d[l + 1], off = e[l + 1];
            double h = g - d[l];
            for (std::size_t i = l + 2; i < n; ++i)
                d[i] -= h;
            shift += h;
            p = d[m];
            double c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0;
            for (std::size_t i = m; i-- > l;) {
                c3 = c2;
                c2 = c;
                s2 = s;
                g = c * e[i];
                h = c * p;
                r = std::hypot(p, e[i]);
                e[i + 1] = s * r;
                s = e[i] / r;
                c = p / r;
                p = c * d[i] - s * g;
                d[i + 1] = h + s * (c * g + s * d[i]);
                double* a = v[i];
                double* b = v[i + 1];
                for (std::size_t k = 0; k < n; ++k) {
                    const double was = b[k];
                    b[k] = s * a[k] + c * was;
                    a[k] = c * a[k] - s * was;
                }
            }
            p = -s * s2 * c3 * off * e[l] / second;
            e[l] = s * p;
            d[l] = c * p;
        }
        d[l] += shift;
        e[l] = 0;
    }
}

} // namespace

Eigen symmetricEigen(std::vector<double> matrix, std::size_t n)
{
    Eigen eigen;
    if (n == 0)
        return eigen;
    std::vector<double> d(n), e(n);
    const Columns v{ matrix.data(), n };
    reduce(v, d, e);
    diagonalise(v, d, e);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return d[i]; });
    for (const std::size_t i : order) {
        eigen.values.push_back(d[i]);
        eigen.vectors.insert(eigen.vectors.end(), v[i], v[i] + n);
    }
    return eigen;
}

} // namespace vetrina::embed
