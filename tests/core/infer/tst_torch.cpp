#include "core/base/file.h"
#include "core/formats/safetensors.h"
#include "core/infer/backend.h"
#include "core/nets/braai_cpu.h"
#include "tests/core/nets/numbers.h"
#include "tests/peer.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace vetrina;
using namespace vetrina::infer;
using Json = nlohmann::json;
namespace fs = std::filesystem;

/// The torch module: networks against timm's own answers, and what it says of weights that do not fit.
class TestTorch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsWhatItIs();
    void smallConvNextsAnswerAsTimm_data();
    void smallConvNextsAnswerAsTimm();
    void shippedSizesAnswerAsTimm();
    void answersDoNotDependOnTheBatch();
    void featuresOfBraaiAreThoseOfItsOwnCode();
    void weightsOfAnotherSizeAreNamed();
    void devicesThatAreNotHereAreRefused();
    void cardsItCantRunAreRefused();

private:
    static Json cases(const fs::path& folder)
    {
        const auto bytes = readFile(folder / "convnext.json");
        return bytes ? Json::parse(asText(*bytes))["cases"] : Json();
    }
    static Result<nets::ModelCard> card(const Json& golden, const Json& patch = Json::object());
    void answersAsTimm(const Json& golden, const fs::path& folder);

    const fs::path m_golden = fs::path(VETRINA_SOURCE_DIR) / "tests/golden/nets";
    std::unique_ptr<Backend> m_backend;
};

void TestTorch::initTestCase()
{
    auto backend = torchBackend({ 2 });
#ifdef VETRINA_HAS_TORCH
    QVERIFY2(backend, backend ? "" : backend.error().message.c_str());
#else
    QVERIFY(!backend);
    QVERIFY2(
        backend.error().message.find("built without LibTorch") != std::string::npos, backend.error().message.c_str());
    QSKIP("this build has no torch module");
#endif
    m_backend = std::move(*backend);
}

Result<nets::ModelCard> TestTorch::card(const Json& golden, const Json& patch)
{
    Json architecture = golden["architecture"];
    const Json variant = architecture["variant"];
    architecture.erase("variant");
    Json classes = Json::array();
    for (int i = 0; i < golden["classes"]; ++i)
        classes.push_back("class" + std::to_string(i));
    Json json{ { "vetrina_card", 1 }, { "name", "golden" }, { "version", "1" }, { "family", "convnext" },
        { "variant", variant }, { "architecture", architecture },
        { "input",
            { { "kind", "triplet" }, { "channels", { "science", "template", "difference" } },
                { "height", golden["side"] }, { "width", golden["side"] } } },
        { "prepare", Json::array() }, { "classes", classes }, { "output", classes.size() > 1 ? "softmax" : "sigmoid" },
        { "licence", "MIT" }, { "weights", { { "file", "w.safetensors" } } } };
    json.merge_patch(patch);
    return nets::ModelCard::parse(json.dump());
}

void TestTorch::tellsWhatItIs()
{
    const auto info = m_backend->info();
    QCOMPARE(info.name, std::string("torch"));
    QCOMPARE(info.threads, 2u);
    QCOMPARE(info.devices.at(0).name, std::string("cpu"));
    qInfo("LibTorch %s, BLAS %s", info.version.c_str(), info.blas.c_str());
}

void TestTorch::answersAsTimm(const Json& golden, const fs::path& folder)
{
    const auto card = TestTorch::card(golden);
    QVERIFY2(card, card ? "" : card.error().message.c_str());
    const auto file = folder / (golden["name"].get<std::string>() + ".safetensors");
    const auto network = m_backend->load(*card, file, "cpu");
    QVERIFY2(network, network ? "" : network.error().message.c_str());

    const std::size_t images = golden["images"], classes = golden["classes"];
    std::vector<float> out(images * classes);
    const auto fit = (*network)->forward(numbers(0, images * card->pipeline.shape().size()), {}, images, out);
    QVERIFY2(fit, fit ? "" : fit.error().message.c_str());
    for (std::size_t i = 0; i < images; ++i) {
        std::vector<double> truth; // probabilities in double of timm's logits
        double sum = 0;
        for (const double logit : golden["logits"][i])
            sum += truth.emplace_back(std::exp(logit));
        for (std::size_t c = 0; c < classes; ++c) {
            const double p = classes > 1 ? truth[c] / sum : truth[c] / (1 + truth[c]);
            QVERIFY2(std::abs(out[i * classes + c] - p) < 1e-6,
                qPrintable(QString("image %1 class %2: %3").arg(i).arg(c).arg(out[i * classes + c] - p)));
        }
    }

    const std::size_t width = (*network)->featureCount();
    QCOMPARE(width, golden["features"][0].size());
    std::vector<float> features(images * width);
    const auto seen = (*network)->features(numbers(0, images * card->pipeline.shape().size()), {}, images, features);
    QVERIFY2(seen, seen ? "" : seen.error().message.c_str());
    double worst = 0, spread = 0;
    for (std::size_t i = 0; i < images * width; ++i) {
        const double truth = golden["features"][i / width][i % width];
        worst = std::max(worst, std::abs(static_cast<double>(features[i]) - truth));
        spread = std::max(spread, std::abs(truth - golden["features"][0][i % width].get<double>()));
    }
    qInfo("%s: features differ by %.1e from timm's", golden["name"].get<std::string>().c_str(), worst);
    QVERIFY2(worst < 1e-5, qPrintable(QString::number(worst)));
    QVERIFY(spread > 1e-3); // the images are told apart
}

