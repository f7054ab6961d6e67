#include "core/learn/checkpoint.h"

#include "core/base/file.h"
#include "core/formats/safetensors.h"

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

namespace vetrina::learn {

namespace {

using Json = nlohmann::json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

double numberFrom(const Json& json, double otherwise) { return json.is_number() ? json.get<double>() : otherwise; }

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

} // namespace

Result<void> Checkpoint::write(const std::filesystem::path& file) const
{
    std::vector<formats::Tensor> tensors;
    const auto add = [&](const char* name, const std::vector<float>& values) {
        if (!values.empty())
            tensors.push_back({ name, formats::TensorType::F32, { static_cast<std::int64_t>(values.size()) },
                std::as_bytes(std::span(values)) });
    };
    add("weights", state.weights);
    add("first", state.first);
    add("second", state.second);
    add("average", state.average);
    add("best", best);
    // No metadata: it grows with the epochs, and the header does not.
    const auto past = toJson(history);
    tensors.push_back({ "history", formats::TensorType::U8, { static_cast<std::int64_t>(past.size()) },
        std::as_bytes(std::span(past)) });
    const Json place{ { "recipe", recipe }, { "best_epoch", bestEpoch }, { "best_loss", number(bestLoss) },
        { "epoch", epoch }, { "batch", batch }, { "step", step }, { "loss_sum", number(lossSum) },
        { "weight_sum", number(weightSum) }, { "seconds", seconds } };
    return formats::writeSafetensors(file, tensors, { { "vetrina_checkpoint", place.dump() } });
}

Result<Checkpoint> Checkpoint::read(const std::filesystem::path& file)
{
    const auto opened = formats::SafetensorsFile::open(file);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto wrong = [&] {
        return fail(
            Error::Code::Malformed, file.string() + ": is not a checkpoint of a training", "Begin the training anew.");
    };
    const auto& metadata = opened->metadata();
    const auto place = metadata.find("vetrina_checkpoint");
    const auto* past = opened->find("history");
    if (place == metadata.end() || !past || past->type != formats::TensorType::U8)
        return wrong();
    Checkpoint made;
    auto history = historyFrom(asText(past->bytes), file.string());
    if (!history)
        return tl::unexpected(history.error());
    made.history = std::move(*history);
    try {
        const Json json = Json::parse(place->second);
        made.recipe = json.at("recipe").get<std::string>();
        made.bestEpoch = json.at("best_epoch").get<int>();
        made.bestLoss = numberFrom(json.at("best_loss"), endless);
        made.epoch = json.at("epoch").get<int>();
        made.batch = json.at("batch").get<std::int64_t>();
        made.step = json.at("step").get<std::int64_t>();
        made.lossSum = numberFrom(json.at("loss_sum"), none);
        made.weightSum = numberFrom(json.at("weight_sum"), none);
        made.seconds = json.at("seconds").get<double>();
    } catch (const Json::exception&) {
        return wrong();
    }
    const auto take = [&](const char* name, std::vector<float>& values) {
        const auto* tensor = opened->find(name);
        if (!tensor)
            return;
        if (tensor->type != formats::TensorType::F32)
            return;
        values.resize(tensor->bytes.size() / sizeof(float));
        std::memcpy(values.data(), tensor->bytes.data(), tensor->bytes.size());
    };
    take("weights", made.state.weights);
    take("first", made.state.first);
    take("second", made.state.second);
    take("average", made.state.average);
    take("best", made.best);
    if (made.state.weights.empty() || made.epoch < 1 || made.batch < 0 || made.step < 0)
        return wrong();
    return made;
}

} // namespace vetrina::learn
