#include "core/formats/safetensors.h"
#include "core/nets/weights.h"

#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <cmath>

using namespace vetrina;
using namespace vetrina::nets;
using formats::Tensor;
using formats::TensorType;
namespace fs = std::filesystem;

class TestWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFloatingTypeBecomesFloat32();
    void aPrefixIsTakenOffWhereAnyKeyHasIt();
    void aLongListOfMistakesIsCut();

private:
    Result<Weights> read(const std::vector<Tensor>& tensors, const std::string& prefix = {})
    {
        const auto file = fs::path(m_dir.path().toStdString()) / "w.safetensors";
        if (auto written = formats::writeSafetensors(file, tensors); !written)
            return tl::unexpected(written.error());
        return Weights::read(file, prefix);
    }

    QTemporaryDir m_dir;
};

void TestWeights::everyFloatingTypeBecomesFloat32()
{
    const double doubles[] = { 0.1, -2 };
    // IEEE 754 binary16: 1, the largest, the smallest subnormal, -0, inf, 1/3
    const std::uint16_t halves[] = { 0x3c00, 0x7bff, 0x0001, 0x8000, 0x7c00, 0x3555 };
    const std::uint16_t brains[] = { 0x3f80, 0xc049 }; // 1, -3.140625
    const std::int64_t counter[] = { 12 };
    const auto weights = read({ { "d", TensorType::F64, { 2 }, std::as_bytes(std::span(doubles)) },
        { "h", TensorType::F16, { 6 }, std::as_bytes(std::span(halves)) },
        { "b", TensorType::BF16, { 2 }, std::as_bytes(std::span(brains)) },
        { "num_batches_tracked", TensorType::I64, {}, std::as_bytes(std::span(counter)) } });
    QVERIFY2(weights, weights ? "" : weights.error().message.c_str());
    QCOMPARE(weights->tensors().size(), 3u);
    QCOMPARE((*weights)["d"].values, (std::vector<float>{ 0.1F, -2 }));
    const auto& h = (*weights)["h"].values;
    QCOMPARE(h[0], 1.F);
    QCOMPARE(h[1], 65504.F);
    QVERIFY(h[2] == std::ldexp(1.F, -24));
    QVERIFY(h[3] == 0 && std::signbit(h[3]));
    QVERIFY(std::isinf(h[4]));
    QVERIFY(h[5] == 0.333251953125F);
    QCOMPARE((*weights)["b"].values, (std::vector<float>{ 1, -3.140625F }));
}

void TestWeights::aPrefixIsTakenOffWhereAnyKeyHasIt()
{
    const float one = 1;
    const auto bytes = std::as_bytes(std::span(&one, 1));
    const std::vector<Tensor> tensors{ { "net.w", TensorType::F32, { 1 }, bytes },
        { "optimiser", TensorType::F32, { 1 }, bytes } };
    const auto with = read(tensors, "net.");
    QVERIFY(with && with->fits({ { "w", { 1 } } }, "x"));
    const auto without = read(tensors, "model.");
    QVERIFY(without && without->fits({ { "net.w", { 1 } }, { "optimiser", { 1 } } }, "x"));
}

void TestWeights::aLongListOfMistakesIsCut()
{
    const auto weights = read({});
    QVERIFY2(weights, weights ? "" : weights.error().message.c_str());
    std::map<std::string, TensorShape> expected;
    for (int i = 0; i < 100; ++i)
        expected["w" + std::to_string(i)] = { 1, 2 };
    const auto fits = weights->fits(expected, "a network");
    QVERIFY(!fits);
    QVERIFY2(fits.error().message.find("and 92 more") != std::string::npos, fits.error().message.c_str());
    QVERIFY(fits.error().message.size() < 400);
}

QTEST_APPLESS_MAIN(TestWeights)
#include "tst_weights.moc"
