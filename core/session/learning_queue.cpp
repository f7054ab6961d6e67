#include "core/session/learning_queue.h"

#include "core/active/acquisition.h"
#include "core/base/crew.h"
#include "core/base/hash.h"
#include "core/base/thread.h"
#include "core/data/filter.h"
#include "core/data/held_out.h"
#include "core/data/verdicts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vetrina::session {

namespace {

using active::Strategy;
using Columns = std::vector<std::shared_ptr<const data::Column>>;

Result<std::vector<data::Row>> unlabelled(const data::Table& table, const std::string& text, std::stop_token stop)
{
    auto rows = data::Filter::passing(text, table, std::move(stop));
    if (!rows)
        return rows;
    const auto label = table.column("label");
    if (!label)
        return tl::unexpected(label.error());
    std::erase_if(*rows, [&](data::Row row) { return (*label)->isValid(static_cast<std::size_t>(row)); });
    return rows;
}

/// A model's probabilities, one column a class.
struct Answers {
    Columns columns;
    std::vector<std::string> classes;
};
Result<Answers> scoresOf(const data::Table& table, const std::string& model)
{
    Answers answers;
    auto& columns = answers.columns;
    const std::string prefix = "score." + model + ".";
    for (const auto& name : table.columnNames()) {
        if (model.empty() || !name.starts_with(prefix))
            continue;
        auto column = table.column(name);
        if (!column)
            return tl::unexpected(column.error());
        if ((*column)->type == data::Column::Type::Float32) {
            columns.push_back(std::move(*column));
            answers.classes.push_back(name.substr(prefix.size()));
        }
    }
    if (columns.empty())
        return fail(Error::Code::NotFound,
            model.empty() ? "nothing is scored in this project" : "no scores of model '" + model + "' in this project",
            "Score it first: vetrina score --model " + (model.empty() ? "NAME" : model)
                + ", or ask with --strategy random");
    return answers;
}

/// How informative each row is; rows that are not scored are taken out.
std::vector<float> valuesOf(const Answers& answers, Strategy strategy, std::vector<data::Row>& rows)
{
    const auto& scores = answers.columns;
    std::erase_if(rows, [&](data::Row row) { return !scores.front()->isValid(static_cast<std::size_t>(row)); });
    std::vector<float> values, probabilities(scores.size());
    const bool types = data::areTypesOfReal(answers.classes);
    values.reserve(rows.size());
    for (const data::Row row : rows) {
        for (std::size_t c = 0; c < scores.size(); ++c)
            probabilities[c] = scores[c]->floats[static_cast<std::size_t>(row)];
        if (types) {
            auto classes = answers.classes;
            data::toVerdicts(classes, probabilities);
        }
        values.push_back(active::informativeness(probabilities, strategy));
    }
    return values;
}

/// An alert's object; one without an object stands for itself.
using Naming = std::function<std::string(data::Row)>;
Result<Naming> namesOf(const data::Table& table)
{
    const auto object = table.column("object");
    if (!object)
        return tl::unexpected(object.error());
    const auto candid = table.column("candid");
    if (!candid)
        return tl::unexpected(candid.error());
    return [object = *object, candid = *candid](data::Row row) {
        const auto at = static_cast<std::size_t>(row);
        return object->isValid(at) ? std::string(object->textAt(at)) : std::to_string(candid->ints[at]);
    };
}

/// Takes the objects of the test set out of `rows`.
Result<std::vector<data::Row>> takeTestSet(
    const data::Table& table, double share, std::uint64_t seed, std::vector<data::Row>& rows)
{
    std::vector<data::Row> test;
    if (share <= 0)
        return test;
    const auto name = namesOf(table);
    if (!name)
        return tl::unexpected(name.error());
    std::erase_if(rows, [&](data::Row row) {
        const bool held = data::isHeldOut((*name)(row), share, seed);
        if (held)
            test.push_back(row);
        return held;
    });
    return test;
}

/// The vectors that a set has of some rows; the places of rows that have one are kept in `places`.
std::vector<float> vectorsOf(
    const store::EmbeddingSet& set, std::span<const data::Row> rows, std::vector<std::size_t>& places)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto found = std::ranges::lower_bound(set.rows, rows[i]);
        if (found == set.rows.end() || *found != rows[i])
            continue;
        const auto first =
            set.values.begin() + (found - set.rows.begin()) * static_cast<std::ptrdiff_t>(set.dimensions);
        values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(set.dimensions));
        places.push_back(i);
    }
    return values;
}

