#include "core/learn/recipe.h"

#include <QTest>

#include <filesystem>

using namespace vetrina;
using namespace vetrina::learn;

class TestRecipe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void whatIsNotGivenIsAsItIs();
    void thoseThatShipAreGood();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
};

void TestRecipe::whatIsWrittenIsReadAgain()
{
    Recipe recipe;
    recipe.name = "night";
    recipe.title = "A \"night\"";
    recipe.from = "braai_d6_m7:1";
    recipe.model = R"({"classes":["a","b"],"output":"softmax"})";
    recipe.labelColumn = "label.transient-types.ann";
    recipe.where = "drb > 0.1";
    recipe.classFilters = { { "bogus", "drb <= 0.5" }, { "real", "drb > 0.5" } };
    recipe.testShare = 0.25;
    recipe.augmentation = { false, true, 3, 0.5 };
    recipe.rate = 3e-5;
    recipe.average = 0.99;
    recipe.rateByDepth = 0.75;
    recipe.frozen = 2;
    recipe.balanced = false;
    recipe.mixedPrecision = true;
    recipe.halfWeights = true;
    recipe.calibrate = false;
    recipe.seed = 123456789012345;
    const auto again = Recipe::parse(recipe.serialise());
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QVERIFY(*again == recipe);
}

void TestRecipe::whatIsNotGivenIsAsItIs()
{
    const auto recipe = Recipe::parse(R"({"vetrina_recipe": 1})");
    QVERIFY(recipe);
    QVERIFY(*recipe == Recipe());
}

void TestRecipe::thoseThatShipAreGood()
{
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(VETRINA_SOURCE_DIR "/models/recipes")) {
        const auto recipe = Recipe::read(file.path());
        QVERIFY2(recipe, recipe ? "" : recipe.error().message.c_str());
        ++count;
    }
    QVERIFY(count >= 3);
}

void TestRecipe::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("place");
    QTest::newRow("not JSON") << "nonsense"
                              << "my.json: is not a JSON object";
    QTest::newRow("another thing") << "{}"
                                   << "no vetrina_recipe";
    QTest::newRow("newer") << R"({"vetrina_recipe": 2})"
                           << "newer kind";
    QTest::newRow("unknown key") << R"({"vetrina_recipe": 1, "epoch": 3})"
                                 << "epoch";
    QTest::newRow("rate") << R"({"vetrina_recipe": 1, "optimiser": {"rate": "fast"}})"
                          << "optimiser";
    QTest::newRow("nothing to train on") << R"({"vetrina_recipe": 1, "split": {"test": 0.6, "validation": 0.6}})"
                                         << "nothing is left";
    QTest::newRow("class without filter") << R"({"vetrina_recipe": 1, "labels": {"classes": {"real": 3}}})"
                                          << "a filter for each class";
    QTest::newRow("deep") << QString(R"({"vetrina_recipe": 1, "model": )") + QString(1000, '[') + QString(1000, ']')
            + "}"
                          << "is not a JSON object";
}

void TestRecipe::mistakesAreNamed()
{
    QFETCH(QString, json);
    QFETCH(QString, place);
    const auto recipe = Recipe::parse(json.toStdString(), "my.json");
    QVERIFY(!recipe);
    QVERIFY2(recipe.error().message.find(place.toStdString()) != std::string::npos, recipe.error().message.c_str());
    QVERIFY(recipe.error().message.starts_with("my.json"));
}

QTEST_APPLESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
