#include "core/session/filters_service.h"

#include "core/data/filter.h"
#include "core/data/named_filter.h"
#include "core/survey/field_docs.h"

#include <algorithm>
#include <array>
#include <set>

namespace vetrina::session {

using data::NamedFilter;

namespace {

/// Vetrina's own columns, which no survey explains.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> ownMeanings{ {
    { "object", "the survey's name of the object" },
    { "candid", "the alert's number" },
    { "survey", "ztf or lsst" },
    { "night", "the evening's date, local" },
    { "band", "g, r, i, .." },
    { "mag", "mag · of the difference" },
    { "magerr", "mag · error of mag" },
    { "positive", "brighter than the template" },
    { "surveyscore", "the survey's own real-bogus score" },
    { "label", "what you said of it" },
    { "seen", "what you looked at" },
    { "flag", "what you flagged" },
    { "skipped", "what you skipped and gave no label since" },
    { "note", "what you wrote" },
    { "selected", "what is selected on the map" },
} };

} // namespace

Result<std::vector<Filters::Named>> FiltersService::list() const
{
    const auto table = m_candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto shipped = NamedFilter::shipped();
    if (!shipped)
        return tl::unexpected(shipped.error());
    std::vector<Named> list;
    for (const auto& filter : *shipped) {
        auto text = filter.textFor(**table);
        list.push_back(
            { filter.name, filter.about, text.value_or(""), true, text ? std::string() : text.error().message });
    }
    const auto saved = m_store.filters();
    if (!saved)
        return tl::unexpected(saved.error());
    for (const auto& filter : *saved) {
        const auto parsed = data::Filter::parse(filter.text, **table);
        list.push_back(
            { filter.name, filter.text, filter.text, false, parsed ? std::string() : parsed.error().message });
    }
    return list;
}

Result<std::size_t> countMatching(const Candidates& candidates, const std::string& filter, std::stop_token stop)
{
    const auto table = candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto parsed = data::Filter::parse(filter, **table);
    if (!parsed)
        return tl::unexpected(parsed.error());
    return parsed->count(**table, stop);
}

Result<std::size_t> FiltersService::count(const std::string& filter, std::stop_token stop) const
{
    return countMatching(m_candidates, filter, stop);
}

Result<void> FiltersService::checkName(const std::string& name)
{
    constexpr std::size_t longest = 80;
    if (name.find_first_not_of(' ') == std::string::npos)
        return fail(Error::Code::WrongUse, "a filter without a name", "Give it a name.");
    if (name.size() > longest)
        return fail(Error::Code::WrongUse, "a name of more than " + std::to_string(longest) + " bytes", "Shorten it.");
    const auto shipped = NamedFilter::shipped();
    if (!shipped)
        return tl::unexpected(shipped.error());
    if (std::ranges::find(*shipped, name, &NamedFilter::name) != shipped->end())
        return fail(
            Error::Code::WrongUse, "'" + name + "' is a filter that ships with Vetrina", "Choose another name.");
    return {};
}

Result<void> FiltersService::save(const std::string& name, const std::string& text)
{
    if (auto good = checkName(name); !good)
        return good;
    const auto table = m_candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    if (const auto parsed = data::Filter::parse(text, **table); !parsed)
        return tl::unexpected(parsed.error());
    return m_store.putFilter({ name, text, m_labels.user() });
}

Result<void> FiltersService::rename(const std::string& from, const std::string& to)
{
    if (auto good = checkName(to); !good)
        return good;
    return from == to ? Result<void>() : m_store.renameFilter(from, to);
}

Result<void> FiltersService::remove(const std::string& name) { return m_store.removeFilter(name); }

Result<std::shared_ptr<const FilterWords>> FiltersService::words() const
{
    const auto table = m_candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    auto words = std::make_shared<FilterWords>();
    const auto ztf = survey::shippedFieldDocs(data::Survey::Ztf), lsst = survey::shippedFieldDocs(data::Survey::Lsst);
    const auto about = [&](const std::string& name) -> std::string {
        for (const auto* docs : { &ztf, &lsst })
            if (*docs)
                if (const auto* doc = (*docs)->find(name))
                    return doc->unit.empty() || doc->meaning.empty() ? doc->unit + doc->meaning
                                                                     : doc->unit + " · " + doc->meaning;
        if (name.starts_with("anomaly."))
            return name.ends_with(".percentile") ? "how unusual it is, percentile in its night"
                                                 : "how unusual it is, higher is stranger";
        const auto own = std::ranges::find(ownMeanings, name, &std::pair<std::string_view, std::string_view>::first);
        return own == ownMeanings.end() ? std::string() : std::string(own->second);
    };
    for (const auto& name : (*table)->columnNames()) {
        const auto type = (*table)->columnType(name);
        if (!type)
            return tl::unexpected(type.error());
        words->vocabulary.fields.push_back({ name, *type, about(name) });
    }
    const auto filters = list();
    if (!filters)
        return tl::unexpected(filters.error());
    for (const auto& filter : *filters)
        if (filter.problem.empty()) {
            words->vocabulary.filters.push_back({ filter.name, filter.about });
            words->texts.emplace_back(filter.name, filter.text);
        }
    addValues(*words, **table);
    return words;
}

/// What the columns of few texts hold: looked at where that is cheap.
void FiltersService::addValues(FilterWords& words, const data::Table& table) const
{
    constexpr std::size_t mostRows = 2'000'000, mostValues = 200;
    std::vector<std::string>& classes = words.vocabulary.values["label"];
    for (const auto& one : m_labels.scheme().classes)
        classes.push_back(one.name);
    for (const std::string name : { "band", "night", "survey" }) {
        const auto column = table.column(name);
        if (!column || (*column)->type != data::Column::Type::Text || (*column)->rows > mostRows)
            continue;
        std::set<std::string, std::less<>> values;
        std::string_view last;
        for (std::size_t row = 0; row < (*column)->rows && values.size() < mostValues; ++row) {
            if (!(*column)->isValid(row))
                continue;
            const auto text = (*column)->textAt(row);
            if (text != last || values.empty())
                values.emplace(last = text);
        }
        words.vocabulary.values[name].assign(values.rbegin(), values.rend());
    }
}

} // namespace vetrina::session
