#include "core/session/badge_facts.h"

#include "core/sky/time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace vetrina::session {

namespace {

using Find = std::function<data::FieldValue(std::string_view)>;

/// Every field that is asked for, of both surveys.
constexpr std::array asked{ "ssdistnr", "ssmagnr", "ssnamenr", "sgscore1", "sgscore2", "sgscore3", "distpsnr1",
    "distpsnr2", "distpsnr3", "srmag1", "srmag2", "srmag3", "neargaiabright", "maggaiabright", "elong", "nbad",
    "ndethist", "jdstarthist", "isdiffpos", "ssObjectId", "ssSource.ephOffset", "ssSource.ephVmag",
    "ssSource.designation", "isNegative", "isDipole", "glint_trail", "pixelFlags_edge", "pixelFlags_saturated",
    "diaObject.nDiaSources", "diaObject.firstDiaSourceMjdTai" };

class Reader {
public:
    explicit Reader(Find find)
        : m_find(std::move(find))
    {
    }

    /// Nothing for null, NaN, text, and ZTF's -999.
    [[nodiscard]] std::optional<double> number(std::string_view name) const
    {
        const auto value = m_find(name);
        double number = std::numeric_limits<double>::quiet_NaN();
        if (const auto* real = std::get_if<double>(&value))
            number = *real;
        else if (const auto* integer = std::get_if<std::int64_t>(&value))
            number = static_cast<double>(*integer);
        return std::isfinite(number) && number > -998 ? std::optional(number) : std::nullopt;
    }
    [[nodiscard]] std::optional<double> notNegative(std::string_view name) const
    {
        const auto value = number(name);
        return value && *value >= 0 ? value : std::nullopt;
    }
    [[nodiscard]] std::optional<long> count(std::string_view name) const
    {
        const auto value = notNegative(name);
        return value ? std::optional(std::lround(std::min(*value, 1e9))) : std::nullopt;
    }
    [[nodiscard]] std::string text(std::string_view name) const
    {
        const auto value = m_find(name);
        const auto* text = std::get_if<std::string>(&value);
        return text && *text != "null" ? text->substr(0, 40) : std::string();
    }
    [[nodiscard]] bool flag(std::string_view name) const
    {
        const auto value = m_find(name);
        const auto* flag = std::get_if<bool>(&value);
        return flag && *flag;
    }
    [[nodiscard]] std::optional<std::int64_t> id(std::string_view name) const
    {
        const auto value = m_find(name);
        const auto* id = std::get_if<std::int64_t>(&value);
        return id && *id > 0 ? std::optional(*id) : std::nullopt;
    }

private:
    Find m_find;
};

BadgeFacts factsBy(const Reader& of)
{
    BadgeFacts facts;
    facts.ssDistance = of.notNegative("ssdistnr");
    facts.ssMagnitude = of.notNegative("ssmagnr");
    facts.ssName = of.text("ssnamenr");
    facts.ssObject = of.id("ssObjectId");
    if (facts.ssObject) {
        facts.ssDistance = of.notNegative("ssSource.ephOffset");
        facts.ssMagnitude = of.number("ssSource.ephVmag");
        facts.ssName = of.text("ssSource.designation");
    }
    for (const char* n : { "1", "2", "3" }) {
        const auto score = of.notNegative(std::string("sgscore") + n);
        const auto distance = of.notNegative(std::string("distpsnr") + n);
        if (score && distance)
            facts.catalogue.push_back({ *score, *distance, of.notNegative(std::string("srmag") + n) });
    }
    std::ranges::stable_sort(facts.catalogue, {}, &BadgeFacts::Source::arcsec);
    facts.gaiaBright = of.notNegative("neargaiabright");
    facts.gaiaBrightMagnitude = of.number("maggaiabright");
    facts.elongation = of.notNegative("elong");
    facts.badPixels = of.count("nbad");
    facts.detections = of.count("ndethist");
    facts.detectionsField = "ndethist";
    if (!facts.detections) {
        facts.detections = of.count("diaObject.nDiaSources");
        facts.detectionsField = "nDiaSources";
    }
    facts.firstJd = of.notNegative("jdstarthist");
    if (!facts.firstJd)
        if (const auto mjd = of.notNegative("diaObject.firstDiaSourceMjdTai"); mjd && *mjd > 0)
            facts.firstJd = sky::jdUtcOfMjdTai(*mjd);
    facts.edge = of.flag("pixelFlags_edge");
    facts.saturated = of.flag("pixelFlags_saturated");
    facts.dipole = of.flag("isDipole");
    facts.glint = of.flag("glint_trail");
    return facts;
}

} // namespace

BadgeFacts badgeFactsOf(const data::Candidate& candidate, const data::Fields& fields)
{
    std::map<std::string_view, const data::FieldValue*> byName;
    for (const auto& [name, value] : fields)
        byName.emplace(name, &value);
    auto facts = factsBy(Reader([&](std::string_view name) {
        const auto found = byName.find(name);
        return found == byName.end() ? data::FieldValue() : *found->second;
    }));
    facts.positive = candidate.positive;
    return facts;
}

BadgeColumns::BadgeColumns(const data::Table& table)
{
    const auto names = table.columnNames();
    for (const char* name : asked)
        if (std::ranges::find(names, name) != names.end())
            if (auto column = table.column(name))
                m_columns.emplace(name, std::move(*column));
}

data::FieldValue BadgeColumns::value(std::string_view name, data::Row row) const
{
    const auto found = m_columns.find(name);
    const auto at = static_cast<std::size_t>(row);
    if (found == m_columns.end() || row < 0 || at >= found->second->rows || !found->second->isValid(at))
        return {};
    const data::Column& column = *found->second;
    switch (column.type) {
    case data::Column::Type::Bool:
        return column.bools[at] != 0;
    case data::Column::Type::Int64:
        return column.ints[at];
    case data::Column::Type::Float32:
        return static_cast<double>(column.floats[at]);
    case data::Column::Type::Float64:
        return column.doubles[at];
    case data::Column::Type::Text:
        return std::string(column.textAt(at));
    }
    return {};
}

BadgeFacts BadgeColumns::at(data::Row row) const
{
    auto facts = factsBy(Reader([&](std::string_view name) { return value(name, row); }));
    const auto sign = value("isdiffpos", row);
    const auto* text = std::get_if<std::string>(&sign);
    const auto negative = value("isNegative", row);
    const auto* flag = std::get_if<bool>(&negative);
    facts.positive = !(text && (*text == "f" || *text == "0")) && !(flag && *flag);
    return facts;
}

} // namespace vetrina::session
