#include "core/session/anomaly_recipe.h"

#include "core/base/json_guard.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace vetrina::session {

using nlohmann::json;

Result<void> checkScorerName(const std::string& name)
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", others = "0123456789_";
    constexpr std::size_t longest = 60;
    const bool good = !name.empty() && name.size() <= longest && letters.find(name.front()) != std::string_view::npos
        && std::ranges::all_of(name, [&](char c) {
               return letters.find(c) != std::string_view::npos || others.find(c) != std::string_view::npos;
           });
    if (!good)
        return fail(Error::Code::WrongUse, "'" + name + "' is no name for an anomaly scorer",
            "Use letters, digits and _, a letter first.");
    return {};
}

std::string recipeOf(const Anomaly::Request& request, const std::vector<std::string>& fields)
{
    json recipe{ { "kind", request.scorer }, { "on", request.on }, { "fields", fields }, { "filter", request.filter },
        { "seed", request.seed } };
    if (request.scorer == "knn")
        recipe.update({ { "neighbours", request.neighbours }, { "reference", request.reference } });
    else
        recipe.update({ { "trees", request.trees }, { "samples", request.samples } });
    return recipe.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Anomaly::Scorer> readRecipe(const store::AnomalyScorer& stored)
{
    constexpr int deepest = 8;
    const auto recipe = jsonNestsWithin(stored.recipe, deepest) ? json::parse(stored.recipe, nullptr, false) : json();
    const auto text = [&](const char* key) {
        return recipe.contains(key) && recipe[key].is_string() ? recipe[key].get<std::string>() : std::string();
    };
    if (!recipe.is_object() || text("kind").empty())
        return fail(Error::Code::Malformed, "anomaly scorer " + stored.name + ": its recipe is damaged",
            "Run `vetrina anomaly` again.");
    Anomaly::Scorer read{ stored.name, text("kind"), text("on"), text("filter"), {}, 0 };
    if (recipe.contains("fields") && recipe["fields"].is_array())
        for (const auto& field : recipe["fields"])
            if (field.is_string())
                read.fields.push_back(field.get<std::string>());
    if (recipe.contains("seed") && recipe["seed"].is_number_unsigned())
        read.seed = recipe["seed"].get<std::uint64_t>();
    return read;
}

Bytes joined(std::span<const std::byte> first, std::span<const std::byte> second)
{
    const std::uint64_t size = first.size();
    const auto head = std::as_bytes(std::span(&size, 1));
    Bytes state(head.size() + first.size() + second.size());
    auto at = std::ranges::copy(head, state.begin()).out;
    at = std::ranges::copy(first, at).out;
    std::ranges::copy(second, at);
    return state;
}

Result<std::pair<std::span<const std::byte>, std::span<const std::byte>>> splitState(std::span<const std::byte> state)
{
    std::uint64_t size = 0;
    if (state.size() >= sizeof size)
        std::memcpy(&size, state.data(), sizeof size);
    const auto rest = state.subspan(std::min(state.size(), sizeof size));
    if (size == 0 || size > rest.size())
        return fail(
            Error::Code::Malformed, "what the anomaly scorer learnt is damaged", "Run `vetrina anomaly` again.");
    return std::pair(rest.first(size), rest.subspan(size));
}

} // namespace vetrina::session
