#include "core/learn/recipe.h"

#include "core/base/file.h"
#include "core/base/json_guard.h"
#include "core/prepare/card_json.h"

namespace vetrina::learn {

namespace {

using prepare::CardObject;
using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

constexpr int schemaVersion = 1;
constexpr std::uint64_t largestRecipe = 1 << 20;

std::uint64_t seedOf(CardObject& object, const std::string& key, std::uint64_t fallback)
{
    return static_cast<std::uint64_t>(object.number(key, 0, 9007199254740992.0, static_cast<double>(fallback)));
}

/// Reads the member `key` by `read`, if it is there.
template <typename Read> void part(CardObject& whole, const std::string& key, Read read)
{
    const Json* json = whole.member(key, true);
    if (!json)
        return;
    CardObject object(*json, whole.place() + ": " + key, whole.remedy());
    read(object);
    if (auto end = object.finish(); !end)
        whole.wrong(end.error());
}

void readLabels(Recipe& recipe, CardObject& object)
{
    recipe.labelColumn = object.text("column", recipe.labelColumn);
    recipe.where = object.text("where", "");
    const Json* classes = object.member("classes", true);
    if (!classes)
        return;
    if (!classes->is_object() || classes->empty())
        return object.wrong("classes", "expected a filter for each class");
    for (const auto& [name, filter] : classes->items()) {
        if (!filter.is_string())
            return object.wrong("classes", "expected a filter for each class");
        recipe.classFilters.emplace_back(name, filter.get<std::string>());
    }
}

void readSplit(Recipe& recipe, CardObject& object)
{
    recipe.testShare = object.number("test", 0, 0.9, recipe.testShare);
    recipe.validationShare = object.number("validation", 0, 0.9, recipe.validationShare);
    recipe.splitSeed = seedOf(object, "seed", recipe.splitSeed);
    recipe.mostPerObject =
        static_cast<std::size_t>(object.integer("most_per_object", 1, 1 << 30, static_cast<int>(recipe.mostPerObject)));
    if (recipe.testShare + recipe.validationShare > 0.95)
        object.wrong("test", "with validation, more than 0.95 of the objects: nothing is left to train on");
}

void readAugmentation(Recipe& recipe, CardObject& object)
{
    auto& how = recipe.augmentation;
    how.flip = object.boolean("flip", how.flip);
    how.rotate = object.boolean("rotate", how.rotate);
    how.shiftPx = object.integer("shift", 0, 64, how.shiftPx);
    how.noise = object.number("noise", 0, 100, how.noise);
}

void readOptimiser(Recipe& recipe, CardObject& object)
{
    recipe.rate = object.number("rate", 0, 10, recipe.rate);
    recipe.decay = object.number("decay", 0, 10, recipe.decay);
    recipe.floor = object.number("floor", 0, 1, recipe.floor);
    recipe.warmUpEpochs = object.number("warm_up", 0, 10000, recipe.warmUpEpochs);
    recipe.beta2 = object.number("beta2", 0, 0.999999, recipe.beta2);
    recipe.clip = object.number("clip", 0, 1e9, recipe.clip);
    recipe.average = object.number("average", 0, 0.999999, recipe.average);
    recipe.rateByDepth = object.number("rate_by_depth", 0.01, 1, recipe.rateByDepth);
    recipe.frozen = object.integer("frozen", 0, 64, recipe.frozen);
}

} // namespace

Result<Recipe> Recipe::parse(std::string_view text, const std::string& place)
{
    constexpr int deepest = 32;
    const Json json = jsonNestsWithin(text, deepest) ? Json::parse(text.begin(), text.end(), nullptr, false)
                                                     : Json(Json::value_t::discarded);
    if (!json.is_object())
        return fail(Error::Code::Malformed, place + ": is not a JSON object", "Give a recipe.");
    CardObject object(json, place, "Correct the recipe.");
    if (!json.contains("vetrina_recipe"))
        return fail(Error::Code::Malformed, place + ": is not a recipe (no vetrina_recipe)", "Give a recipe.");
    if (const int schema = object.integer("vetrina_recipe", 1, 1 << 20); schema > schemaVersion)
        return fail(Error::Code::Unsupported, place + ": is a recipe of a newer kind (" + std::to_string(schema) + ")",
            "Update Vetrina.");
    Recipe recipe;
    recipe.name = object.text("name", recipe.name);
    recipe.title = object.text("title", "");
    recipe.from = object.text("from", "");
    if (const Json* model = object.member("model", true)) {
        if (!model->is_object())
            object.wrong("model", "expected an object");
        recipe.model = model->dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    part(object, "labels", [&](CardObject& labels) { readLabels(recipe, labels); });
    part(object, "split", [&](CardObject& split) { readSplit(recipe, split); });
    part(object, "augment", [&](CardObject& augment) { readAugmentation(recipe, augment); });
    part(object, "optimiser", [&](CardObject& optimiser) { readOptimiser(recipe, optimiser); });
    recipe.epochs = object.integer("epochs", 1, 100000, recipe.epochs);
    recipe.batch = static_cast<std::size_t>(object.integer("batch", 1, 65536, static_cast<int>(recipe.batch)));
    recipe.patience = object.integer("patience", 0, 100000, recipe.patience);
    recipe.balanced =
        object.choice<bool>("class_weights", { { "balanced", true }, { "none", false } }, recipe.balanced);
    recipe.mixedPrecision =
        object.choice<bool>("precision", { { "mixed", true }, { "float32", false } }, recipe.mixedPrecision);
    recipe.halfWeights =
        object.choice<bool>("weights", { { "float16", true }, { "float32", false } }, recipe.halfWeights);
    recipe.calibrate = object.boolean("calibrate", recipe.calibrate);
    recipe.seed = seedOf(object, "seed", recipe.seed);
    if (auto whole = object.finish(); !whole)
        return tl::unexpected(whole.error());
    return recipe;
}

Result<Recipe> Recipe::read(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, largestRecipe);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parse(asText(*bytes), file.string());
}

std::string Recipe::serialise() const
{
    Ordered json;
    json["vetrina_recipe"] = schemaVersion;
    json["name"] = name;
    json["title"] = title;
    json["from"] = from;
    json["model"] = Ordered::parse(model);
    auto& labels = json["labels"];
    labels["column"] = labelColumn;
    labels["where"] = where;
    for (const auto& [label, filter] : classFilters)
        labels["classes"][label] = filter;
    json["split"] = { { "test", testShare }, { "validation", validationShare }, { "seed", splitSeed },
        { "most_per_object", mostPerObject } };
    json["augment"] = { { "flip", augmentation.flip }, { "rotate", augmentation.rotate },
        { "shift", augmentation.shiftPx }, { "noise", augmentation.noise } };
    json["optimiser"] = { { "rate", rate }, { "decay", decay }, { "floor", floor }, { "warm_up", warmUpEpochs },
        { "beta2", beta2 }, { "clip", clip }, { "average", average }, { "rate_by_depth", rateByDepth },
        { "frozen", frozen } };
    json["epochs"] = epochs;
    json["batch"] = batch;
    json["patience"] = patience;
    json["class_weights"] = balanced ? "balanced" : "none";
    json["precision"] = mixedPrecision ? "mixed" : "float32";
    json["weights"] = halfWeights ? "float16" : "float32";
    json["calibrate"] = calibrate;
    json["seed"] = seed;
    return json.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

} // namespace vetrina::learn