/// The rows that have a label; of very many so many, evenly among them.
Result<std::vector<data::Row>> someLabelled(const data::Table& table)
{
    constexpr std::size_t most = 4096;
    const auto label = table.column("label");
    if (!label)
        return tl::unexpected(label.error());
    std::vector<data::Row> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if ((*label)->isValid(row))
            rows.push_back(static_cast<data::Row>(row));
    if (rows.size() <= most)
        return rows;
    for (std::size_t i = 0; i < most; ++i)
        rows[i] = rows[i * rows.size() / most];
    rows.resize(most);
    return rows;
}

/// The places in a pool of up to `count` that are far from each other and from what is labelled, of those that have a
/// vector. Errors: NotFound where nothing has one.
Result<std::vector<std::size_t>> spread(
    const data::Table& table, std::span<const data::Row> pool, std::size_t count, const VectorsByRow& vectors)
{
    const auto labelled = someLabelled(table);
    if (!labelled)
        return tl::unexpected(labelled.error());
    std::vector<data::Row> all(pool.begin(), pool.end());
    all.insert(all.end(), labelled->begin(), labelled->end());
    std::ranges::sort(all);
    const auto set = vectors ? vectors(all) : Result<store::EmbeddingSet>(store::EmbeddingSet());
    if (!set && set.error().code != Error::Code::NotFound)
        return tl::unexpected(set.error());
    if (!set || set->rows.empty())
        return fail(Error::Code::NotFound, "a diverse queue takes vectors, and this project has none",
            "Embed it first: vetrina embed --model NAME");
    std::vector<std::size_t> places, ignored;
    const auto values = vectorsOf(*set, pool, places), known = vectorsOf(*set, *labelled, ignored);
    Crew crew("diverse", usableCores());
    auto chosen = active::farthestFirst({ values, set->dimensions }, { known, set->dimensions },
        std::min(count, places.size()), neighbours::Metric::Cosine, crew);
    for (std::size_t& at : chosen)
        at = places[at];
    return chosen;
}

constexpr std::size_t poolTimes = 10; ///< as many as a diverse batch has are looked at

} // namespace