void TestTorch::smallConvNextsAnswerAsTimm_data()
{
    QTest::addColumn<int>("which");
    const auto all = cases(m_golden);
    QCOMPARE(all.size(), 2u);
    for (int i = 0; i < 2; ++i)
        QTest::newRow(all[static_cast<std::size_t>(i)]["name"].get<std::string>().c_str()) << i;
}

void TestTorch::smallConvNextsAnswerAsTimm()
{
    QFETCH(int, which);
    answersAsTimm(cases(m_golden)[static_cast<std::size_t>(which)], m_golden);
}

void TestTorch::shippedSizesAnswerAsTimm()
{
    PEER_OR_SKIP("timm, safetensors.torch");
    const auto script = QString::fromStdString((m_golden / "make_convnext.py").string());
    QTemporaryDir folder;
    QProcess peer;
    peer.start(peerPython(), { "-B", script, folder.path(), "atto", "femto", "pico", "nano", "tiny", "vetrina" });
    QVERIFY(peer.waitForFinished(200000) && peer.exitCode() == 0);
    const fs::path made(folder.path().toStdString());
    const auto all = cases(made);
    QCOMPARE(all.size(), 6u);
    for (const auto& golden : all)
        answersAsTimm(golden, made);
}

void TestTorch::answersDoNotDependOnTheBatch()
{
    const auto golden = cases(m_golden)[0];
    const auto card = TestTorch::card(golden);
    const auto network = m_backend->load(*card, m_golden / "convnext_small.safetensors", "cpu");
    QVERIFY(network);
    const std::size_t size = card->pipeline.shape().size();
    const auto images = numbers(0, 65 * size);
    std::vector<float> together(65 * 3), alone(3);
    QVERIFY((*network)->forward(images, {}, 65, together));
    for (std::size_t i = 0; i < 65; i += 16) {
        QVERIFY((*network)->forward(std::span(images).subspan(i * size, size), {}, 1, alone));
        for (std::size_t c = 0; c < 3; ++c)
            QVERIFY(std::abs(alone[c] - together[i * 3 + c]) < 1e-6);
    }
}

void TestTorch::featuresOfBraaiAreThoseOfItsOwnCode()
{
    QTemporaryDir folder;
    const auto file = fs::path(folder.path().toStdString()) / "w.safetensors";
    std::vector<std::vector<float>> values;
    std::vector<formats::Tensor> tensors;
    std::size_t at = 0;
    for (const auto& [name, shape] : nets::BraaiCpu::keys()) {
        std::size_t count = 1;
        for (const auto side : shape)
            count *= static_cast<std::size_t>(side);
        auto& mine = values.emplace_back(numbers(at, count));
        at += count;
        for (float& v : mine)
            v *= 4 / std::sqrt(static_cast<float>(count) / static_cast<float>(shape.front()));
        tensors.push_back({ name, formats::TensorType::F32, shape, std::as_bytes(std::span(mine)) });
    }
    QVERIFY(formats::writeSafetensors(file, tensors));
    auto card = nets::ModelCard::read(fs::path(VETRINA_SOURCE_DIR) / "models/braai_d6_m7.json");
    QVERIFY(card);
    card = card->withWeights("w.safetensors", "");
    const std::size_t images = 21;
    const auto pixels = numbers(at, images * card->pipeline.shape().size());
    std::vector<float> mine(images * 256), torchs(images * 256);
    const auto builtin = builtinBackend({ 2 })->load(*card, file, "cpu");
    const auto torch = m_backend->load(*card, file, "cpu");
    QVERIFY(builtin && torch);
    QVERIFY((*builtin)->featureCount() == 256 && (*torch)->featureCount() == 256);
    QVERIFY((*builtin)->features(pixels, {}, images, mine) && (*torch)->features(pixels, {}, images, torchs));
    float worst = 0, most = 0;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        worst = std::max(worst, std::abs(mine[i] - torchs[i]));
        most = std::max(most, mine[i]);
    }
    QVERIFY2(worst < 1e-4F * most && most > 0, qPrintable(QString("%1 of %2").arg(worst).arg(most)));
}

void TestTorch::weightsOfAnotherSizeAreNamed()
{
    const auto card = TestTorch::card(
        cases(m_golden)[0], { { "architecture", { { "dims", { 8, 16, 24, 40 } }, { "depths", { 1, 1, 1, 2 } } } } });
    QVERIFY(card);
    const auto network = m_backend->load(*card, m_golden / "convnext_small.safetensors", "cpu");
    QVERIFY(!network);
    QCOMPARE(network.error().code, Error::Code::Malformed);
    for (const char* says : { "not those of convnext custom", "missing: stages.3.blocks.1.conv_dw.bias [40]",
             "head.fc.weight is [3, 32], expected [3, 40]" })
        QVERIFY2(network.error().message.find(says) != std::string::npos, network.error().message.c_str());
}

void TestTorch::devicesThatAreNotHereAreRefused()
{
    const auto card = TestTorch::card(cases(m_golden)[0]);
    for (const char* device : { "cuda:99", "tpu", "" }) {
        const auto network = m_backend->load(*card, m_golden / "convnext_small.safetensors", device);
        QVERIFY(!network);
        QCOMPARE(network.error().code, Error::Code::Unsupported);
    }
}

void TestTorch::cardsItCantRunAreRefused()
{
    const auto golden = cases(m_golden)[0];
    for (const Json& patch :
        { Json{ { "metadata", { "fwhm" } } }, Json{ { "input", { { "height", 16 }, { "width", 16 } } } } }) {
        const auto card = TestTorch::card(golden, patch);
        QVERIFY2(card, card ? "" : card.error().message.c_str());
        QVERIFY(!m_backend->load(*card, m_golden / "convnext_small.safetensors", "cpu"));
    }
}

QTEST_GUILESS_MAIN(TestTorch)
#include "tst_torch.moc"
