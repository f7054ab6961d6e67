#include "core/base/file.h"
#include "core/formats/safetensors.h"
#include "core/nets/braai_cpu.h"
#include "tests/core/nets/numbers.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace vetrina;
using namespace vetrina::nets;
namespace fs = std::filesystem;

/// The CPU kernels against PyTorch in float64, on weights and images that both sides make alike.
class TestBraaiCpu : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void logitsAreThoseOfFloat64_data();
    void logitsAreThoseOfFloat64();
    void theLastLayersViewGivesTheLogit();
    void bitsDoNotDependOnBatchOrThreads();
    void fusedInstructionSetsGiveTheSameBits();
    void weightsOfAnotherNetworkAreNamed();
    void weightsThatAreNotTheCardsAreRefused();

private:
    std::vector<float> logits(const char* instructions, unsigned threads, std::size_t batch);
    void write(const char* name, std::size_t skip, const char* extra = nullptr);

    QTemporaryDir m_dir;
    nlohmann::json m_golden;
    std::size_t m_images = 0;
    std::vector<float> m_pixels;
    std::optional<ModelCard> m_card;
};

void TestBraaiCpu::initTestCase()
{
    const fs::path source(VETRINA_SOURCE_DIR);
    const auto bytes = readFile(source / "tests/golden/nets/braai.json");
    QVERIFY(bytes);
    m_golden = nlohmann::json::parse(asText(*bytes));
    m_images = m_golden["logits"].size();
    write("whole.safetensors", 99);
    std::size_t parameters = 0;
    for (const auto& [name, shape] : BraaiCpu::keys()) {
        std::size_t count = 1;
        for (const auto side : shape)
            count *= static_cast<std::size_t>(side);
        parameters += count;
    }
    m_pixels = numbers(parameters, m_images * 3 * 63 * 63);
    const auto card = ModelCard::read(source / "models/braai_d6_m7.json");
    QVERIFY2(card, card ? "" : card.error().message.c_str());
    m_card = card->withWeights("w", "");
}

/// The golden's tensors without number `skip`, and one more where `extra` names it.
void TestBraaiCpu::write(const char* name, std::size_t skip, const char* extra)
{
    std::vector<std::vector<float>> values;
    std::vector<formats::Tensor> tensors;
    std::size_t at = 0;
    for (const auto& entry : m_golden["tensors"]) {
        const auto shape = entry[1].get<TensorShape>();
        std::size_t count = 1;
        for (const auto side : shape)
            count *= static_cast<std::size_t>(side);
        auto& mine = values.emplace_back(numbers(at, count));
        at += count;
        for (float& v : mine)
            v *= entry[2].get<float>();
        tensors.push_back({ entry[0], formats::TensorType::F32, shape, std::as_bytes(std::span(mine)) });
    }
    if (skip < tensors.size())
        tensors.erase(tensors.begin() + static_cast<std::ptrdiff_t>(skip));
    if (extra) {
        tensors.push_back(tensors.back());
        tensors.back().name = extra;
    }
    QVERIFY(formats::writeSafetensors(fs::path(m_dir.path().toStdString()) / name, tensors));
}

std::vector<float> TestBraaiCpu::logits(const char* instructions, unsigned threads, std::size_t batch)
{
    qputenv("VETRINA_CPU", instructions);
    const auto net = BraaiCpu::load(*m_card, fs::path(m_dir.path().toStdString()) / "whole.safetensors", threads);
    qunsetenv("VETRINA_CPU");
    std::vector<float> out(m_images);
    if (!net) {
        qWarning("%s", net.error().message.c_str());
        return out;
    }
    for (std::size_t first = 0; first < m_images; first += batch) {
        const auto n = std::min(batch, m_images - first);
        (*net)->forward(
            std::span(m_pixels).subspan(first * 3 * 63 * 63, n * 3 * 63 * 63), std::span(out).subspan(first, n));
    }
    return out;
}

