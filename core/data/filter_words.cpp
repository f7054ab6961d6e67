#include "core/data/filter_words.h"

#include "core/data/nearest_name.h"

#include <algorithm>

namespace vetrina::data {

std::vector<std::string> FilterWords::columnNames() const
{
    std::vector<std::string> names;
    for (const auto& field : vocabulary.fields)
        names.push_back(field.name);
    return names;
}

Result<Column::Type> FilterWords::columnType(const std::string& name) const
{
    const auto found = std::ranges::find(vocabulary.fields, name, &FilterVocabulary::Field::name);
    if (found == vocabulary.fields.end())
        return noSuchColumn(name, columnNames());
    return found->type;
}

Result<std::shared_ptr<const Column>> FilterWords::column(const std::string& name) const
{
    return columnType(name).map([](Column::Type type) {
        auto empty = std::make_shared<Column>();
        empty->type = type;
        return std::shared_ptr<const Column>(std::move(empty));
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

} // namespace vetrina::data
