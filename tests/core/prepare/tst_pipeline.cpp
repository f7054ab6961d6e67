#include "core/base/file.h"
#include "core/prepare/pipeline.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <thread>

using namespace vetrina;
using namespace vetrina::prepare;
using Json = nlohmann::json;

class TestPipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsGiveWhatNumpyAndTorchGive_data();
    void stepsGiveWhatNumpyAndTorchGive();
    void channelsComeInTheOrderOfTheCard();
    void stampsOfDifferentSizesArePaddedAlike();
    void refusesStampsThatCantBeScored_data();
    void refusesStampsThatCantBeScored();
    void refusesCardsItDoesNotUnderstand_data();
    void refusesCardsItDoesNotUnderstand();
    void runsOnManyThreadsAtOnce();
};

namespace {

Json input(int height, int width, const char* channels = R"(["science"])")
{
    return { { "kind", "triplet" }, { "channels", Json::parse(channels) }, { "height", height }, { "width", width } };
}

std::vector<float> fromHex(const std::string& hex)
{
    const auto bytes = QByteArray::fromHex(QByteArray::fromStdString(hex));
    std::vector<float> values(static_cast<std::size_t>(bytes.size()) / sizeof(float));
    std::memcpy(values.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return values;
}

data::Triplet triplet(image::Plane science, image::Plane reference = {}, image::Plane difference = {})
{
    return { { data::Stamp{ std::move(science), {} }, data::Stamp{ std::move(reference), {} },
        data::Stamp{ std::move(difference), "gzip: ends early" } } };
}

image::Plane filled(int width, int height, float value)
{
    return { width, height,
        std::vector<float>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), value) };
}

const char* braaiSteps = R"([{"step": "nan", "value": 0}, {"step": "normalise", "norm": "row-l2", "zero": "keep"},
    {"step": "pad", "height": 4, "width": 4, "value": 1e-9, "corner": "bottom-right"}])";

} // namespace

void TestPipeline::stepsGiveWhatNumpyAndTorchGive_data()
{
    QTest::addColumn<QString>("golden");
    const auto bytes = readFile(std::filesystem::path(VETRINA_SOURCE_DIR) / "tests/golden/prepare/steps.json");
    QVERIFY(bytes);
    const auto golden = Json::parse(asText(*bytes));
    for (const auto& one : golden["cases"])
        QTest::newRow(one["name"].get<std::string>().c_str()) << QString::fromStdString(one.dump());
}

void TestPipeline::stepsGiveWhatNumpyAndTorchGive()
{
    QFETCH(QString, golden);
    const auto one = Json::parse(golden.toStdString());
    const int height = one["out"][0], width = one["out"][1];
    const auto pipeline = Pipeline::parse(input(height, width), one["steps"]);
    QVERIFY2(pipeline, pipeline ? "" : pipeline.error().message.c_str());
    const auto in = triplet({ one["in"][1], one["in"][0], fromHex(one["in"][2]) });
    std::vector<float> out(pipeline->shape().size());
    const auto done = pipeline->run(in, out);
    QVERIFY2(done, done ? "" : done.error().message.c_str());

    const auto expected = fromHex(one["out"][2]);
    const double tolerance = one["tolerance"];
    QCOMPARE(out.size(), expected.size());
    for (std::size_t i = 0; i < out.size(); ++i)
        QVERIFY2(std::abs(double(out[i]) - expected[i]) <= tolerance * std::max(1.0, std::abs(double(expected[i]))),
            qPrintable(QString("%1: %2, expected %3").arg(i).arg(out[i], 0, 'g', 9).arg(expected[i], 0, 'g', 9)));
}

void TestPipeline::channelsComeInTheOrderOfTheCard()
{
    const auto pipeline = Pipeline::parse(input(2, 2, R"(["difference", "science", "science"])"), Json::array());
    QVERIFY(pipeline);
    std::vector<float> out(12);
    QVERIFY(pipeline->run(triplet(filled(2, 2, 1), {}, filled(2, 2, 3)), out)); // the template is not asked for
    QCOMPARE(out, (std::vector<float>{ 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1 }));
}

void TestPipeline::stampsOfDifferentSizesArePaddedAlike()
{
    const auto pipeline = Pipeline::parse(input(4, 4, R"(["science", "template"])"), Json::parse(braaiSteps));
    QVERIFY(pipeline);
    std::vector<float> out(32);
    QVERIFY(pipeline->run(triplet(filled(1, 4, 7), filled(4, 2, -2)), out));
    QCOMPARE(out[0], 1.F);
    QCOMPARE(out[1], 1e-9F);
    QCOMPARE(out[16], -0.5F);
    QCOMPARE(out[16 + 8], 1e-9F);
}

