#include "core/session/training_model.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace vetrina::session {

namespace {

using Json = nlohmann::json;

} // namespace

Result<ModelToTrain> modelToTrain(const nets::ModelLibrary& library, const TrainRequest& request)
{
    ModelToTrain made;
    const auto& recipe = request.recipe;
    const auto& from = request.from.empty() ? recipe.from : request.from;
    Json json = Json::object();
    if (!from.empty()) {
        auto found = library.resolve(from);
        if (!found)
            return tl::unexpected(found.error());
        json = Json::parse(found->card.serialise());
        // By name where the library has it; else by its file, as it was asked for.
        const auto known = library.find(found->card.id());
        std::error_code ignored;
        made.fromName = known && known->weights == found->weights
            ? found->card.id()
            : std::filesystem::absolute(found->weights, ignored).string();
        made.from = std::move(*found);
    } else {
        json = { { "vetrina_card", 1 }, { "licence", "of whoever gave the labels" }, { "classes", Json::array() },
            { "output", "softmax" } };
    }
    const Json changes = Json::parse(recipe.model, nullptr, false);
    if (!changes.is_object())
        return fail(Error::Code::Malformed, "recipe: model: expected an object", "Correct the recipe.");
    if (from.empty() && !changes.contains("family"))
        return fail(Error::Code::WrongUse, "the recipe names neither a model to start from nor a network",
            "Name one: --from MODEL.");
    json.update(changes);
    json["name"] = request.name.empty() ? recipe.name : request.name;
    json["version"] = library.nextVersion(json["name"].get<std::string>());
    json["title"] = recipe.title;
    json["calibration"] = nullptr;
    json["metrics"] = Json::object();
    json["provenance"] = Json::object();
    json["weights"] = { { "file", "weights.safetensors" }, { "sha256", "" } };
    auto card = nets::ModelCard::parse(json.dump(-1, ' ', false, Json::error_handler_t::replace), "recipe: model");
    if (!card)
        return tl::unexpected(card.error());
    if (!card->metadata.empty())
        return fail(Error::Code::Unsupported, card->id() + ": models with metadata columns can't be trained yet",
            "Start from a model of images alone.");
    made.card = std::move(*card);
    made.sameClasses =
        made.from && made.from->card.classes == made.card.classes && made.from->card.output == made.card.output;
    return made;
}

Result<nets::ModelCard> finishedCard(
    nets::ModelCard card, double temperature, const std::string& metrics, const std::string& provenance)
{
    card.temperature = temperature;
    card.metrics = metrics;
    card.provenance = provenance;
    return nets::ModelCard::parse(card.serialise(), card.id());
}

} // namespace vetrina::session
