#include "core/session/filters_service.h"

#include "core/data/filter.h"
#include "core/data/named_filter.h"
#include "core/data/nearest_name.h"

#include <algorithm>
#include <set>

namespace vetrina::session {

using data::NamedFilter;

std::vector<std::string> FilterWords::columnNames() const
{
    std::vector<std::string> names;
    for (const auto& field : vocabulary.fields)
        names.push_back(field.name);
    return names;
}

Result<data::Column::Type> FilterWords::columnType(const std::string& name) const
{
    const auto found = std::ranges::find(vocabulary.fields, name, &data::FilterVocabulary::Field::name);
    if (found == vocabulary.fields.end())
        return data::noSuchColumn(name, columnNames());
    return found->type;
}

Result<std::shared_ptr<const data::Column>> FilterWords::column(const std::string& name) const
{
    return columnType(name).map([](data::Column::Type type) {
        auto empty = std::make_shared<data::Column>();
        empty->type = type;
        return std::shared_ptr<const data::Column>(std::move(empty));
    });
}

std::vector<std::string> FilterWords::filterNames() const
{
    std::vector<std::string> names;
    for (const auto& filter : vocabulary.filters)
        names.push_back(filter.name);
    return names;
}

Result<std::string> FilterWords::filterText(const std::string& name) const
{
    for (const auto& [of, text] : texts)
        if (of == name)
            return text;
    return Table::filterText(name);
}

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

Result<std::size_t> FiltersService::count(const std::string& filter, std::stop_token stop) const
{
    const auto table = m_candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto parsed = data::Filter::parse(filter, **table);
    if (!parsed)
        return tl::unexpected(parsed.error());
    return parsed->count(**table, stop);
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
    for (const auto& name : (*table)->columnNames()) {
        const auto type = (*table)->columnType(name);
        if (!type)
            return tl::unexpected(type.error());
        words->vocabulary.fields.push_back({ name, *type, {} });
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
