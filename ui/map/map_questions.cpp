#include "ui/map/map_questions.h"

#include "core/data/filter.h"

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

using Services = Project::Services;

Error noMaps() { return { Error::Code::Unsupported, "this project has no maps", "" }; }

constexpr std::size_t bins = 40;

/// The values of a column by row; NaN for what has none.
Result<std::vector<double>> valuesOf(const data::Table& table, const std::string& name, const MapPoints& points)
{
    const auto column = table.column(name);
    if (!column)
        return tl::unexpected(column.error());
    std::vector<double> values(points.count(), std::nan(""));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto row = static_cast<std::size_t>(points.row(i));
        if (row >= (*column)->rows || !(*column)->isValid(row))
            continue;
        if ((*column)->type == data::Column::Type::Float32)
            values[i] = static_cast<double>((*column)->floats[row]);
        else if ((*column)->type == data::Column::Type::Float64)
            values[i] = (*column)->doubles[row];
        if (values[i] == -999)
            values[i] = std::nan("");
    }
    return values;
}

Result<SelectionHistogram> histogramOf(
    const data::Table& table, const std::string& name, const MapPoints& points, const PointMask& selected)
{
    const auto values = valuesOf(table, name, points);
    if (!values)
        return tl::unexpected(values.error());
    SelectionHistogram made{ QString::fromStdString(name), 0, 1, {}, {} };
    made.selected.resize(bins);
    made.all.resize(bins);
    std::vector<double> finite;
    std::ranges::copy_if(*values, std::back_inserter(finite), [](double value) { return std::isfinite(value); });
    const bool share = name == "drb" || name == "rb" || name.starts_with("score.") || name == "surveyscore";
    if (!share && !finite.empty()) {
        const auto low = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() / 200);
        std::nth_element(finite.begin(), low, finite.end());
        made.low = std::floor(*low);
        const auto high = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() - 1 - finite.size() / 200);
        std::nth_element(finite.begin(), high, finite.end());
        made.high = std::max(made.low + 1, std::ceil(*high));
    }
    for (std::size_t i = 0; i < values->size(); ++i) {
        if (!std::isfinite((*values)[i]))
            continue;
        const double place = ((*values)[i] - made.low) / (made.high - made.low) * static_cast<double>(bins);
        const auto bin = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins - 1)));
        ++made.all[bin];
        made.selected[bin] += selected[i];
    }
    return made;
}

/// Those nearest to the mean place of the selected ones.
std::vector<data::Row> middleOf(const MapPoints& points, const PointMask& selected)
{
    double x = 0, y = 0;
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < points.count(); ++i)
        if (selected[i]) {
            chosen.push_back(i);
            x += double(points.x(i));
            y += double(points.y(i));
        }
    if (chosen.empty())
        return {};
    const QPointF middle(x / static_cast<double>(chosen.size()), y / static_cast<double>(chosen.size()));
    const auto far = [&](std::uint32_t i) {
        const QPointF off = points.at(i) - middle;
        return off.x() * off.x() + off.y() * off.y();
    };
    const auto most = static_cast<std::ptrdiff_t>(std::min(chosen.size(), MapQuestions::inMiddle));
    std::partial_sort(chosen.begin(), chosen.begin() + most, chosen.end(),
        [&](std::uint32_t a, std::uint32_t b) { return far(a) != far(b) ? far(a) < far(b) : a < b; });
    std::vector<data::Row> rows;
    for (std::ptrdiff_t i = 0; i < most; ++i)
        rows.push_back(points.row(chosen[static_cast<std::size_t>(i)]));
    return rows;
}

using Counted = std::vector<std::pair<MapColouring::Group, std::size_t>>;

Counted most(const std::vector<MapColouring::Group>& groups, const std::vector<std::size_t>& counts)
{
    Counted list;
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (counts[g] > 0)
            list.emplace_back(groups[g], counts[g]);
    std::ranges::stable_sort(list, std::greater<>(), &Counted::value_type::second);
    return list;
}

} // namespace

std::future<Result<std::vector<session::VectorSet>>> MapQuestions::sets(std::stop_token stop) const
{
    using Sets = std::vector<session::VectorSet>;
    if (!canMap())
        return answered<Sets>(Sets());
    return m_services.io->submit(
        [embeddings = m_services.embeddings](std::stop_token) { return embeddings->sets(); }, stop);
}

std::future<Result<std::size_t>> MapQuestions::candidates(std::stop_token stop) const
{
    return m_services.io->submit(
        [candidates = m_services.candidates](std::stop_token) -> Result<std::size_t> { return candidates->count(); },
        stop);
}

std::future<Result<MapPointsPtr>> MapQuestions::points(std::string model, std::string kind, std::stop_token stop) const
{
    if (!canMap())
        return answered<MapPointsPtr>(tl::unexpected(noMaps()));
    return m_services.io->submit(
        [embeddings = m_services.embeddings, model = std::move(model), kind = std::move(kind)](std::stop_token) {
            return embeddings->map(model, kind).map([](std::vector<session::MapPoint> points) -> MapPointsPtr {
                return std::make_shared<const MapPoints>(std::move(points));
            });
        },
        stop);
}

std::future<Result<session::EmbedReport>> MapQuestions::run(
    session::EmbedRequest request, std::shared_ptr<Progress> progress, std::stop_token stop) const
{
    if (!canMap() || !m_services.ingesting)
        return answered<session::EmbedReport>(tl::unexpected(noMaps()));
    return m_services.ingesting->submit([embeddings = m_services.embeddings, request = std::move(request), progress](
                                            std::stop_token stop) { return embeddings->run(request, stop, *progress); },
        stop);
}

