#include "core/sky/wcs.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

namespace vetrina::sky {

namespace {

constexpr double degree = std::numbers::pi / 180;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The keywords of a header with their values as written, quotes and comments taken off; the first of a name counts.
class Cards {
public:
    explicit Cards(std::string_view header)
    {
        constexpr std::size_t cardSize = 80;
        const bool lines = header.find('\n') != std::string_view::npos;
        while (!header.empty()) {
            const auto size = std::min(header.size(), lines ? header.find('\n') : cardSize);
            const auto card = header.substr(0, size);
            header.remove_prefix(std::min(header.size(), size + (lines ? 1 : 0)));
            if (trimmed(card) == "END")
                return;
            if (card.size() > 10 && card.substr(8, 2) == "= ")
                m_values.emplace(trimmed(card.substr(0, 8)), valueOf(card.substr(10)));
        }
    }

    [[nodiscard]] bool has(std::string_view name) const { return m_values.contains(name); }
    [[nodiscard]] std::string_view text(std::string_view name) const
    {
        const auto found = m_values.find(name);
        return found == m_values.end() ? std::string_view() : found->second;
    }
    /// Leaves `out` where the keyword is absent; an error where its value is no number.
    Result<void> number(std::string_view name, double& out) const
    {
        if (!has(name))
            return {};
        std::string value(text(name));
        std::ranges::replace(value, 'D', 'E'); // Fortran's double precision, allowed by the standard
        const char* begin = value.data() + (value.starts_with('+') ? 1 : 0);
        double read = 0;
        const auto [end, error] = std::from_chars(begin, value.data() + value.size(), read);
        if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(read))
            return fail(
                Error::Code::Malformed, "FITS header: " + std::string(name) + ": '" + value + "' is not a number");
        out = read;
        return {};
    }

private:
    static std::string_view valueOf(std::string_view text)
    {
        text = trimmed(text);
        if (text.starts_with('\''))
            return trimmed(text.substr(1, text.find('\'', 1) - 1));
        return trimmed(text.substr(0, text.find('/')));
    }

    std::map<std::string_view, std::string_view> m_values;
};

tl::unexpected<Error> unsupported(std::string_view name, std::string_view value)
{
    return fail(Error::Code::Unsupported,
        "FITS header: " + std::string(name) + " '" + std::string(value) + "' is not among the sky frames read here",
        "North and east are not shown for this image.");
}

Result<void> checkKinds(const Cards& cards)
{
    const auto first = cards.text("CTYPE1"), second = cards.text("CTYPE2");
    if (!(first.empty() && second.empty()) && first != "RA---TAN")
        return unsupported("CTYPE1", first);
    if (!(first.empty() && second.empty()) && second != "DEC--TAN")
        return unsupported("CTYPE2", second);
    for (const auto* name : { "CUNIT1", "CUNIT2" }) {
        if (const auto unit = cards.text(name); !unit.empty() && unit != "deg")
            return unsupported(name, unit);
    }
    // ICRS and FK5 differ by 0.03": nothing at the size of these pixels.
    const auto frame = cards.text("RADESYS");
    if (!frame.empty() && frame != "ICRS" && frame != "FK5")
        return unsupported("RADESYS", frame);
    return {};
}

Result<PixelMatrix> matrixOf(const Cards& cards)
{
    PixelMatrix m{ 1, 0, 0, 1 };
    std::array<double, 2> step{ 1, 1 };
    const bool cd = cards.has("CD1_1") || cards.has("CD1_2") || cards.has("CD2_1") || cards.has("CD2_2");
    const std::string prefix = cd ? "CD" : "PC";
    if (cd)
        m = { 0, 0, 0, 0 };
    constexpr std::array places{ "1_1", "1_2", "2_1", "2_2" };
    for (std::size_t i = 0; i < 4; ++i) {
        if (auto read = cards.number(prefix + places[i], m[i]); !read)
            return tl::unexpected(read.error());
    }
    if (cd)
        return m;
    double turn = 0;
    for (auto read :
        { cards.number("CDELT1", step[0]), cards.number("CDELT2", step[1]), cards.number("CROTA2", turn) }) {
        if (!read)
            return tl::unexpected(read.error());
    }
    if (turn != 0 && !cards.has("PC1_1") && !cards.has("PC2_2")) {
        const double c = std::cos(turn * degree), s = std::sin(turn * degree);
        return PixelMatrix{ c * step[0], -s * step[1], s * step[0], c * step[1] };
    }
    return PixelMatrix{ m[0] * step[0], m[1] * step[0], m[2] * step[1], m[3] * step[1] };
}

} // namespace

