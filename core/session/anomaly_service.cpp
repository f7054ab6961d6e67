#include "core/session/anomaly_service.h"

#include "core/anomaly/strangeness.h"
#include "core/base/log.h"
#include "core/data/filter.h"
#include "core/session/anomaly_recipe.h"
#include "core/session/embeddings_service.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace vetrina::session {

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point since) { return std::chrono::duration<double>(Clock::now() - since).count(); }

} // namespace

AnomalyService::AnomalyService(Needs needs)
    : m_needs(std::move(needs))
    , m_pool("anomaly", std::max(1u, m_needs.threads), 4096, Executor::WhenFull::Wait, ThreadPriority::Background)
{
}

AnomalyService::~AnomalyService() { stopLive(); }

Result<Anomaly::Report> AnomalyService::run(const Request& request, std::stop_token stop, Progress& progress)
{
    const auto began = Clock::now();
    const auto name = request.name.empty() ? request.scorer : request.name;
    if (const auto kinds = anomaly::kinds(); std::ranges::find(kinds, request.scorer) == kinds.end())
        return fail(
            Error::Code::NotFound, "there is no anomaly scorer '" + request.scorer + "'", "Choose forest or knn.");
    if (auto good = checkScorerName(name); !good)
        return tl::unexpected(good.error());
    const auto choice = FeatureChoice::parse(request.on);
    if (!choice)
        return tl::unexpected(choice.error());
    std::optional<VectorFeatures> seen;
    if (choice->kind == FeatureChoice::Kind::Embedding) {
        auto vectors = vectorsOf(choice->model);
        if (!vectors)
            return tl::unexpected(vectors.error());
        seen.emplace(std::move(*vectors));
    }
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    auto rows = data::Filter::passing(request.filter, **table, stop);
    if (!rows)
        return tl::unexpected(rows.error());
    Result<std::vector<std::string>> names = choice->fields;
    if (!seen && names->empty())
        names = defaultFields(**table, *rows);
    if (!names)
        return tl::unexpected(names.error());
    progress.total = rows->size();

    const anomaly::Run work{ m_pool, stop, &progress };
    FittedVectors vectors;
    if (seen) {
        auto fitted = seen->fit(*rows, stop);
        if (!fitted)
            return tl::unexpected(fitted.error());
        vectors = std::move(*fitted);
    }
    auto features = seen ? seen->of(vectors, std::move(*rows), stop)
                         : featuresOfFields(**table, std::move(*rows), *names, nullptr, work);
    if (!features)
        return tl::unexpected(features.error());
    progress.done += features->skipped;
    progress.bad += features->skipped;
    if (features->rows.size() > 1
        && std::ranges::none_of(features->fields.scaling, [](const auto& field) { return field.spread > 0; }))
        return fail(Error::Code::WrongUse, "every field has the same value in all these candidates",
            "Choose other fields, or widen the filter.");
    anomaly::Options options;
    options.kind = request.scorer;
    options.seed = request.seed;
    options.trees = request.trees;
    options.samples = request.samples;
    options.neighbours = request.neighbours;
    options.reference = request.reference;
    const auto scorer = anomaly::fit(options, features->view(), work);
    if (!scorer)
        return tl::unexpected(scorer.error());
    std::vector<float> values(features->rows.size());
    if (auto scored = (*scorer)->score(features->view(), values, work); !scored)
        return tl::unexpected(scored.error());
    auto asked = request;
    auto looks = features->fields.save();
    if (seen) { // of that version for ever, whatever is embedded later
        asked.on = "embedding:" + seen->name();
        looks = joined(looks, vectors.save());
    }
    const auto put =
        m_needs.store->replace(name, recipeOf(asked, *names), joined(looks, (*scorer)->save()), features->rows, values);
    if (!put)
        return tl::unexpected(put.error());
    tell();
    const auto learntFrom = request.scorer == "knn" ? std::min(request.reference, values.size()) : values.size();
    return Report{ name, std::move(*names), values.size(), features->skipped, learntFrom, seconds(began) };
}

Result<VectorFeatures> AnomalyService::vectorsOf(const std::string& model) const
{
    auto found = embeddedBy(m_needs.embeddings, model);
    if (!found)
        return tl::unexpected(at("embedding:" + model, found.error()));
    return VectorFeatures(m_needs.embeddings, std::move(*found), std::max(1u, m_needs.threads));
}

Result<Features> AnomalyService::features(
    const Fitted& fitted, const data::Table& table, std::vector<data::Row> rows, const anomaly::Run& work) const
{
    if (!fitted.vectors)
        return featuresOfFields(table, std::move(rows), fitted.fields.names, &fitted.fields.scaling, work);
    const auto choice = FeatureChoice::parse(fitted.recipe.on);
    if (!choice)
        return tl::unexpected(choice.error());
    const auto seen = vectorsOf(choice->model);
    if (!seen)
        return tl::unexpected(seen.error());
    return seen->of(*fitted.vectors, std::move(rows), work.stop);
}

