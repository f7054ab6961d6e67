#include "core/session/training_service.h"

#include "core/base/file.h"
#include "core/base/half.h"
#include "core/formats/safetensors.h"
#include "core/learn/calibration.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace vetrina::session {

namespace {

using Json = nlohmann::ordered_json;

Json rounded(double value) { return std::isfinite(value) ? Json(std::round(value * 1e6) / 1e6) : Json(); }

Json asJson(const learn::Tally& tally, const learn::Lessons& lessons)
{
    Json json;
    json["samples"] = tally.confusion.total();
    if (tally.auc) {
        const auto interval = tally.auc->interval();
        json["auc"] = rounded(tally.auc->value);
        json["auc_95"] = { rounded(interval.low), rounded(interval.high) };
        json["real"] = tally.auc->positives;
        json["not_real"] = tally.auc->negatives;
    }
    json["accuracy"] = rounded(tally.confusion.accuracy());
    json["macro_f1"] = rounded(tally.confusion.macroF1());
    json["verdicts"] = lessons.verdicts();
    json["confusion"] = tally.confusion.counts();
    return json;
}

/// Writes the weights under their names. Errors: Full, ReadOnly, Io.
Result<void> writeWeights(const std::filesystem::path& file, const learn::Trainable& network,
    const nets::ModelCard& card, const std::vector<float>& weights, bool half)
{
    std::vector<std::uint16_t> halves;
    if (half)
        for (const float value : weights)
            halves.push_back(toHalf(value));
    std::vector<formats::Tensor> tensors;
    for (const auto& parameter : network.parameters()) {
        const auto bytes = half ? std::as_bytes(std::span(halves).subspan(parameter.offset, parameter.size))
                                : std::as_bytes(std::span(weights).subspan(parameter.offset, parameter.size));
        tensors.push_back({ card.architecture.prefix + parameter.name,
            half ? formats::TensorType::F16 : formats::TensorType::F32, parameter.shape, bytes });
    }
    return formats::writeSafetensors(file, tensors);
}

} // namespace

Result<std::string> TrainingService::finish(Work& work, learn::Trainer& trainer, const learn::Trainable& network,
    const learn::Lessons& lessons, const learn::TrainingData& data, std::vector<float> weights,
    const std::vector<float>& before)
{
    const auto& run = work.run;
    // What is measured is what is stored.
    if (run.recipe.halfWeights)
        for (auto& value : weights)
            value = fromHalf(toHalf(value));
    std::vector<std::size_t> test;
    for (std::size_t i = 0; i < work.selection.all.size(); ++i)
        if (work.selection.all[i].part == learn::Part::Test)
            test.push_back(i);
    const auto onValidation = trainer.logits(weights, data.validation, {});
    if (!onValidation)
        return tl::unexpected(onValidation.error());
    const auto onTest = trainer.logits(weights, test, {});
    if (!onTest)
        return tl::unexpected(onTest.error());
    const auto targets = [&](const std::vector<std::size_t>& images) {
        std::vector<learn::Target> all;
        for (const std::size_t i : images)
            all.push_back(data.lessons[i].target);
        return all;
    };
    auto card = work.model.card;
    const double usual = work.model.sameClasses ? work.model.from->card.temperature : 1;
    const double temperature =
        run.recipe.calibrate ? learn::fittedTemperature(card, *onValidation, targets(data.validation), usual) : 1;
    card.temperature = temperature;
    const auto tally = [&](const std::vector<float>& logits, const std::vector<std::size_t>& images) {
        return asJson(learn::tallyOf(card, lessons, logits, data.lessons, images), lessons);
    };
    Json metrics;
    metrics["best_epoch"] = run.bestEpoch;
    metrics["validation"] = tally(*onValidation, data.validation);
    if (!data.validation.empty()) {
        metrics["validation"]["loss"] = rounded(learn::meanLoss(card, *onValidation, targets(data.validation)));
        metrics["validation"]["loss_calibrated"] =
            rounded(learn::meanLoss(card, *onValidation, targets(data.validation), temperature));
    }
    if (!test.empty())
        metrics["test"] = tally(*onTest, test);
    if (!before.empty())
        metrics["test_before"] = tally(before, test);
    Json provenance;
    provenance["made_by"] = "vetrina train";
    provenance["started"] = run.started;
    provenance["from"] = run.from.empty() ? Json() : Json(run.from);
    provenance["project"] = m_needs.project.filename().string();
    provenance["run"] = run.number;
    provenance["labels_sha256"] = run.labels.snapshot;
    provenance["trained_on"] = data.training.size();
    provenance["device"] = run.device;
    provenance["recipe"] = Json::parse(run.recipe.serialise());
    provenance["recipe"]["from"] = run.from; // a file's path is this machine's alone
    auto library = nets::ModelLibrary::open();
    if (!library)
        return tl::unexpected(library.error());
    if (library->find(card.id())) // another training of that name ended first
        card.version = library->nextVersion(card.name);
    const auto finished = finishedCard(card, temperature, metrics.dump(), provenance.dump());
    if (!finished)
        return tl::unexpected(finished.error());

    const auto weightsFile = work.folder.path() / "weights.safetensors", cardFile = work.folder.path() / "card.json";
    if (auto written = writeWeights(weightsFile, network, card, weights, run.recipe.halfWeights); !written)
        return tl::unexpected(written.error());
    if (auto written = replaceFile(cardFile, asBytes(finished->serialise())); !written)
        return tl::unexpected(written.error());
    auto imported = library->importModel(weightsFile, cardFile.string());
    std::error_code ignored;
    std::filesystem::remove(weightsFile, ignored); // the library has it
    std::filesystem::remove(cardFile, ignored);
    if (!imported)
        return tl::unexpected(imported.error());
    work.run.metrics = metrics.dump();
    return imported->card.id();
}

} // namespace vetrina::session