Result<std::vector<data::Row>> byInformation(const data::Table& table, const std::string& model,
    active::Strategy strategy, bool reversed, std::vector<data::Row> rows)
{
    const auto scores = scoresOf(table, model);
    if (!scores)
        return tl::unexpected(scores.error());
    const auto scored = std::stable_partition(rows.begin(), rows.end(),
        [&](data::Row row) { return scores->columns.front()->isValid(static_cast<std::size_t>(row)); });
    const std::vector<data::Row> others(scored, rows.end());
    const auto values = valuesOf(*scores, strategy, rows);
    std::vector<std::size_t> places(rows.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    std::ranges::stable_sort(
        places, [&](std::size_t a, std::size_t b) { return reversed ? values[a] < values[b] : values[a] > values[b]; });
    std::vector<data::Row> sorted;
    sorted.reserve(rows.size() + others.size());
    for (const std::size_t at : places)
        sorted.push_back(rows[at]);
    sorted.insert(sorted.end(), others.begin(), others.end());
    return sorted;
}

Result<std::vector<data::Row>> withFairTest(
    const data::Table& table, const std::vector<data::Row>& rows, double share, std::uint64_t seed)
{
    auto others = rows;
    const auto test = takeTestSet(table, share, seed, others);
    if (!test)
        return test;
    const auto candid = table.column("candid");
    if (!candid)
        return tl::unexpected(candid.error());
    std::vector<std::pair<std::uint64_t, data::Row>> drawn;
    for (const data::Row row : *test) {
        const auto text =
            std::to_string((*candid)->ints[static_cast<std::size_t>(row)]) + "\nqueue " + std::to_string(seed);
        drawn.emplace_back(checksum(std::as_bytes(std::span(text))), row);
    }
    std::ranges::sort(drawn);
    std::vector<data::Row> merged;
    merged.reserve(rows.size());
    auto one = drawn.begin();
    auto other = others.begin();
    while (merged.size() < rows.size()) {
        const auto passed = static_cast<std::size_t>(one - drawn.begin());
        const bool due =
            one != drawn.end() && (merged.size() + 1) * drawn.size() > passed * rows.size() + rows.size() / 2;
        merged.push_back(due || other == others.end() ? one++->second : *other++);
    }
    return merged;
}

Result<std::vector<data::Row>> byDiversity(const data::Table& table, const std::string& model,
    std::vector<data::Row> rows, std::size_t count, const VectorsByRow& vectors)
{
    auto sorted = byInformation(table, model, Strategy::Entropy, false, std::move(rows));
    if (!sorted)
        return sorted;
    const auto label = table.column("label");
    if (!label)
        return tl::unexpected(label.error());
    std::vector<data::Row> pool;
    for (std::size_t at = 0; at < sorted->size() && pool.size() < poolTimes * count; ++at)
        if (!(*label)->isValid(static_cast<std::size_t>((*sorted)[at])))
            pool.push_back((*sorted)[at]);
    const auto places = spread(table, pool, count, vectors);
    if (!places && places.error().code == Error::Code::NotFound)
        return sorted;
    if (!places)
        return tl::unexpected(places.error());
    std::vector<data::Row> first;
    for (const std::size_t at : *places)
        first.push_back(pool[at]);
    auto taken = first;
    std::ranges::sort(taken);
    std::erase_if(*sorted, [&](data::Row row) { return std::ranges::binary_search(taken, row); });
    sorted->insert(sorted->begin(), first.begin(), first.end());
    return sorted;
}

Result<LearningQueue> nextToLabel(const data::Table& table, const std::string& model, const LearningRequest& request,
    std::stop_token stop, const VectorsByRow& vectors)
{
    const auto strategy = active::strategyNamed(request.strategy);
    if (!strategy) {
        std::string known;
        for (const auto& name : active::strategyNames())
            known += (known.empty() ? "" : ", ") + name;
        return fail(Error::Code::WrongUse, "'" + request.strategy + "' is no strategy", "Use one of " + known + ".");
    }
    if (!(request.testShare >= 0 && request.testShare <= 1))
        return fail(Error::Code::WrongUse, "a test set of that share of the objects", "Give 0 to 1.");
    auto rows = unlabelled(table, request.filter, stop);
    if (!rows)
        return tl::unexpected(rows.error());
    LearningQueue queue;
    queue.unlabelled = rows->size();
    auto test = takeTestSet(table, request.testShare, request.seed, *rows);
    if (!test)
        return tl::unexpected(test.error());

    std::vector<float> values;
    if (*strategy == Strategy::Random) {
        values.assign(rows->size(), NAN);
    } else {
        const auto scores = scoresOf(table, model);
        if (!scores)
            return tl::unexpected(scores.error());
        values = valuesOf(*scores, *strategy, *rows);
        queue.model = model;
    }
    if (stop.stop_requested())
        return cancelled();
    const auto share = static_cast<std::size_t>(std::lround(static_cast<double>(request.count) * request.testShare));
    queue.test = std::min(share, test->size());
    const auto wanted = request.count - queue.test;
    auto chosen =
        active::mostInformative(values, request.diverse ? poolTimes * wanted : wanted, *strategy, request.seed);
    if (request.diverse) {
        std::vector<data::Row> pool;
        for (const std::size_t at : chosen)
            pool.push_back((*rows)[at]);
        auto far = spread(table, pool, wanted, vectors);
        if (!far)
            return tl::unexpected(far.error());
        for (std::size_t& at : *far)
            at = chosen[at];
        chosen = std::move(*far);
    }
    for (const std::size_t at : chosen) {
        queue.rows.push_back((*rows)[at]);
        queue.values.push_back(values[at]);
    }
    const std::vector<float> blind(test->size(), NAN);
    for (const std::size_t at : active::mostInformative(blind, queue.test, Strategy::Random, request.seed)) {
        queue.rows.push_back((*test)[at]);
        queue.values.push_back(NAN);
    }
    const auto candid = table.column("candid");
    if (!candid)
        return tl::unexpected(candid.error());
    for (const data::Row row : queue.rows)
        queue.candids.push_back((*candid)->ints[static_cast<std::size_t>(row)]);
    return queue;
}

} // namespace vetrina::session
