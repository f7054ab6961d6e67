#include "core/store/score_columns.h"

#include "core/data/verdicts.h"

#include <algorithm>
#include <cmath>

namespace vetrina::store {

using data::Column;

namespace {

/// Under which names a model's columns stand. The newest version of a name comes last in `models`.
std::vector<std::string> namesOf(
    const ScoreModel& model, const std::vector<ScoreModel>& models, const std::map<std::string, std::string>& aliases)
{
    const auto full = model.name + ":" + model.version;
    const auto newest =
        std::find_if(models.rbegin(), models.rend(), [&](const ScoreModel& other) { return other.name == model.name; });
    const bool isNewest = newest->id == model.id;
    std::vector<std::string> names;
    for (const auto& [alias, target] : aliases)
        if (target == full || (isNewest && target == model.name))
            names.push_back(alias);
    if (isNewest)
        names.push_back(model.name);
    names.push_back(full);
    return names;
}

float entropy(double p) { return p > 0 ? static_cast<float>(-p * std::log(p)) : 0.F; }

std::shared_ptr<const Column> floatColumn(
    std::span<const float> values, std::span<const std::uint64_t> valid, std::shared_ptr<const void> keep)
{
    auto column = std::make_shared<Column>();
    column->type = Column::Type::Float32;
    column->rows = values.size();
    column->floats = values;
    column->valid = valid;
    column->keep = std::move(keep);
    return column;
}

} // namespace

float uncertaintyOf(std::span<const float> probabilities)
{
    float sum = 0;
    for (const float p : probabilities)
        sum += entropy(p) + (probabilities.size() == 1 ? entropy(1 - static_cast<double>(p)) : 0.F);
    return sum;
}

Result<std::vector<std::string>> ScoreColumns::names(const std::map<std::string, std::string>& aliases) const
{
    const auto models = m_store->models();
    if (!models)
        return tl::unexpected(models.error());
    std::vector<std::string> all;
    for (const auto& model : *models)
        for (const auto& name : namesOf(model, *models, aliases)) {
            for (const auto& one : model.classes)
                all.push_back("score." + name + "." + one);
            all.push_back("uncertainty." + name);
        }
    return all;
}

Result<std::shared_ptr<const ScoreColumns::Scores>> ScoreColumns::scores(const ScoreModel& model, std::size_t rows)
{
    auto& kept = m_scores[model.id];
    auto next = kept && kept->rows == rows ? nullptr : std::make_shared<Scores>(kept ? *kept : Scores{});
    const auto change = m_store->forEachSince(
        model.id, kept ? kept->change : 0, [&](data::Row row, std::span<const float> probabilities) {
            if (!next)
                next = std::make_shared<Scores>(*kept); // whoever has the old one keeps it
            // More may have been scored than this table has rows: kept, for the next one. But not from a damaged file.
            if (row < 0 || static_cast<std::size_t>(row) > 4 * rows + 1'000'000)
                return;
            const auto needed = std::max(rows, static_cast<std::size_t>(row) + 1);
            if (next->byClass.size() != model.classes.size() || next->byClass[0].size() < needed) {
                next->byClass.resize(model.classes.size());
                for (auto& values : next->byClass)
                    values.resize(std::max(needed, values.size() + values.size() / 4));
                next->valid.resize((next->byClass[0].size() + 63) / 64);
            }
            for (std::size_t i = 0; i < std::min(probabilities.size(), next->byClass.size()); ++i)
                next->byClass[i][static_cast<std::size_t>(row)] = probabilities[i];
            next->valid[static_cast<std::size_t>(row) >> 6] |= std::uint64_t(1) << (row & 63);
        });
    if (!change)
        return tl::unexpected(change.error());
    if (next) {
        next->rows = rows;
        next->change = *change;
        next->byClass.resize(model.classes.size());
        for (auto& values : next->byClass)
            values.resize(std::max(rows, values.size()));
        next->valid.resize(std::max((rows + 63) / 64, next->valid.size()));
        kept = std::move(next);
    }
    return kept;
}

Result<std::shared_ptr<const Column>> ScoreColumns::column(
    std::string_view name, const std::map<std::string, std::string>& aliases, std::size_t rows)
{
    const auto models = m_store->models();
    if (!models)
        return tl::unexpected(models.error());
    for (const auto& model : *models) {
        for (const auto& of : namesOf(model, *models, aliases)) {
            const bool uncertainty = name == "uncertainty." + of;
            const auto wanted =
                std::ranges::find_if(model.classes, [&](const auto& one) { return name == "score." + of + "." + one; });
            if (!uncertainty && wanted == model.classes.end())
                continue;
            const auto scores = this->scores(model, rows);
            if (!scores)
                return tl::unexpected(scores.error());
            const std::span<const std::uint64_t> valid((*scores)->valid.data(), (rows + 63) / 64);
            if (!uncertainty) {
                const auto& values = (*scores)->byClass[static_cast<std::size_t>(wanted - model.classes.begin())];
                return floatColumn({ values.data(), rows }, valid, *scores);
            }
            auto made = std::make_shared<std::pair<std::shared_ptr<const Scores>, std::vector<float>>>(
                *scores, std::vector<float>(rows));
            const bool typesOfReal = data::areTypesOfReal(model.classes);
            for (std::size_t c = 0; c < (*scores)->byClass.size(); ++c) {
                const auto& values = (*scores)->byClass[c];
                const bool bogusInstead = typesOfReal && c == 0;
                for (std::size_t row = 0; row < rows; ++row)
                    made->second[row] += entropy(bogusInstead ? 1 - values[row] : values[row])
                        + (model.classes.size() == 1 ? entropy(1 - static_cast<double>(values[row])) : 0.F);
            }
            return floatColumn(made->second, valid, made);
        }
    }
    return fail(Error::Code::NotFound, "there is no column '" + std::string(name) + "'");
}

} // namespace vetrina::store
