#include "core/learn/epoch.h"

#include "core/base/json_guard.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace vetrina::learn {

namespace {

using Json = nlohmann::json;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

double numberFrom(const Json& json) { return json.is_number() ? json.get<double>() : none; }

Json asJson(const EpochRecord& record)
{
    return { { "epoch", record.number }, { "training_loss", number(record.trainingLoss) },
        { "validation_loss", number(record.validationLoss) }, { "auc", number(record.auc) },
        { "macro_f1", number(record.macroF1) }, { "rate", record.rate }, { "seconds", record.seconds },
        { "confusion", record.confusion } };
}

EpochRecord recordFrom(const Json& json)
{
    EpochRecord record;
    record.number = json.at("epoch").get<int>();
    record.trainingLoss = numberFrom(json.at("training_loss"));
    record.validationLoss = numberFrom(json.at("validation_loss"));
    record.auc = numberFrom(json.at("auc"));
    record.macroF1 = numberFrom(json.at("macro_f1"));
    record.rate = json.at("rate").get<double>();
    record.seconds = json.at("seconds").get<double>();
    record.confusion = json.at("confusion").get<std::vector<std::uint64_t>>();
    return record;
}

} // namespace

std::string toJson(const std::vector<EpochRecord>& history)
{
    Json all = Json::array();
    for (const auto& record : history)
        all.push_back(asJson(record));
    return all.dump();
}

Result<std::vector<EpochRecord>> historyFrom(std::string_view text, const std::string& place)
{
    const auto wrong = [&] { return fail(Error::Code::Malformed, place + ": is not a training's history"); };
    constexpr int deepest = 8;
    if (!jsonNestsWithin(text, deepest))
        return wrong();
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (!json.is_array())
        return wrong();
    try {
        std::vector<EpochRecord> history;
        for (const auto& one : json)
            history.push_back(recordFrom(one));
        return history;
    } catch (const Json::exception&) {
        return wrong();
    }
}

} // namespace vetrina::learn
