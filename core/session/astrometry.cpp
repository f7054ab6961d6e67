#include "core/session/astrometry.h"

#include "core/sky/quadrant_fit.h"

#include <cmath>
#include <cstdio>
#include <limits>

namespace vetrina::session {

namespace {

/// A numeric column whatever its type; NaN for null and text.
class Numbers {
public:
    explicit Numbers(std::shared_ptr<const data::Column> column)
        : m_column(std::move(column))
    {
    }

    [[nodiscard]] double at(std::size_t row) const
    {
        if (!m_column->isValid(row))
            return std::numeric_limits<double>::quiet_NaN();
        switch (m_column->type) {
        case data::Column::Type::Int64:
            return static_cast<double>(m_column->ints[row]);
        case data::Column::Type::Float32:
            return m_column->floats[row];
        case data::Column::Type::Float64:
            return m_column->doubles[row];
        case data::Column::Type::Bool:
            return m_column->bools[row];
        case data::Column::Type::Text:
            break;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

private:
    std::shared_ptr<const data::Column> m_column;
};

/// Every alert of one exposure quadrant that the table holds.
std::vector<sky::QuadrantPoint> quadrantPoints(const data::Table& table, double jd, double rcid)
{
    std::vector<Numbers> columns;
    for (const char* name : { "jd", "rcid", "xpos", "ypos", "ra", "dec" }) {
        auto column = table.column(name);
        if (!column)
            return {}; // a night of another survey has no such column
        columns.emplace_back(std::move(*column));
    }
    std::vector<sky::QuadrantPoint> points;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (columns[0].at(row) == jd && columns[1].at(row) == rcid)
            points.push_back({ columns[2].at(row), columns[3].at(row), { columns[4].at(row), columns[5].at(row) } });
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
    const data::Table& table, const data::Candidate& candidate, const data::Fields& fields)
{
    const auto xpos = number(fields, "xpos"), ypos = number(fields, "ypos");
    if (!xpos || !ypos)
        return std::nullopt;
    const auto place = sky::ztfCutout(*xpos, *ypos);
    if (!place)
        return std::nullopt;
    const auto rcid = number(fields, "rcid");
    const auto points = rcid ? quadrantPoints(table, candidate.jd, *rcid) : std::vector<sky::QuadrantPoint>();
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