Wcs::Wcs(PixelPosition reference, SkyPosition at, const PixelMatrix& matrix)
    : m_reference(reference)
    , m_at(at)
    , m_matrix(matrix)
{
    const double determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2];
    m_inverse = { matrix[3] / determinant, -matrix[1] / determinant, -matrix[2] / determinant,
        matrix[0] / determinant };
}

Result<Wcs> Wcs::tangent(PixelPosition reference, SkyPosition at, const PixelMatrix& matrix)
{
    Wcs wcs(reference, at, matrix);
    const bool finite = std::isfinite(reference.column) && std::isfinite(reference.row) && std::isfinite(at.raDeg)
        && std::abs(at.decDeg) <= 90 && std::ranges::all_of(wcs.m_matrix, [](double v) { return std::isfinite(v); })
        && std::ranges::all_of(wcs.m_inverse, [](double v) { return std::isfinite(v); });
    if (!finite)
        return fail(Error::Code::Malformed, "sky frame: its numbers are not finite or its matrix has no inverse");
    return wcs;
}

Result<Wcs> Wcs::fromHeader(std::string_view header)
{
    const Cards cards(header);
    if (!cards.has("CRVAL1") || !cards.has("CRVAL2"))
        return fail(Error::Code::NotFound, "FITS header: no CRVAL1 and CRVAL2: it says nothing about the sky");
    if (auto known = checkKinds(cards); !known)
        return tl::unexpected(known.error());
    double column = 0, row = 0, pole = 180;
    SkyPosition at;
    for (auto read : { cards.number("CRPIX1", column), cards.number("CRPIX2", row), cards.number("CRVAL1", at.raDeg),
             cards.number("CRVAL2", at.decDeg), cards.number("LONPOLE", pole) }) {
        if (!read)
            return tl::unexpected(read.error());
    }
    auto matrix = matrixOf(cards);
    if (!matrix)
        return tl::unexpected(matrix.error());
    // Another longitude of the pole turns the tangent plane about its middle.
    const double c = std::cos((180 - pole) * degree), s = std::sin((pole - 180) * degree);
    const auto& m = *matrix;
    return tangent({ column - 1, row - 1 }, at,
        { c * m[0] + s * m[2], c * m[1] + s * m[3], c * m[2] - s * m[0], c * m[3] - s * m[1] });
}

SkyPosition Wcs::pixelToSky(PixelPosition pixel) const
{
    const double dx = pixel.column - m_reference.column, dy = pixel.row - m_reference.row;
    const double xi = (m_matrix[0] * dx + m_matrix[1] * dy) * degree;
    const double eta = (m_matrix[2] * dx + m_matrix[3] * dy) * degree;
    const double s = std::sin(m_at.decDeg * degree), c = std::cos(m_at.decDeg * degree);
    const double towards = c - eta * s;
    double ra = m_at.raDeg + std::atan2(xi, towards) / degree;
    ra -= 360 * std::floor(ra / 360);
    return { ra, std::atan2(s + eta * c, std::hypot(xi, towards)) / degree };
}

std::optional<PixelPosition> Wcs::skyToPixel(SkyPosition position) const
{
    const double step = (position.raDeg - m_at.raDeg) * degree;
    const double s0 = std::sin(m_at.decDeg * degree), c0 = std::cos(m_at.decDeg * degree);
    const double s = std::sin(position.decDeg * degree), c = std::cos(position.decDeg * degree);
    const double cosine = s0 * s + c0 * c * std::cos(step);
    if (!(cosine > 1e-9))
        return {};
    const double xi = c * std::sin(step) / cosine / degree;
    const double eta = (c0 * s - s0 * c * std::cos(step)) / cosine / degree;
    return PixelPosition{ m_reference.column + m_inverse[0] * xi + m_inverse[1] * eta,
        m_reference.row + m_inverse[2] * xi + m_inverse[3] * eta };
}

Wcs Wcs::cutAt(PixelPosition first) const
{
    Wcs cut = *this;
    cut.m_reference = { m_reference.column - first.column, m_reference.row - first.row };
    return cut;
}

double Wcs::pixelScaleArcsec() const
{
    return std::sqrt(std::abs(m_matrix[0] * m_matrix[3] - m_matrix[1] * m_matrix[2])) * 3600;
}

} // namespace vetrina::sky