Result<std::shared_ptr<const AnomalyService::Fitted>> AnomalyService::fitted(const std::string& name) const
{
    auto stored = m_needs.store->find(name);
    if (!stored)
        return tl::unexpected(stored.error());
    {
        std::lock_guard lock(m_mutex);
        if (const auto known = m_fitted.find(name); known != m_fitted.end() && known->second->stored.id == stored->id)
            return known->second;
    }
    auto recipe = readRecipe(*stored);
    if (!recipe)
        return tl::unexpected(recipe.error());
    const auto state = m_needs.store->state(stored->id);
    if (!state)
        return tl::unexpected(state.error());
    const auto parts = splitState(*state);
    if (!parts)
        return tl::unexpected(parts.error());
    auto looks = parts->first;
    std::optional<FittedVectors> vectors;
    if (recipe->on.starts_with("embedding:")) {
        const auto both = splitState(looks);
        if (!both)
            return tl::unexpected(both.error());
        auto loaded = FittedVectors::load(both->second);
        if (!loaded)
            return tl::unexpected(loaded.error());
        looks = both->first;
        vectors = std::move(*loaded);
    }
    auto fields = anomaly::FittedFields::load(looks);
    if (!fields)
        return tl::unexpected(fields.error());
    auto scorer = anomaly::load(recipe->kind, parts->second);
    if (!scorer)
        return tl::unexpected(scorer.error());
    if ((*scorer)->columns() != fields->names.size())
        return fail(
            Error::Code::Malformed, "what the anomaly scorer learnt is damaged", "Run `vetrina anomaly` again.");
    std::shared_ptr<const Fitted> made = std::make_shared<Fitted>(
        Fitted{ std::move(*stored), std::move(*recipe), std::move(*fields), std::move(*scorer), std::move(vectors) });
    std::lock_guard lock(m_mutex);
    return m_fitted[name] = made;
}

Result<std::vector<data::Row>> AnomalyService::missing(
    const data::Table& table, const Fitted& fitted, data::Row from, std::stop_token stop) const
{
    auto rows = data::Filter::passing(fitted.recipe.filter, table, stop);
    if (!rows)
        return rows;
    std::vector<std::uint8_t> scored(table.rows());
    const auto read =
        m_needs.store->forEachSince(fitted.stored.id, 0, [&](data::Row first, std::span<const float> values) {
            for (std::size_t i = 0; i < values.size(); ++i)
                if (const auto row = static_cast<std::size_t>(first) + i; row < scored.size())
                    scored[row] = !std::isnan(values[i]);
        });
    if (!read)
        return tl::unexpected(read.error());
    std::erase_if(*rows, [&](data::Row row) { return row < from || scored[static_cast<std::size_t>(row)]; });
    return rows;
}

Result<Anomaly::Report> AnomalyService::scoreMissing(const std::string& name, std::stop_token stop, Progress& progress)
{
    return scoreFrom(name, 0, stop, progress);
}

Result<Anomaly::Report> AnomalyService::scoreFrom(
    const std::string& name, data::Row from, std::stop_token stop, Progress& progress)
{
    const auto began = Clock::now();
    const auto fitted = this->fitted(name);
    if (!fitted)
        return tl::unexpected(fitted.error());
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    // A candidate may get its vector long after it came.
    auto rows = missing(**table, **fitted, (*fitted)->vectors ? 0 : from, stop);
    if (!rows)
        return tl::unexpected(rows.error());
    progress.total += rows->size();
    const anomaly::Run work{ m_pool, stop, &progress };
    const auto features = this->features(**fitted, **table, std::move(*rows), work);
    if (!features)
        return tl::unexpected(features.error());
    progress.done += features->skipped;
    progress.bad += features->skipped;
    std::vector<float> values(features->rows.size());
    if (auto scored = (*fitted)->scorer->score(features->view(), values, work); !scored)
        return tl::unexpected(scored.error());
    if (!values.empty()) {
        if (auto put = m_needs.store->put((*fitted)->stored.id, features->rows, values); !put)
            return tl::unexpected(put.error());
        tell();
    }
    return Report{ name, (*fitted)->recipe.fields, values.size(), features->skipped, 0, seconds(began) };
}

void AnomalyService::live()
{
    m_live.start("live anomalies", [this](std::stop_token stop) { liveLoop(stop); });
}

void AnomalyService::stopLive() { m_live.stop(); }

