#include "core/store/own_columns.h"

#include "core/sky/time.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vetrina::store {

using data::Candidate;
using data::Column;
using data::ColumnBuilder;
using Type = Column::Type;

namespace {

constexpr std::array ownNames{ "object", "candid", "survey", "jd", "ra", "dec", "night", "band", "mag", "magerr",
    "positive", "surveyscore" };
constexpr std::array surveyFirst{ "jd", "ra", "dec" };

bool isOwn(std::string_view name) { return std::ranges::find(ownNames, name) != ownNames.end(); }

void appendNumber(ColumnBuilder& builder, double value)
{
    if (std::isnan(value))
        builder.appendNull();
    else
        builder.append(value);
}

void appendNumber(ColumnBuilder& builder, float value)
{
    if (std::isnan(value))
        builder.appendNull();
    else
        builder.append(value);
}

std::string_view nameOf(data::Survey survey) { return survey == data::Survey::Lsst ? "lsst" : "ztf"; }

/// The evening's date; the last one is kept, for a batch has few nights.
class NightNames {
public:
    const std::string& of(const Candidate& candidate)
    {
        const auto& site = candidate.key.survey == data::Survey::Lsst ? sky::cerroPachon : sky::palomar;
        const auto night = sky::nightOf(candidate.jd, site);
        if (night != m_night || m_name.empty()) {
            m_night = night;
            m_name = sky::nameOf(night);
        }
        return m_name;
    }

private:
    sky::Night m_night = 0;
    std::string m_name;
};

} // namespace

BatchColumns::BatchColumns(
    std::span<const Candidate* const> candidates, const data::ColumnBatch& fields, std::span<const std::size_t> pick)
{
    const std::size_t rows = candidates.size();
    const bool all = fields.rows() == rows; // then pick is 0, 1, 2, ...
    for (const auto& [name, builder] : fields.columns()) {
        if (isOwn(name))
            continue;
        const auto view = builder.view();
        if (all) {
            m_columns.push_back({ name, view, false });
            continue;
        }
        ColumnBuilder some(view.type);
        for (const auto row : pick)
            some.append(view, row);
        m_keep.push_back(some.finish());
        m_columns.push_back({ name, *m_keep.back(), false });
    }

    // jd, ra and dec: the survey's where it has them.
    const auto position = [&](std::string_view name, double Candidate::*ours) {
        const auto field = std::ranges::find(fields.columns(), name, &data::ColumnBatch::Named::name);
        const auto view = field != fields.columns().end() ? field->column.view() : Column{};
        ColumnBuilder builder(Type::Float64);
        builder.reserve(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            if (view.rows != 0 && view.isValid(pick[i]))
                builder.append(view, pick[i]);
            else
                appendNumber(builder, candidates[i]->*ours);
        }
        addOwn(name, builder);
    };
    position(surveyFirst[0], &Candidate::jd);
    position(surveyFirst[1], &Candidate::raDeg);
    position(surveyFirst[2], &Candidate::decDeg);

    const auto each = [&](std::string_view name, Type type, auto put) {
        ColumnBuilder builder(type);
        builder.reserve(rows);
        for (const auto* candidate : candidates)
            put(builder, *candidate);
        addOwn(name, builder);
    };
    using B = ColumnBuilder;
    using C = Candidate;
    each("object", Type::Text, [](B& b, const C& c) { b.append(std::string_view(c.object)); });
    each("candid", Type::Int64, [](B& b, const C& c) { b.append(c.key.id); });
    each("survey", Type::Text, [](B& b, const C& c) { b.append(nameOf(c.key.survey)); });
    NightNames nights;
    each("night", Type::Text, [&](B& b, const C& c) {
        const auto& night = nights.of(c);
        night.empty() ? b.appendNull() : b.append(std::string_view(night));
    });
    each("band", Type::Text,
        [](B& b, const C& c) { c.band == '?' ? b.appendNull() : b.append(std::string_view(&c.band, 1)); });
    each("mag", Type::Float32, [](B& b, const C& c) { appendNumber(b, c.magnitude); });
    each("magerr", Type::Float32, [](B& b, const C& c) { appendNumber(b, c.magnitudeError); });
    each("positive", Type::Bool, [](B& b, const C& c) { b.append(c.positive); });
    each("surveyscore", Type::Float32, [](B& b, const C& c) { appendNumber(b, c.surveyScore); });
}

void BatchColumns::addOwn(std::string_view name, ColumnBuilder& builder)
{
    m_keep.push_back(builder.finish());
    m_columns.push_back({ name, *m_keep.back(), true });
}

} // namespace vetrina::store