void TestPipeline::refusesStampsThatCantBeScored_data()
{
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("says");
    const QByteArray braai(braaiSteps);
    const QByteArray strict = R"([{"step": "normalise", "norm": "image-l2", "zero": "refuse"}])";
    QTest::newRow("missing") << braai << 0 << "difference: the cutout is missing (gzip: ends early)";
    QTest::newRow("too large") << braai << 1 << "difference: is 5 x 4 pixels, the model takes at most 4 x 4";
    QTest::newRow("all zero") << strict << 2 << "difference: holds nothing but zeros";
    QTest::newRow("all zero, rows") << QByteArray(strict).replace("image", "row") << 2 << "nothing but zeros";
    QTest::newRow("NaN kept") << strict << 3 << "difference: is not finite";
    QTest::newRow("infinite") << braai << 4 << "difference: is not finite";
    QTest::newRow("another size") << QByteArray("[]") << 5 << "is 3 x 4 pixels, the model takes 4 x 4";
    QTest::newRow("pixels do not fit the size") << braai << 6 << "missing";
}

void TestPipeline::refusesStampsThatCantBeScored()
{
    QFETCH(QByteArray, steps);
    QFETCH(int, which);
    QFETCH(QString, says);
    const float nan = std::nanf(""), infinite = HUGE_VALF;
    const image::Plane stamps[] = { {}, filled(5, 4, 1), filled(4, 4, 0), filled(4, 4, nan), filled(4, 4, infinite),
        filled(3, 4, 1), { 4, 4, { 1, 2 } } };
    const auto pipeline =
        Pipeline::parse(input(4, 4, R"(["science", "template", "difference"])"), Json::parse(steps.toStdString()));
    QVERIFY2(pipeline, pipeline ? "" : pipeline.error().message.c_str());
    std::vector<float> out(48);
    const auto done = pipeline->run(triplet(filled(4, 4, 1), filled(4, 4, 1), stamps[which]), out);
    QVERIFY(!done);
    QVERIFY2(QString::fromStdString(done.error().message).contains(says), done.error().message.c_str());
}

void TestPipeline::refusesCardsItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<QString>("says");
    const QByteArray in = R"({"kind": "triplet", "channels": ["science"], "height": 4, "width": 4})";
    QTest::newRow("unknown step") << in << QByteArray(R"([{"step": "blur"}])")
                                  << "prepare[0].step: unknown step 'blur'";
    QTest::newRow("unknown key") << in << QByteArray(R"([{"step": "nan", "value": 0, "median": true}])")
                                 << "prepare[0].median: unknown key";
    QTest::newRow("unknown value") << in << QByteArray(R"([{"step": "normalise", "norm": "l1", "zero": "keep"}])")
                                   << "prepare[0].norm: expected one of row-l2, image-l2";
    QTest::newRow("missing key") << in << QByteArray(R"([{"step": "normalise", "norm": "row-l2"}])")
                                 << "prepare[0].zero: is missing";
    QTest::newRow("number out of range")
        << in << QByteArray(R"([{"step": "resize", "method": "bilinear", "height": 100000, "width": 1}])")
        << "prepare[0].height: expected a whole number from 1 to 4096";
    QTest::newRow("not whole") << in
                               << QByteArray(R"([{"step": "crop", "height": 1.5, "width": 1, "renormalise": true}])")
                               << "prepare[0].height";
    QTest::newRow("beyond float32") << in << QByteArray(R"([{"step": "nan", "value": 1e300}])") << "prepare[0].value";
    QTest::newRow("steps are no list") << in << QByteArray("{}") << "prepare: expected a list";
    QTest::newRow("a step is no object") << in << QByteArray("[3]") << "prepare[0]: expected an object";
    QTest::newRow("another kind") << QByteArray(in).replace("triplet", "sound") << QByteArray("[]")
                                  << "input.kind: 'sound'";
    QTest::newRow("another channel") << QByteArray(in).replace("science", "sci") << QByteArray("[]")
                                     << "input.channels: 'sci'";
    QTest::newRow("no channel") << QByteArray(in).replace("\"science\"", "") << QByteArray("[]") << "input.channels";
    QTest::newRow("unknown key of input")
        << QByteArray(in).replace("}", ", \"depth\": 1}") << QByteArray("[]") << "input.depth: unknown key";
    QTest::newRow("an input of gigabytes")
        << QByteArray(in).replace("4", "4096") << QByteArray("[]") << "input.height: the input would be of more than";
    QTest::newRow("steps that miss the input")
        << in << QByteArray(R"([{"step": "pad", "height": 5, "width": 4, "corner": "centre"}])")
        << "the steps give 4 x 5 pixels, input says 4 x 4";
}

void TestPipeline::refusesCardsItDoesNotUnderstand()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, steps);
    QFETCH(QString, says);
    const auto pipeline = Pipeline::parse(Json::parse(in.toStdString()), Json::parse(steps.toStdString()));
    QVERIFY(!pipeline);
    QVERIFY2(QString::fromStdString(pipeline.error().message).contains(says), pipeline.error().message.c_str());
}

void TestPipeline::runsOnManyThreadsAtOnce()
{
    const auto pipeline = Pipeline::parse(input(4, 4), Json::parse(braaiSteps));
    QVERIFY(pipeline);
    const auto in = triplet(filled(3, 4, 2));
    std::vector<float> once(16);
    QVERIFY(pipeline->run(in, once));
    std::atomic<int> different = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                std::vector<float> out(16);
                for (int i = 0; i < 200; ++i)
                    different += !pipeline->run(in, out) || out != once;
            });
    }
    QCOMPARE(different.load(), 0);
}

QTEST_APPLESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
