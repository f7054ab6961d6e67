#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/formats/safetensors.h"
#include "core/nets/library.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace vetrina;
using namespace vetrina::nets;
namespace fs = std::filesystem;

class TestLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cardsThatShipAreListedWithoutWeights();
    void importedModelsAreFoundByNameVersionAndDefault();
    void rollingBackMakesTheOneBeforeTheDefaultAgain();
    void rollingBackTheFirstPromotionLeadsToTheModelThatShips();
    void whatIsGoneIsRolledBackOver();
    void anAmbiguousNameListsItsVersions();
    void aMistypedNameIsTold();
    void weightsThatAreNotTheCardsNeedAVersion();
    void whatIsNoSafetensorsIsNotImported();
    void aWeightsFileIsResolvedWithItsCard();
    void aNameIsTheLibrarysWhateverLiesInThisFolder();
    void whatShipsStaysTheDefaultWhenItIsImported();
    void theDefaultsIdIsOfOneThatIsHere();
    void exportedModelsCanBeResolvedAgain();
    void whatShipsIsNotRemoved();
    void brokenCardsAreSaidAndLeftOut();

private:
    fs::path folder() const { return fs::path(m_dir->path().toStdString()); }
    fs::path weights(const char* name, float value);
    ModelLibrary open() const
    {
        auto library = ModelLibrary::open(folder() / "ships", folder() / "own");
        return library ? std::move(*library) : ModelLibrary();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestLibrary::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    fs::create_directories(folder() / "ships");
    // Cards as they ship, but for weights that a test may make.
    for (const char* name : { "braai_d6_m7", "braai_d6_m9" }) {
        const auto card = ModelCard::read(fs::path(VETRINA_SOURCE_DIR) / "models" / (std::string(name) + ".json"));
        QVERIFY(card);
        const auto sum = sha256OfFile(weights(name, name[10] == '7' ? 7.F : 9.F));
        QVERIFY(sum);
        const auto text = card->withWeights(std::string(name) + ".safetensors", *sum).serialise();
        QVERIFY(replaceFile(folder() / "ships" / (std::string(name) + ".json"), asBytes(text)));
    }
}

fs::path TestLibrary::weights(const char* name, float value)
{
    const auto file = folder() / (std::string(name) + ".safetensors");
    const std::vector<formats::Tensor> tensors{ { "w", formats::TensorType::F32, { 1 },
        std::as_bytes(std::span(&value, 1)) } };
    (void)formats::writeSafetensors(file, tensors);
    return file;
}

void TestLibrary::cardsThatShipAreListedWithoutWeights()
{
    const auto library = open();
    QCOMPARE(library.models().size(), 2u);
    for (const auto& model : library.models())
        QVERIFY(model.ships && !model.ready() && !model.promoted);
    QVERIFY(library.find("braai_d6_m9:1"));
    QVERIFY(library.find("braai_d6_m9"));
    const auto unready = library.resolve("braai_d6_m9:1");
    QVERIFY(!unready);
    QCOMPARE(unready.error().remedy, std::string("Import them: vetrina models import FILE --card braai_d6_m9"));
}

void TestLibrary::importedModelsAreFoundByNameVersionAndDefault()
{
    auto library = open();
    QCOMPARE(library.find("default").error().code, Error::Code::NotFound);
    const auto imported = library.importModel(weights("mine", 7), "braai_d6_m7");
    QVERIFY2(imported, imported ? "" : imported.error().message.c_str());
    QVERIFY(imported->ready() && !imported->ships);
    QCOMPARE(library.models().size(), 2u); // the shipped card is shown once
    QCOMPARE(library.find("braai_d6_m7")->card.id(), std::string("braai_d6_m7:1")); // the only one with weights
    QVERIFY(library.promote("braai_d6_m7"));
    QCOMPARE(open().find("default")->card.id(), std::string("braai_d6_m7:1")); // it is kept
    QCOMPARE(library.importModel(weights("mine", 7), "braai_d6_m7").error().code, Error::Code::WrongUse);
    QCOMPARE(library.nextVersion("braai_d6_m7"), std::string("2"));
    QVERIFY(library.importModel(weights("mine", 7), "braai_d6_m7", "5"));
    QVERIFY(library.remove("braai_d6_m7:5"));
    QCOMPARE(library.find("braai_d6_m7:5").error().code, Error::Code::NotFound);
    QCOMPARE(open().nextVersion("braai_d6_m7"), std::string("6")); // projects may hold scores of 5
    QCOMPARE(library.nextVersion("other"), std::string("1"));
    QVERIFY(library.importModel(weights("mine", 7), "braai_d6_m7", "5")); // by hand it comes back
    QVERIFY(library.remove("braai_d6_m7:5"));
    QVERIFY(library.remove("braai_d6_m7:1"));
    QVERIFY(!library.find("braai_d6_m7:1")->ready());
    QVERIFY(!library.find("default"));
}

