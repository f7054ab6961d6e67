#include "core/session/apart.h"

#include "core/session/anomaly_features.h"

#include <algorithm>
#include <cmath>

namespace vetrina::session {

namespace {

/// Mean and standard deviation of those that have a value.
struct Moments {
    double mean = 0, deviation = 0;
    std::size_t count = 0;

    explicit Moments(const std::vector<double>& values)
    {
        double squares = 0;
        for (const double value : values) {
            if (!std::isfinite(value))
                continue;
            const double off = value - mean; // Welford 1962: no great sums
            mean += off / static_cast<double>(++count);
            squares += off * (value - mean);
        }
        deviation = count > 1 ? std::sqrt(squares / static_cast<double>(count)) : 0;
    }
};

} // namespace

Result<std::vector<ApartField>> fieldsApart(const data::Table& table, const std::vector<data::Row>& chosen,
    const std::vector<data::Row>& all, std::size_t most, std::stop_token stop)
{
    const auto names = defaultFields(table, all);
    if (!names)
        return tl::unexpected(names.error());
    std::vector<ApartField> fields;
    for (const std::string& name : *names) {
        if (stop.stop_requested())
            return cancelled();
        const auto theirs = valuesOfField(table, name, chosen), everybodys = valuesOfField(table, name, all);
        if (!theirs || !everybodys)
            return tl::unexpected((theirs ? everybodys : theirs).error());
        const Moments inside(*theirs), outside(*everybodys);
        if (inside.count < 2 || !(outside.deviation > 0))
            continue;
        fields.push_back({ name, (inside.mean - outside.mean) / outside.deviation, inside.mean, outside.mean });
    }
    std::ranges::stable_sort(fields, std::greater<>(), [](const ApartField& field) { return std::abs(field.sigmas); });
    fields.resize(std::min(most, fields.size()));
    return fields;
}

} // namespace vetrina::session