std::future<Result<session::MapFigures>> MapQuestions::figures(
    std::string model, std::string kind, std::stop_token stop) const
{
    if (!canMap())
        return answered<session::MapFigures>(tl::unexpected(noMaps()));
    Executor* on = m_services.ingesting ? m_services.ingesting : m_services.background; // it takes its time
    return on->submit([embeddings = m_services.embeddings, model = std::move(model), kind = std::move(kind)](
                          std::stop_token stop) { return embeddings->figures(model, kind, stop); },
        stop);
}

std::future<Result<MapColouringPtr>> MapQuestions::colouring(
    MapPointsPtr points, ColourBy by, std::string field, std::stop_token stop) const
{
    return m_services.io->submit(
        [candidates = m_services.candidates, points, by, field = std::move(field), classes = m_classes](
            std::stop_token stop) -> Result<MapColouringPtr> {
            const auto table = candidates->table();
            if (!table)
                return tl::unexpected(table.error());
            return colouringOf(**table, *points, by, field, classes, stop);
        },
        stop);
}

std::future<Result<std::vector<MapQuestions::ColumnName>>> MapQuestions::columns(std::stop_token stop) const
{
    return m_services.io->submit(
        [candidates = m_services.candidates](std::stop_token) -> Result<std::vector<ColumnName>> {
            const auto table = candidates->table();
            if (!table)
                return tl::unexpected(table.error());
            std::vector<ColumnName> columns;
            for (const std::string& name : (*table)->columnNames())
                if (const auto type = (*table)->columnType(name))
                    columns.push_back({ QString::fromStdString(name),
                        *type != data::Column::Type::Text && *type != data::Column::Type::Bool });
            return columns;
        },
        stop);
}

std::future<Result<PointMaskPtr>> MapQuestions::shown(
    MapPointsPtr points, std::string filter, std::stop_token stop) const
{
    return m_services.io->submit(
        [candidates = m_services.candidates, points, filter = std::move(filter)](
            std::stop_token stop) -> Result<PointMaskPtr> {
            const auto table = candidates->table();
            if (!table)
                return tl::unexpected(table.error());
            const auto parsed = data::Filter::parse(filter, **table);
            if (!parsed)
                return tl::unexpected(parsed.error());
            const auto rows = parsed->rows(**table, stop);
            if (!rows)
                return tl::unexpected(rows.error());
            auto mask = std::make_shared<PointMask>(points->count());
            std::size_t at = 0;
            for (std::size_t i = 0; i < mask->size(); ++i) { // both ascend
                while (at < rows->size() && (*rows)[at] < points->row(i))
                    ++at;
                (*mask)[i] = at < rows->size() && (*rows)[at] == points->row(i);
            }
            return mask;
        },
        stop);
}

std::future<Result<SelectionFigures>> MapQuestions::figuresOf(
    MapPointsPtr points, MapColouringPtr colouring, PointMaskPtr selected, std::stop_token stop) const
{
    return m_services.io->submit(
        [candidates = m_services.candidates, points, colouring, selected](
            std::stop_token stop) -> Result<SelectionFigures> {
            SelectionFigures figures;
            std::vector<data::Row> rows;
            std::vector<std::size_t> groups(colouring->groups.size()), labels(colouring->labels.size());
            for (std::size_t i = 0; i < points->count(); ++i) {
                if (!(*selected)[i])
                    continue;
                rows.push_back(points->row(i));
                ++groups[colouring->groupOf[i]];
                if (!colouring->labelled.empty() && colouring->labelled[i])
                    ++labels[colouring->labelled[i] - 1u];
            }
            figures.count = rows.size();
            figures.labels = most(colouring->labels, labels);
            if (!colouring->isScale())
                figures.classes = most(colouring->groups, groups);
            figures.middle = middleOf(*points, *selected);
            const auto table = candidates->table();
            if (!table)
                return figures; // what stands on the map can be said all the same
            const auto names = (*table)->columnNames();
            const auto has = [&](const char* name) { return std::ranges::find(names, name) != names.end(); };
            for (const auto& wanted : { std::initializer_list<const char*>{ "drb", "surveyscore", "rb" },
                     std::initializer_list<const char*>{ "magpsf", "mag" } }) {
                const auto name = std::ranges::find_if(wanted, has);
                if (name == wanted.end())
                    continue;
                if (auto histogram = histogramOf(**table, *name, *points, *selected))
                    figures.histograms.push_back(std::move(*histogram));
            }
            if (stop.stop_requested())
                return cancelled();
            if (auto apart = session::fieldsApart(**table, rows, points->rows(), fieldsApart, stop))
                figures.apart = std::move(*apart);
            if (stop.stop_requested())
                return cancelled();
            return figures;
        },
        stop);
}

std::future<Result<session::SimilarReport>> MapQuestions::similar(
    std::vector<data::Row> rows, std::size_t k, std::string model, std::stop_token stop) const
{
    if (!canMap())
        return answered<session::SimilarReport>(tl::unexpected(noMaps()));
    return m_services.io->submit(
        [embeddings = m_services.embeddings, rows = std::move(rows), k, model = std::move(model)](
            std::stop_token stop) { return embeddings->similarToAll(rows, k, model, stop); },
        stop);
}

} // namespace vetrina::ui