void TestLibrary::rollingBackMakesTheOneBeforeTheDefaultAgain()
{
    auto library = open();
    QVERIFY(library.importModel(weights("a", 7), "braai_d6_m7"));
    for (const char* version : { "2", "3" })
        QVERIFY(library.importModel(weights("b", 9), (folder() / "ships" / "braai_d6_m7.json").string(), version));
    QCOMPARE(library.rollBack().error().code, Error::Code::NotFound);
    QVERIFY(library.promote("braai_d6_m7:1"));
    QCOMPARE(library.previous().error().code, Error::Code::NotFound); // nothing was before the first
    for (const char* id : { "braai_d6_m7:2", "braai_d6_m7:2", "braai_d6_m7:3" }) // again is nothing
        QVERIFY(library.promote(id));
    QCOMPARE(library.find("default")->card.version, std::string("3"));
    for (const char* version : { "2", "1" }) {
        QCOMPARE(open().previous()->card.version, std::string(version)); // it is kept
        QVERIFY(library.rollBack());
        QCOMPARE(library.find("default")->card.version, std::string(version));
        QCOMPARE(open().find("default")->card.version, std::string(version));
    }
    QCOMPARE(library.rollBack().error().code, Error::Code::NotFound);
    QCOMPARE(library.find("default")->card.version, std::string("1"));
}

void TestLibrary::rollingBackTheFirstPromotionLeadsToTheModelThatShips()
{
    fs::copy_file(weights("braai_d6_m9", 9), folder() / "ships" / "braai_d6_m9.safetensors");
    auto library = open();
    QCOMPARE(library.find("default")->card.id(), std::string("braai_d6_m9:1")); // nobody promoted it
    QVERIFY(library.importModel(weights("a", 7), "braai_d6_m7"));
    QVERIFY(library.promote("braai_d6_m7:1"));
    QVERIFY(library.rollBack());
    QCOMPARE(open().find("default")->card.id(), std::string("braai_d6_m9:1"));
}

void TestLibrary::whatIsGoneIsRolledBackOver()
{
    auto library = open();
    for (const char* version : { "2", "3", "4" })
        QVERIFY(library.importModel(weights("b", 9), (folder() / "ships" / "braai_d6_m7.json").string(), version));
    for (const char* id : { "braai_d6_m7:2", "braai_d6_m7:3", "braai_d6_m7:4" })
        QVERIFY(library.promote(id));
    QVERIFY(library.remove("braai_d6_m7:3"));
    QVERIFY(library.rollBack());
    QCOMPARE(library.find("default")->card.version, std::string("2"));
    for (int i = 0; i < 60; ++i) // only so many are remembered
        QVERIFY(library.promote(i % 2 ? "braai_d6_m7:2" : "braai_d6_m7:4"));
    int steps = 0;
    while (library.rollBack())
        ++steps;
    QVERIFY(steps > 0 && steps <= 20);
}

void TestLibrary::anAmbiguousNameListsItsVersions()
{
    auto library = open();
    QVERIFY(library.importModel(weights("a", 7), "braai_d6_m7"));
    QVERIFY(library.importModel(weights("b", 9), "braai_d6_m7", "2"));
    const auto both = library.find("braai_d6_m7");
    QVERIFY(!both);
    QCOMPARE(both.error().remedy, std::string("Name one of braai_d6_m7:1, braai_d6_m7:2."));
    QVERIFY(library.promote("braai_d6_m7:2"));
    QCOMPARE(library.find("braai_d6_m7")->card.version, std::string("2"));
}

void TestLibrary::aMistypedNameIsTold()
{
    const auto model = open().find("brai_d6_m7");
    QVERIFY(!model);
    QCOMPARE(model.error().remedy, std::string("Did you mean 'braai_d6_m7'?"));
}

void TestLibrary::weightsThatAreNotTheCardsNeedAVersion()
{
    auto library = open();
    const auto refused = library.importModel(weights("tuned", 3), "braai_d6_m7");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::WrongUse);
    const auto named = library.importModel(weights("tuned", 3), "braai_d6_m7", "tuned");
    QVERIFY2(named, named ? "" : named.error().message.c_str());
    QCOMPARE(named->card.id(), std::string("braai_d6_m7:tuned"));
    QCOMPARE(named->card.weightsSha256, *sha256OfFile(named->weights));
    QCOMPARE(library.importModel(weights("tuned", 3), "braai_d6_m7", "../up").error().code, Error::Code::Malformed);
}

void TestLibrary::whatIsNoSafetensorsIsNotImported()
{
    const auto file = folder() / "pickle.bin";
    QVERIFY(replaceFile(file, asBytes("PK\3\4 no tensors here")));
    auto library = open();
    const auto imported = library.importModel(file, "braai_d6_m7", "mine");
    QVERIFY(!imported);
    QCOMPARE(imported.error().code, Error::Code::Malformed);
    QCOMPARE(library.models().size(), 2u);
}

