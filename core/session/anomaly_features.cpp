#include "core/session/anomaly_features.h"

#include "core/base/parallel.h"
#include "core/survey/anomaly_fields.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vetrina::session {

using anomaly::Scaling;
using data::Column;

Result<FeatureChoice> FeatureChoice::parse(std::string_view on)
{
    constexpr std::string_view fields = "fields:", embedding = "embedding:";
    FeatureChoice choice;
    if (on.empty())
        return choice;
    if (on.starts_with(embedding) && on.size() > embedding.size()) {
        choice.kind = Kind::Embedding;
        choice.model = on.substr(embedding.size());
        return choice;
    }
    const auto wrong = fail(Error::Code::WrongUse, "'" + std::string(on) + "' names nothing to look at",
        "Write fields:magpsf,fwhm or embedding:MODEL.");
    if (!on.starts_with(fields))
        return wrong;
    for (auto left = on.substr(fields.size());;) {
        const auto comma = left.find(',');
        auto name = left.substr(0, comma);
        while (name.starts_with(' '))
            name.remove_prefix(1);
        while (name.ends_with(' '))
            name.remove_suffix(1);
        if (name.empty())
            return wrong;
        if (std::ranges::find(choice.fields, name) == choice.fields.end()) // named twice, it would weigh twice
            choice.fields.emplace_back(name);
        if (comma == std::string_view::npos)
            return choice;
        left.remove_prefix(comma + 1);
    }
}

Result<std::vector<std::string>> defaultFields(const data::Table& table, std::span<const data::Row> rows)
{
    const auto survey = table.column("survey");
    if (!survey)
        return tl::unexpected(survey.error());
    std::size_t ofLsst = 0;
    for (const auto row : rows)
        ofLsst += (*survey)->isValid(static_cast<std::size_t>(row))
            && (*survey)->textAt(static_cast<std::size_t>(row)) == "lsst";
    const auto all = table.columnNames();
    std::vector<std::string> names;
    for (const auto name : survey::anomalyFields(2 * ofLsst > rows.size() ? data::Survey::Lsst : data::Survey::Ztf))
        if (std::ranges::find(all, name) != all.end())
            names.emplace_back(name);
    if (names.empty())
        return fail(Error::Code::NotFound, "the project has none of the fields that anomalies are looked for in",
            "Name some: --on fields:mag,magerr");
    return names;
}

Result<std::vector<double>> valuesOfField(
    const data::Table& table, const std::string& name, std::span<const data::Row> rows)
{
    const auto fetched = table.column(name);
    if (!fetched)
        return tl::unexpected(fetched.error());
    const auto& column = **fetched;
    if (column.type == Column::Type::Text)
        return fail(Error::Code::WrongUse, "the field '" + name + "' holds texts", "Choose fields that hold numbers.");
    std::vector<double> values(rows.size(), std::nan(""));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        if (row >= column.rows || !column.isValid(row))
            continue;
        double value = 0;
        switch (column.type) {
        case Column::Type::Bool:
            value = column.bools[row];
            break;
        case Column::Type::Int64:
            value = static_cast<double>(column.ints[row]);
            break;
        case Column::Type::Float32:
            value = static_cast<double>(column.floats[row]);
            break;
        default:
            value = column.doubles[row];
        }
        values[i] = Scaling::known(value);
    }
    return values;
}

namespace {

/// Takes out the rows that nothing is known of.
void dropUnknown(Features& features, const std::vector<std::uint8_t>& known)
{
    const auto before = features.rows.size();
    const auto columns = features.fields.names.size();
    features.skipped = static_cast<std::uint64_t>(std::ranges::count(known, std::uint8_t(0)));
    if (features.skipped == 0)
        return;
    std::size_t to = 0;
    for (std::size_t column = 0; column < columns; ++column)
        for (std::size_t row = 0; row < before; ++row)
            if (known[row])
                features.values[to++] = features.values[column * before + row];
    features.values.resize(to);
    std::vector<data::Row> rows;
    for (std::size_t row = 0; row < before; ++row)
        if (known[row])
            rows.push_back(features.rows[row]);
    features.rows = std::move(rows);
}

} // namespace

Result<Features> featuresOfFields(const data::Table& table, std::vector<data::Row> rows,
    const std::vector<std::string>& names, const std::vector<Scaling::Field>* scaling, const anomaly::Run& run)
{
    Features features;
    features.rows = std::move(rows);
    features.fields.names = names;
    features.fields.scaling = scaling ? *scaling : std::vector<Scaling::Field>(names.size());
    const auto count = features.rows.size();
    features.values.resize(count * names.size());
    std::vector<std::vector<std::uint8_t>> known(names.size());
    const auto done = inParallel(run.pool, names.size(), run.stop, [&](std::size_t column) -> Result<void> {
        const auto values = valuesOfField(table, names[column], features.rows);
        if (!values)
            return tl::unexpected(values.error());
        auto& field = features.fields.scaling[column];
        if (!scaling)
            field = Scaling::measure(*values);
        known[column].resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            features.values[column * count + i] = Scaling::scaled(field, (*values)[i]);
            known[column][i] = !std::isnan((*values)[i]);
        }
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    for (std::size_t column = 1; column < known.size(); ++column)
        for (std::size_t i = 0; i < count; ++i)
            known[0][i] |= known[column][i];
    if (!known.empty())
        dropUnknown(features, known[0]);
    return features;
}

} // namespace vetrina::session
