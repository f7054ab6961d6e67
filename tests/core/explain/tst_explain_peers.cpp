#include "core/base/file.h"
#include "core/explain/gauss_legendre.h"
#include "core/formats/npy.h"
#include "core/formats/safetensors.h"
#include "tests/core/explain/rig.h"
#include "tests/core/nets/numbers.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vetrina;
using Json = nlohmann::json;
namespace fs = std::filesystem;

/// Maps against those of pytorch-grad-cam and captum, of the same networks, weights and images.
class TestExplainPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mapsAreThoseOfThePeers_data();
    void mapsAreThoseOfThePeers();
    void theOppositeTurnsTheSigns();
    void layersHaveTheNamesOfTheCheckpoint();
    void withoutANameTheDeepestLayerThatSaysWhereIsTaken();
    void aLayerThatIsNotThereIsNamed();
    void twoRulesOfQuadratureAreThoseOfTheTables();

private:
    Result<infer::ModelHandle> load(const std::string& network, int side, infer::Use use, const char* layer = "");
    Result<explain::Saliency> explain(const Json& golden, const explain::Question& question);

    const fs::path m_golden = fs::path(VETRINA_SOURCE_DIR) / "tests/golden";
    QTemporaryDir m_dir;
    Json m_cases;
    std::unique_ptr<Rig> m_rig;
};

void TestExplainPeers::initTestCase()
{
#ifndef VETRINA_HAS_TORCH
    QSKIP("this build has no torch module");
#endif
    m_cases = Json::parse(asText(*readFile(m_golden / "explain/cases.json")))["cases"];
    // braai's weights, as tests/golden/nets/make_braai.py makes them.
    const auto braai = Json::parse(asText(*readFile(m_golden / "nets/braai.json")));
    std::vector<std::vector<float>> values;
    std::vector<formats::Tensor> tensors;
    std::size_t at = 0;
    for (const auto& entry : braai["tensors"]) {
        std::size_t count = 1;
        for (const std::size_t side : entry[1])
            count *= side;
        auto& mine = values.emplace_back(numbers(at, count));
        at += count;
        for (float& v : mine)
            v *= entry[2].get<float>();
        tensors.push_back({ entry[0].get<std::string>(), formats::TensorType::F32,
            entry[1].get<std::vector<std::int64_t>>(), std::as_bytes(std::span(mine)) });
    }
    QVERIFY(formats::writeSafetensors(fs::path(m_dir.path().toStdString()) / "braai.safetensors", tensors));
    m_rig = std::make_unique<Rig>([] { return infer::defaultBackend({ 2 }); });
}

Result<infer::ModelHandle> TestExplainPeers::load(
    const std::string& network, int side, infer::Use use, const char* layer)
{
    const bool braai = network == "braai";
    Json patch{ { "saliency_layer", layer } };
    if (!braai)
        patch.update({ { "classes", { "a", "b", "c" } }, { "output", "softmax" },
            { "architecture", { { "depths", { 1, 1, 1, 1 } }, { "dims", { 8, 16, 24, 32 } } } } });
    const auto card = cardOf(braai ? "braai" : "convnext", braai ? "vgg6" : "custom", side, patch);
    if (!card)
        return tl::unexpected(card.error());
    const auto file = braai ? fs::path(m_dir.path().toStdString()) / "braai.safetensors"
                            : m_golden / "nets" / (network + ".safetensors");
    return m_rig->engine.load({ *card, {}, file, false, false }, "cpu", use).get();
}

Result<explain::Saliency> TestExplainPeers::explain(const Json& golden, const explain::Question& question)
{
    const int side = golden["side"];
    const auto model = load(golden["network"], side, explain::useOf(question.method));
    if (!model)
        return tl::unexpected(model.error());
    const auto pixels = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    return explain::explain(
        m_rig->engine, *model, tripletOf(side, side, numbers(golden["first"], 3 * pixels)), question);
}

void TestExplainPeers::mapsAreThoseOfThePeers_data()
{
    QTest::addColumn<int>("which");
    QCOMPARE(m_cases.size(), 8u);
    for (int i = 0; i < 8; ++i)
        QTest::newRow(m_cases[static_cast<std::size_t>(i)]["name"].get<std::string>().c_str()) << i;
}

void TestExplainPeers::mapsAreThoseOfThePeers()
{
    QFETCH(int, which);
    const auto golden = m_cases[static_cast<std::size_t>(which)];
    const auto truth = formats::readNpy(m_golden / "explain" / (golden["name"].get<std::string>() + ".npy"));
    QVERIFY(truth);

    explain::Question question;
    question.method = *explain::parseMethod(golden["method"].get<std::string>());
    const bool braai = golden["network"] == "braai";
    question.className = braai ? "real" : std::string(1, static_cast<char>('a' + golden["class"].get<int>()));
    question.layer = golden.value("layer", "");
    question.baseline = *explain::Baseline::parse(golden.value("baseline", "0"));
    question.window = golden.value("window", 9);
    question.stride = golden.value("stride", 3);
    question.byChannel = golden.value("by_channel", true);
    const auto saliency = explain(golden, question);
    QVERIFY2(saliency, saliency ? "" : saliency.error().message.c_str());
    QVERIFY2(saliency->state == explain::Saliency::State::Map, saliency->reason.c_str());
    QCOMPARE(saliency->className, question.className);

    const bool byChannel = truth->shape.size() == 3 && truth->shape[0] == 3;
    QCOMPARE(saliency->byChannel, byChannel);
    float worst = 0, largest = 0;
    std::size_t at = 0;
    for (std::size_t c = 0; c < (byChannel ? 3u : 1u); ++c)
        for (const float v : saliency->maps[c].pixels) {
            worst = std::max(worst, std::abs(v - truth->values[at]));
            largest = std::max(largest, std::abs(truth->values[at++]));
        }
    QCOMPARE(at, truth->values.size());
    qInfo("%s: at most %.2g off where the largest is %.2g", golden["name"].get<std::string>().c_str(),
        static_cast<double>(worst), static_cast<double>(largest));
    QVERIFY(worst < 1e-5F);
    QCOMPARE(saliency->completeness.has_value(), golden.contains("completeness"));
    if (saliency->completeness)
        QVERIFY(std::abs(*saliency->completeness - golden["completeness"].get<double>()) < 1e-5);
}