void TestLibrary::aWeightsFileIsResolvedWithItsCard()
{
    const auto library = open();
    const auto file = weights("somewhere", 7).string();
    QCOMPARE(library.resolve(file).error().remedy, std::string("Name one with --card."));
    const auto byName = library.resolve(file, "braai_d6_m7");
    QVERIFY2(byName, byName ? "" : byName.error().message.c_str());
    QCOMPARE(byName->weights.string(), file);
    QVERIFY(library.resolve(file, (folder() / "ships/braai_d6_m7.json").string()));
    QCOMPARE(library.resolve(file, "braai_d6_m9").error().code, Error::Code::WrongUse); // other weights
    QVERIFY(!library.resolve((folder() / "nowhere").string(), "braai_d6_m7"));
}

void TestLibrary::aNameIsTheLibrarysWhateverLiesInThisFolder()
{
    auto library = open();
    const auto imported = library.importModel(weights("mine", 7), "braai_d6_m7");
    QVERIFY(imported);
    const QString before = QDir::currentPath();
    const auto back = qScopeGuard([&] { QDir::setCurrent(before); });
    QVERIFY(QDir::setCurrent(QString::fromStdString(folder().string())));
    for (const char* name : { "braai_d6_m7", "braai_d6_m7:1" }) {
        QVERIFY(QFile::copy(QString::fromStdString(imported->weights.string()), name));
        const auto found = library.resolve(name);
        QVERIFY2(found, found ? "" : found.error().message.c_str());
        QCOMPARE(found->weights, imported->weights);
        const auto file = library.resolve(std::string("./") + name);
        QVERIFY(!file);
        QCOMPARE(file.error().remedy, std::string("Name one with --card.")); // it is the file, and has no card
        QCOMPARE(library.resolve(name, "braai_d6_m7")->weights, std::filesystem::path(name)); // so it is with a card
    }
}

void TestLibrary::whatShipsStaysTheDefaultWhenItIsImported()
{
    const auto file = weights("mine", 7);
    QVERIFY(!open().find("default")); // cards alone ship here
    const auto card = open().find("braai_d6_m7:1");
    QVERIFY(card);
    fs::copy_file(file, folder() / "ships" / card->card.weightsFile);
    auto library = open();
    QCOMPARE(library.find("default")->card.id(), std::string("braai_d6_m7:1"));
    QVERIFY(library.find("default")->ships);
    QVERIFY(library.importModel(file, "braai_d6_m7"));
    const auto own = library.find("default");
    QVERIFY2(own, own ? "" : own.error().message.c_str());
    QCOMPARE(own->card.id(), std::string("braai_d6_m7:1"));
}

void TestLibrary::theDefaultsIdIsOfOneThatIsHere()
{
    const QByteArray before = qgetenv("XDG_DATA_HOME");
    const auto back = qScopeGuard([&] { qputenv("XDG_DATA_HOME", before); });
    qputenv("XDG_DATA_HOME", folder().string().c_str());
    const std::string ships = ModelLibrary::defaultId();
    QVERIFY(!ships.empty());
    const auto own = folder() / "vetrina/models";
    fs::create_directories(own / "mine/3");
    const auto write = [](const fs::path& file, const char* text) {
        QVERIFY(replaceFile(file, asBytes(std::string_view(text))));
    };
    write(own / "default", "mine:3");
    QCOMPARE(ModelLibrary::defaultId(), ships); // promoted once, and gone
    write(own / "mine/3/card.json", "{}");
    QCOMPARE(ModelLibrary::defaultId(), ships);
    write(own / "mine/3/mine_3.safetensors", "");
    QCOMPARE(ModelLibrary::defaultId(), std::string("mine:3"));
    write(own / "default", "vetrina:0"); // shipped with an earlier Vetrina
    QCOMPARE(ModelLibrary::defaultId(), ships);
}

void TestLibrary::exportedModelsCanBeResolvedAgain()
{
    auto library = open();
    QVERIFY(!library.exportModel("braai_d6_m7:1", folder() / "out"));
    const auto imported = library.importModel(weights("mine", 7), "braai_d6_m7");
    QVERIFY(imported);
    QVERIFY(library.exportModel("braai_d6_m7:1", folder() / "out"));
    const auto again = library.resolve((folder() / "out" / imported->card.weightsFile).string());
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QCOMPARE(again->card.fingerprint(), imported->card.fingerprint());
}

void TestLibrary::whatShipsIsNotRemoved()
{
    auto library = open();
    QCOMPARE(library.remove("braai_d6_m7:1").error().code, Error::Code::WrongUse);
    QCOMPARE(library.promote("braai_d6_m7:1").error().code, Error::Code::WrongUse);
}

void TestLibrary::brokenCardsAreSaidAndLeftOut()
{
    QVERIFY(replaceFile(folder() / "ships/torn.json", asBytes("{ \"vetrina_card\":")));
    const auto library = open();
    QCOMPARE(library.models().size(), 2u);
    QCOMPARE(library.problems().size(), 1u);
    QVERIFY(library.problems()[0].message.find("torn.json") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestLibrary)
#include "tst_library.moc"
