#include "core/session/astrometry.h"

#include "core/sky/quadrant_fit.h"

#include <cmath>
#include <cstdio>

namespace vetrina::session {

namespace {

/// Every alert of one exposure quadrant that the table holds.
std::vector<sky::QuadrantPoint> quadrantPoints(const data::Table& table, Exposures& exposures, double jd, double rcid)
{
    std::vector<std::shared_ptr<const data::Column>> columns;
    for (const char* name : { "jd", "rcid", "xpos", "ypos", "ra", "dec" }) {
        auto column = table.column(name);
        if (!column)
            return {}; // a night of another survey has no such column
        columns.push_back(std::move(*column));
    }
    std::vector<sky::QuadrantPoint> points;
    for (const std::size_t row : exposures.rowsAt(*columns[0], jd))
        if (numberAt(*columns[1], row) == rcid)
            points.push_back({ numberAt(*columns[2], row), numberAt(*columns[3], row),
                { numberAt(*columns[4], row), numberAt(*columns[5], row) } });
    return points;
}

std::string originOf(const sky::QuadrantFit& fit)
{
    if (fit.kind == sky::QuadrantFit::Kind::Constant)
        return "mean matrix, within 1.4\u00b0 of rotation";
    char text[96];
    std::snprintf(text, sizeof text, "fit of %d alerts, within %.2f\u2033", fit.points, fit.largestResidualArcsec);
    return text;
}

} // namespace

std::optional<double> number(const data::Fields& fields, std::string_view name)
{
    for (const auto& [field, value] : fields) {
        if (field != name)
            continue;
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*whole);
        if (const auto* real = std::get_if<double>(&value))
            return *real;
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Astrometry> ztfAstrometry(
    const data::Table& table, const data::Candidate& candidate, const data::Fields& fields, Exposures& exposures)
{
    const auto xpos = number(fields, "xpos"), ypos = number(fields, "ypos");
    if (!xpos || !ypos)
        return std::nullopt;
    const auto place = sky::ztfCutout(*xpos, *ypos);
    if (!place)
        return std::nullopt;
    const auto rcid = number(fields, "rcid");
    const auto points =
        rcid ? quadrantPoints(table, exposures, candidate.jd, *rcid) : std::vector<sky::QuadrantPoint>();
    const auto fit = sky::fitQuadrant(points, { *xpos, *ypos, { candidate.raDeg, candidate.decDeg } });
    if (!fit)
        return std::nullopt;
    return Astrometry{ fit->wcs.cutAt(place->first), place->source, originOf(*fit) };
}

std::optional<Astrometry> headerAstrometry(std::string_view cards, const data::Candidate& candidate)
{
    const auto wcs = sky::Wcs::fromHeader(cards);
    if (!wcs)
        return std::nullopt;
    const auto source = wcs->skyToPixel({ candidate.raDeg, candidate.decDeg });
    if (!source)
        return std::nullopt;
    return Astrometry{ *wcs, *source, "the stamp's header" };
}

} // namespace vetrina::session