void TestExplainPeers::theOppositeTurnsTheSigns()
{
    const auto golden = m_cases[0];
    explain::Question question;
    question.method = explain::Method::IntegratedGradients;
    question.className = "real";
    const auto speaksFor = explain(golden, question);
    question.className = "not real";
    const auto speaksAgainst = explain(golden, question);
    QVERIFY(speaksFor && speaksAgainst);
    QCOMPARE(speaksAgainst->className, std::string("not real"));
    QCOMPARE(speaksAgainst->logit, -speaksFor->logit);
    QVERIFY(std::abs(speaksAgainst->probability + speaksFor->probability - 1) < 1e-6F);
    for (std::size_t i = 0; i < 63 * 63; ++i)
        QCOMPARE(speaksAgainst->maps[1].pixels[i], -speaksFor->maps[1].pixels[i]);
}

void TestExplainPeers::layersHaveTheNamesOfTheCheckpoint()
{
    const std::vector<std::pair<const char*, std::string>> expected{
        { "braai", "conv1 16x61x61 conv2 16x59x59 conv3 32x27x27 conv4 32x25x25 " },
        { "convnext_small",
            "stem 8x15x15 stages.0.blocks.0 8x15x15 stages.0 8x15x15 stages.1.downsample 16x7x7 "
            "stages.1.blocks.0 16x7x7 stages.1 16x7x7 stages.2.downsample 24x3x3 stages.2.blocks.0 24x3x3 "
            "stages.2 24x3x3 stages.3.downsample 32x1x1 stages.3.blocks.0 32x1x1 stages.3 32x1x1 " },
    };
    for (const auto& [network, text] : expected) {
        const auto model = load(network, 63, infer::Use::Gradients);
        QVERIFY(model);
        std::string listed;
        infer::NetworkJob job{ *model, infer::Priority::Screen,
            [&](infer::Network& net) -> Result<bool> {
                const auto layers = net.differentiable()->layers();
                for (const auto& layer : *layers)
                    listed += layer.name + " " + std::to_string(layer.channels) + "x" + std::to_string(layer.height)
                        + "x" + std::to_string(layer.width) + " ";
                return true;
            },
            {} };
        QVERIFY(m_rig->engine.submit(std::move(job)).get());
        QCOMPARE(listed, text);
    }
}

void TestExplainPeers::withoutANameTheDeepestLayerThatSaysWhereIsTaken()
{
    const std::vector<std::tuple<int, const char*, std::string>> rows{ { 63, "", "stages.1" }, { 40, "", "stages.0" },
        { 32, "", "stages.0" }, { 63, "stem", "stem" } };
    for (const auto& [side, layer, expected] : rows) {
        const auto model = load("convnext_small", side, infer::Use::Gradients, layer);
        QVERIFY(model);
        const auto pixels = static_cast<std::size_t>(3 * side * side);
        const auto saliency =
            explain::explain(m_rig->engine, *model, tripletOf(side, side, numbers(7, pixels)), explain::Question{});
        QVERIFY2(saliency, saliency ? "" : saliency.error().message.c_str());
        QCOMPARE(saliency->layer, expected);
        QCOMPARE(saliency->title(), "Grad-CAM of " + expected);
    }
}

void TestExplainPeers::aLayerThatIsNotThereIsNamed()
{
    explain::Question question;
    question.layer = "fc_1";
    const auto saliency = explain(m_cases[0], question);
    QVERIFY(!saliency);
    QCOMPARE(saliency.error().code, Error::Code::NotFound);
    QVERIFY2(saliency.error().remedy.find("conv1, conv2, conv3, conv4") != std::string::npos,
        saliency.error().remedy.c_str());
}

void TestExplainPeers::twoRulesOfQuadratureAreThoseOfTheTables()
{
    // Abramowitz & Stegun, table 25.4, brought from -1 .. 1 to 0 .. 1.
    const auto three = explain::gaussLegendre(3);
    const std::vector<double> points{ -0.774596669241483, 0, 0.774596669241483 },
        weights{ 0.555555555555556, 0.888888888888889, 0.555555555555556 }; 
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(std::abs(three.points[i] - (1 + points[i]) / 2) < 1e-14);
        QVERIFY(std::abs(three.weights[i] - weights[i] / 2) < 1e-14);
    }
    for (const int n : { 1, 2, 50, 1024 }) {
        const auto rule = explain::gaussLegendre(n);
        double constant = 0, power = 0; // x to 2 n - 1 integrates to 1 / (2 n)
        for (std::size_t i = 0; i < rule.points.size(); ++i) {
            constant += rule.weights[i];
            power += rule.weights[i] * std::pow(rule.points[i], 2 * n - 1);
        }
        QVERIFY(std::abs(constant - 1) < 1e-12);
        QVERIFY(std::abs(power * 2 * n - 1) < 1e-9);
    }
}

QTEST_GUILESS_MAIN(TestExplainPeers)
#include "tst_explain_peers.moc"
