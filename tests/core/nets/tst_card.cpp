#include "core/base/file.h"
#include "core/nets/card.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace vetrina;
using namespace vetrina::nets;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class TestCard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cardsThatShipAreReadAndWrittenBack();
    void aVariantFillsTheArchitecture();
    void theFingerprintSeesWhatChangesAScore_data();
    void theFingerprintSeesWhatChangesAScore();
    void refusesWhatItDoesNotUnderstand_data();
    void refusesWhatItDoesNotUnderstand();
    void hostileTextIsRefused_data();
    void hostileTextIsRefused();
};

namespace {

fs::path models() { return fs::path(VETRINA_SOURCE_DIR) / "models"; }

Json shipped()
{
    const auto bytes = readFile(models() / "braai_d6_m7.json");
    return bytes ? Json::parse(asText(*bytes)) : Json();
}

/// The shipped card after a JSON merge patch (RFC 7396).
std::string patched(const QByteArray& patch)
{
    Json card = shipped();
    card.merge_patch(Json::parse(patch.toStdString()));
    return card.dump();
}

} // namespace

void TestCard::cardsThatShipAreReadAndWrittenBack()
{
    int cards = 0;
    for (const auto& entry : fs::directory_iterator(models())) {
        if (entry.path().extension() != ".json")
            continue;
        ++cards;
        const auto card = ModelCard::read(entry.path());
        QVERIFY2(card, card ? "" : card.error().message.c_str());
        const auto again = ModelCard::parse(card->serialise());
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QCOMPARE(again->serialise(), card->serialise());
        QCOMPARE(again->fingerprint(), card->fingerprint());
        QVERIFY(!card->licence.empty() && card->weightsSha256.size() == 64);
        QCOMPARE(entry.path().stem().string(), card->name);
    }
    QVERIFY(cards >= 2);
}

void TestCard::aVariantFillsTheArchitecture()
{
    const auto card = ModelCard::parse(patched(
        R"({"family": "convnext", "variant": "pico", "architecture": {"head": "btsbot", "prefix": "convnext."}})"));
    QVERIFY2(card, card ? "" : card.error().message.c_str());
    QCOMPARE(card->architecture.dims, (std::vector<int>{ 64, 128, 256, 512 }));
    QCOMPARE(card->architecture.depths, (std::vector<int>{ 2, 2, 6, 2 }));
    QCOMPARE(card->architecture.fc1, 256);
    QCOMPARE(card->architecture.fc2, 8);
    const auto again = ModelCard::parse(card->serialise());
    QVERIFY(again);
    QCOMPARE(again->fingerprint(), card->fingerprint());
}

void TestCard::theFingerprintSeesWhatChangesAScore_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<bool>("changes");
    QTest::newRow("nothing") << QByteArray("{}") << false;
    QTest::newRow("name") << QByteArray(R"({"name": "other", "version": "2", "title": "t"})") << false;
    QTest::newRow("metrics") << QByteArray(R"({"metrics": {"auc": 0.99}, "provenance": {"who": ["me"]}})") << false;
    QTest::newRow("threshold") << QByteArray(R"({"threshold": 0.7})") << false;
    QTest::newRow("precision") << QByteArray(R"({"precision": "tf32"})") << true;
    QTest::newRow("a step") << QByteArray(R"({"prepare": []})") << true;
    QTest::newRow("order of channels") << QByteArray(
        R"({"input": {"channels": ["template", "science", "difference"]}})")
                                       << true;
    QTest::newRow("calibration") << QByteArray(R"({"calibration": {"method": "temperature", "temperature": 1.5}})")
                                 << true;
    QTest::newRow("weights") << QByteArray(R"({"weights": {"sha256": ""}})") << true;
    QTest::newRow("classes") << QByteArray(R"({"classes": ["bogus"]})") << true;
    QTest::newRow("metadata") << QByteArray(R"({"metadata": ["fwhm"]})") << true;
}

void TestCard::theFingerprintSeesWhatChangesAScore()
{
    QFETCH(QByteArray, patch);
    QFETCH(bool, changes);
    const auto before = ModelCard::parse(shipped().dump()), after = ModelCard::parse(patched(patch));
    QVERIFY2(after, after ? "" : after.error().message.c_str());
    QCOMPARE(before->fingerprint() != after->fingerprint(), changes);
}

void TestCard::refusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* patch, const char* says) {
        QTest::newRow(name) << QByteArray(patch) << says;
    };
    row("newer", R"({"vetrina_card": 2})", "of a newer kind");
    row("no card", R"({"vetrina_card": null})", "is not a model card (no vetrina_card)");
    row("unknown key", R"({"augment": true})", "card.augment: unknown key");
    row("unknown key of weights", R"({"weights": {"url": "x"}})", "card.weights.url: unknown key");
    row("unknown step", R"({"prepare": [{"step": "sharpen"}]})", "prepare[0].step: unknown step 'sharpen'");
    row("family", R"({"family": "maxvit"})", "card.family: 'maxvit' is not known here");
    row("variant", R"({"variant": "vgg16"})", "card.variant: braai has no 'vgg16'");
    row("convnext variant", R"({"family": "convnext", "variant": "giga"})", "convnext has no 'giga'");
    row("custom without depths", R"({"family": "convnext", "variant": "custom"})",
        "card.architecture.depths: is missing");
    row("custom with three stages",
        R"({"family": "convnext", "variant": "custom", "architecture": {"depths": [1, 1, 1], "dims": [1, 1, 1]}})",
        "expected four depths");
    row("option of another family", R"({"architecture": {"head": "timm"}})", "card.architecture.head: unknown key");
    row("precision", R"({"precision": "float16"})", "card.precision: expected one of float32, tf32, bfloat16");
    row("no classes", R"({"classes": []})", "card.classes");
    row("softmax of one", R"({"output": "softmax"})", "card.output: softmax needs two");
    row("a folder in the file", R"({"weights": {"file": "../../etc/passwd"}})", "without a folder");
    row("a folder as name", R"({"name": ".."})", "card.name");
    row("a slash in the version", R"({"version": "a/b"})", "card.version");
    row("sum", R"({"weights": {"sha256": "XYZ"}})", "64 lower-case hex digits");
    row("threshold", R"({"threshold": 2})", "card.threshold");
    row("temperature", R"({"calibration": {"method": "temperature", "temperature": 0}})", "temperature");
    row("metrics no object", R"({"metrics": 3})", "card.metrics: expected an object");
    row("licence", R"({"licence": null})", "card.licence: is missing");
}

void TestCard::refusesWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, patch);
    QFETCH(QString, says);
    const auto card = ModelCard::parse(patched(patch));
    QVERIFY(!card);
    QVERIFY2(QString::fromStdString(card.error().message).contains(says), card.error().message.c_str());
}

void TestCard::hostileTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("card");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("deep") << QByteArray(200000, '[');
    QTest::newRow("deep inside") << QByteArray("{\"metrics\":") + QByteArray(100000, '[') + QByteArray(100000, ']')
            + "}";
    QTest::newRow("not UTF-8") << QByteArray("{\"name\": \"\xff\xfe\"}");
    QTest::newRow("huge number") << QByteArray("{\"vetrina_card\": 1e999}");
}

void TestCard::hostileTextIsRefused()
{
    QFETCH(QByteArray, text);
    const auto card = ModelCard::parse({ text.constData(), static_cast<std::size_t>(text.size()) });
    QVERIFY(!card);
    QCOMPARE(card.error().code, Error::Code::Malformed);
}

QTEST_APPLESS_MAIN(TestCard)
#include "tst_card.moc"
