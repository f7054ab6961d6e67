#include "core/formats/fits.h"
#include "core/session/pixels.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace vetrina::session {

namespace {

std::string number(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.15G", value);
    std::string out = text.data();
    if (out.find_first_of(".E") == std::string::npos)
        out += ".0";
    return out;
}

std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c >= ' ' && c <= '~')
            out += c;
        if (c == '\'')
            out += c;
    }
    return out + "'";
}

/// The frame about the source: the tangent plane there, as a linear matrix of the stamp's pixels.
void addFrame(const Astrometry& astrometry, std::vector<formats::FitsCardText>& cards)
{
    const sky::PixelPosition at = astrometry.source;
    const sky::SkyPosition source = astrometry.wcs.pixelToSky(at);
    const auto plane = sky::Wcs::tangent({ 0, 0 }, source, { 1, 0, 0, 1 });
    if (!plane)
        return;
    const auto step = [&](double column, double row) {
        const auto ahead = plane->skyToPixel(astrometry.wcs.pixelToSky({ at.column + column, at.row + row }));
        const auto behind = plane->skyToPixel(astrometry.wcs.pixelToSky({ at.column - column, at.row - row }));
        return ahead && behind ? std::array{ (ahead->column - behind->column) / 2, (ahead->row - behind->row) / 2 }
                               : std::array{ std::nan(""), std::nan("") };
    };
    const auto x = step(1, 0), y = step(0, 1);
    for (const double value : { x[0], x[1], y[0], y[1] })
        if (!std::isfinite(value))
            return;
    cards.push_back({ "CTYPE1", "'RA---TAN'", "" });
    cards.push_back({ "CTYPE2", "'DEC--TAN'", "" });
    cards.push_back({ "CUNIT1", "'deg'", "" });
    cards.push_back({ "CUNIT2", "'deg'", "" });
    cards.push_back({ "RADESYS", "'ICRS'", "" });
    cards.push_back({ "CRVAL1", number(source.raDeg), "the alert's place" });
    cards.push_back({ "CRVAL2", number(source.decDeg), "" });
    cards.push_back({ "CRPIX1", number(at.column + 1), "" });
    cards.push_back({ "CRPIX2", number(at.row + 1), "" });
    cards.push_back({ "CD1_1", number(x[0]), "" });
    cards.push_back({ "CD1_2", number(y[0]), "" });
    cards.push_back({ "CD2_1", number(x[1]), "" });
    cards.push_back({ "CD2_2", number(y[1]), "" });
}

} // namespace

Result<void> writeStamp(const CandidateView& view, data::Panel panel, const std::filesystem::path& file)
{
    const data::Stamp& stamp = view.triplet[panel];
    if (stamp.plane.empty())
        return fail(Error::Code::NotFound,
            file.string() + ": there is no " + std::string(data::name(panel)) + " stamp: " + stamp.problem,
            "The packet itself lacks it.");
    const data::Candidate& candidate = view.candidate;
    std::vector<formats::FitsCardText> cards{
        { "EXTNAME", quoted(std::string(data::name(panel))), "" },
        { "ALERTID", quoted(std::to_string(candidate.key.id)), "as text: it has more digits than a float" },
    };
    if (!candidate.object.empty())
        cards.push_back({ "OBJECT", quoted(candidate.object), "" });
    if (candidate.band != '?')
        cards.push_back({ "FILTER", quoted(std::string(1, candidate.band)), "" });
    if (std::isfinite(candidate.jd)) {
        cards.push_back({ "TIMESYS", "'UTC'", "" });
        std::array<char, 32> days{}; // a Julian date in double holds no more digits
        std::snprintf(days.data(), days.size(), "%.9f", candidate.jd - 2400000.5);
        cards.push_back({ "MJD-AVG", days.data(), "days, middle of the exposure" });
    }
    if (const auto& astrometry = view.astrometry[static_cast<std::size_t>(panel)])
        addFrame(*astrometry, cards);
    return formats::writeFits(file, stamp.plane.view(), cards);
}

} // namespace vetrina::session