void AnomalyService::liveLoop(std::stop_token stop)
{
    std::uint64_t seen = 0;
    std::size_t count = 0;
    std::map<std::int64_t, data::Row> done; // by run: below it every candidate was scored, or can't be
    std::string problem;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, std::chrono::seconds(2), [&] { return m_arrivals != seen; });
            // Another process may ingest too, so look again after a while though nobody here called.
            const auto now = m_needs.candidates.count();
            if (stop.stop_requested() || (m_arrivals == seen && now == count))
                continue;
            seen = m_arrivals;
            count = now;
        }
        const auto table = m_needs.candidates.table();
        const auto rows = table ? static_cast<data::Row>((*table)->rows()) : 0;
        const auto scorers = m_needs.store->scorers();
        for (const auto& scorer : scorers ? *scorers : std::vector<store::AnomalyScorer>()) {
            Progress nobodyLooks;
            const auto report = scoreFrom(scorer.name, done[scorer.id], stop, nobodyLooks);
            if (report)
                done[scorer.id] = rows;
            else if (report.error().code == Error::Code::Cancelled)
                return;
            else if (std::exchange(problem, report.error().message) != report.error().message)
                log::warning("live anomalies", scorer.name + ": " + problem);
        }
    }
}

void AnomalyService::arrived()
{
    {
        std::lock_guard lock(m_mutex);
        ++m_arrivals;
    }
    m_wake.notify_all();
}

Result<std::vector<Anomaly::Scorer>> AnomalyService::scorers() const
{
    const auto stored = m_needs.store->scorers();
    if (!stored)
        return tl::unexpected(stored.error());
    std::vector<Scorer> all;
    for (const auto& one : *stored) {
        auto recipe = readRecipe(one);
        if (!recipe)
            return tl::unexpected(recipe.error());
        all.push_back(std::move(*recipe));
    }
    return all;
}

std::vector<std::string> AnomalyService::models() const
{
    std::vector<std::string> models;
    const auto scorers = this->scorers();
    for (const auto& one : scorers ? *scorers : std::vector<Scorer>())
        if (auto choice = FeatureChoice::parse(one.on); choice && choice->kind == FeatureChoice::Kind::Embedding)
            models.push_back(std::move(choice->model));
    return models;
}

Result<void> AnomalyService::remove(const std::string& name)
{
    const auto stored = m_needs.store->find(name);
    if (!stored)
        return tl::unexpected(stored.error());
    auto removed = m_needs.store->remove(stored->id);
    if (removed)
        tell();
    return removed;
}

Result<Anomaly::Strangeness> AnomalyService::strangeness(const std::string& name, data::Row row) const
{
    const auto fitted = this->fitted(name);
    if (!fitted)
        return tl::unexpected(fitted.error());
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    if (row < 0 || row >= static_cast<data::Row>((*table)->rows()))
        return fail(Error::Code::NotFound, "there is no candidate in row " + std::to_string(row));
    const auto& fields = (*fitted)->fields;
    Strangeness strange;
    strange.scorer = name;
    if (const auto percentile = (*table)->column("anomaly." + name + ".percentile"))
        if (const auto at = static_cast<std::size_t>(row); (*percentile)->isValid(at))
            strange.percentile = (*percentile)->floats[at];
    if ((*fitted)->vectors) { // no component of these means anything by itself
        const auto seen = features(**fitted, **table, { row }, { m_pool, {}, nullptr });
        if (!seen)
            return tl::unexpected(seen.error());
        if (seen->rows.empty())
            return fail(Error::Code::WrongUse, "the candidate has no vector that " + name + " looks at",
                "Embed it first: vetrina embed");
        (*fitted)->scorer->scoreHere(seen->view(), std::span(&strange.value, 1));
        return strange;
    }
    std::vector<float> scaled;
    bool known = false;
    for (std::size_t i = 0; i < fields.names.size(); ++i) {
        const auto value = valuesOfField(**table, fields.names[i], std::span(&row, 1));
        if (!value)
            return tl::unexpected(value.error());
        known = known || !std::isnan(value->front());
        scaled.push_back(anomaly::Scaling::scaled(fields.scaling[i], value->front()));
        strange.fields.push_back(
            { fields.names[i], value->front(), fields.scaling[i].median, static_cast<double>(scaled.back()), 0 });
    }
    if (!known)
        return fail(Error::Code::WrongUse, "the candidate has none of the fields that " + name + " looks at");
    (*fitted)->scorer->scoreHere(
        { MatrixView::byRows(scaled, scaled.size()), std::span(&row, 1) }, std::span(&strange.value, 1));
    const auto shares = anomaly::contributions(*(*fitted)->scorer, scaled, row);
    for (std::size_t i = 0; i < shares.size(); ++i)
        strange.fields[i].contribution = shares[i];
    std::ranges::stable_sort(strange.fields, std::ranges::greater(), &StrangeField::contribution);
    return strange;
}

void AnomalyService::tell()
{
    std::function<void()> listener;
    {
        std::lock_guard lock(m_mutex);
        listener = m_onScored;
        ++m_arrivals; // what came while a run was at work has no value yet
    }
    m_wake.notify_all();
    if (listener)
        listener();
}

void AnomalyService::onScored(std::function<void()> listener)
{
    std::lock_guard lock(m_mutex);
    m_onScored = std::move(listener);
}

} // namespace vetrina::session