void TestBraaiCpu::logitsAreThoseOfFloat64_data()
{
    QTest::addColumn<QByteArray>("instructions");
    QTest::newRow("avx512") << QByteArray("avx512"); // a lesser machine runs its own best
    QTest::newRow("avx2") << QByteArray("avx2");
    QTest::newRow("sse2") << QByteArray("sse2");
}

void TestBraaiCpu::logitsAreThoseOfFloat64()
{
    QFETCH(QByteArray, instructions);
    const auto ours = logits(instructions.constData(), 2, m_images);
    for (std::size_t i = 0; i < m_images; ++i) {
        const double truth = m_golden["logits"][i];
        QVERIFY2(std::abs(ours[i] - truth) < 2e-6, qPrintable(QString("%1: %2").arg(i).arg(ours[i] - truth)));
    }
}

void TestBraaiCpu::theLastLayersViewGivesTheLogit()
{
    // By the last layer's weights, which are the golden's last two tensors in its order.
    std::vector<float> last, bias;
    std::size_t at = 0;
    for (const auto& entry : m_golden["tensors"]) {
        std::size_t count = 1;
        for (const auto side : entry[1].get<TensorShape>())
            count *= static_cast<std::size_t>(side);
        auto values = numbers(at, count);
        at += count;
        for (float& v : values)
            v *= entry[2].get<float>();
        if (entry[0] == "fc_out.weight")
            last = values;
        if (entry[0] == "fc_out.bias")
            bias = values;
    }
    for (const unsigned threads : { 1U, 3U }) {
        const auto net =
            BraaiCpu::load(*m_card, fs::path(m_dir.path().toStdString()) / "whole.safetensors", threads).value();
        std::vector<float> features(m_images * BraaiCpu::featureCount);
        net->embed(m_pixels, features);
        for (std::size_t i = 0; i < m_images; ++i) {
            double logit = double(bias[0]);
            for (std::size_t k = 0; k < BraaiCpu::featureCount; ++k) {
                const float value = features[i * BraaiCpu::featureCount + k];
                QVERIFY(value >= 0);
                logit += double(value) * double(last[k]);
            }
            QVERIFY(std::abs(logit - m_golden["logits"][i].get<double>()) < 2e-6);
        }
    }
}

void TestBraaiCpu::bitsDoNotDependOnBatchOrThreads()
{
    const auto alone = logits("avx512", 1, 1);
    for (const unsigned threads : { 1U, 2U, 5U })
        for (const std::size_t batch : { 1U, 2U, 3U, 8U, 9U, 20U, 21U })
            QVERIFY(logits("avx512", threads, batch) == alone);
}

void TestBraaiCpu::fusedInstructionSetsGiveTheSameBits()
{
    if (BraaiCpu::instructions() != "avx512")
        QSKIP("this machine has no AVX-512");
    QVERIFY(logits("avx512", 1, 8) == logits("avx2", 1, 8));
}

void TestBraaiCpu::weightsOfAnotherNetworkAreNamed()
{
    write("other.safetensors", 0, "conv9.weight");
    const auto net = BraaiCpu::load(*m_card, fs::path(m_dir.path().toStdString()) / "other.safetensors", 1);
    QVERIFY(!net);
    QCOMPARE(net.error().code, Error::Code::Malformed);
    for (const char* says :
        { "other.safetensors", "missing: conv1.weight [16, 3, 3, 3]", "unexpected: conv9.weight [1]" })
        QVERIFY2(net.error().message.find(says) != std::string::npos, net.error().message.c_str());
}

void TestBraaiCpu::weightsThatAreNotTheCardsAreRefused()
{
    const auto card = m_card->withWeights("w", std::string(64, '0'));
    const auto net = BraaiCpu::load(card, fs::path(m_dir.path().toStdString()) / "whole.safetensors", 1);
    QVERIFY(!net);
    QCOMPARE(net.error().code, Error::Code::WrongUse);
}

QTEST_GUILESS_MAIN(TestBraaiCpu)
#include "tst_braai_cpu.moc"
