#include "core/data/filter_plan.h"
#include "core/data/nearest_name.h"

#include <algorithm>

namespace vetrina::data {

Result<std::string> Table::filterText(const std::string& name) const
{
    return fail(Error::Code::NotFound, "there is no filter '" + name + "'");
}

namespace filter {

Checked<ConditionPtr> planNamed(const Node& node, const Columns& columns, std::optional<Error>& failure)
{
    const std::string& name = node.text;
    if (std::ranges::find(columns.within, name) != columns.within.end())
        return mistake(node.range, "the filter '" + name + "' names itself", "Write out what it should ask for.");
    const auto text = columns.table->filterText(name);
    if (!text) {
        const auto near = nearestName(name, columns.table->filterNames());
        const bool meant = !near.empty() && near != name;
        return mistake(node.range, text.error().message, meant ? "Did you mean '" + near + "'?" : text.error().remedy);
    }
    const auto inside = [&](const Mistake& wrong) {
        return mistake(node.range, "in the filter '" + name + "': " + wrong.message, wrong.remedy);
    };
    const auto root = parseTree(*text);
    if (!root)
        return inside(root.error());
    if (!*root)
        return constantCondition(true);
    Columns deeper = columns;
    deeper.within.push_back(name);
    auto condition = plan(**root, *text, deeper, failure);
    if (!condition)
        return inside(condition.error());
    return condition;
}

} // namespace filter

} // namespace vetrina::data
