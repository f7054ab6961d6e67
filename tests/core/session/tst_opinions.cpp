#include "core/base/file.h"
#include "core/base/paths.h"
#include "core/session/candidates.h"
#include "core/session/ingest.h"
#include "core/store/scores.h"
#include "tests/core/session/small_night.h"

using namespace vetrina;
using namespace vetrina::session;

/// Whose opinion of a candidate stands first.
class TestOpinions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void thePromotedModelStandsBeforeTheOneThatScoredLast();
    void oneThatIsPromotedMeanwhileStandsFirstAtOnce();
    void oneThatWasPromotedAndIsGoneStandsWithTheOthers();
    void withoutAPromotedOneTheLastIsFirst();

private:
    /// "NAME:VERSION" of one in the library, or empty for none.
    static void promote(const std::string& id)
    {
        const auto models = paths::data() / "models";
        std::filesystem::create_directories(models);
        std::filesystem::remove(models / "default");
        if (id.empty())
            return;
        const auto name = id.substr(0, id.find(':')), version = id.substr(id.find(':') + 1);
        const auto folder = models / name / version;
        std::filesystem::create_directories(folder);
        for (const auto& file : { std::string("card.json"), name + "_" + version + ".safetensors" })
            QVERIFY(replaceFile(folder / file, {}));
        QVERIFY(replaceFile(models / "default", asBytes(id)));
    }
    std::vector<std::string> opinions()
    {
        std::vector<std::string> models;
        const auto view = m_session->candidates().view(0);
        if (!view)
            return { view.error().message };
        for (const Opinion& opinion : view->opinions)
            models.push_back(opinion.model);
        return models;
    }

    std::unique_ptr<SmallNight> m_night;
    std::unique_ptr<Session> m_session;
};

void TestOpinions::init()
{
    m_session.reset();
    m_night = std::make_unique<SmallNight>();
    m_session = m_night->open();
    Progress progress;
    QVERIFY(m_session->ingest().run({ m_night->file("a.avro", smallContainer(0, 20)) }, {}, progress));
    // Three models scored, one after the other.
    const auto project = store::Project::open(m_night->project());
    QVERIFY(project.has_value());
    const auto scores = store::ScoreStore::open(*project);
    QVERIFY(scores.has_value());
    const std::vector<std::string> classes{ "bogus", "real" };
    const std::vector<data::Row> rows{ 0 };
    float real = 0.6F;
    for (const char* name : { "first", "second", "third" }) {
        const auto model = (*scores)->model(name, "1", classes);
        QVERIFY(model.has_value());
        QVERIFY((*scores)->put(*model, rows, std::vector<float>{ 1 - real, real }));
        real += 0.1F;
    }
}

void TestOpinions::thePromotedModelStandsBeforeTheOneThatScoredLast()
{
    promote("second:1");
    QCOMPARE(opinions(), (std::vector<std::string>{ "second:1", "third:1", "first:1" }));
    const auto rows = m_session->candidates().rows({ 0 });
    QVERIFY(rows.has_value());
    QCOMPARE(rows->front().scoreClass, std::string("real"));
    QCOMPARE(rows->front().score, 0.7F); // the queue's chip is of the same model
}

void TestOpinions::oneThatIsPromotedMeanwhileStandsFirstAtOnce()
{
    promote("second:1");
    QCOMPARE(opinions().front(), std::string("second:1"));
    promote("first:1");
    QCOMPARE(opinions(), (std::vector<std::string>{ "first:1", "third:1", "second:1" }));
    QCOMPARE(m_session->candidates().rows({ 0 })->front().score, 0.6F);
}

void TestOpinions::oneThatWasPromotedAndIsGoneStandsWithTheOthers()
{
    promote("second:1");
    QCOMPARE(opinions().front(), std::string("second:1"));
    std::filesystem::remove_all(paths::data() / "models" / "second");
    QCOMPARE(opinions().front(), std::string("third:1"));
}

void TestOpinions::withoutAPromotedOneTheLastIsFirst()
{
    promote({});
    QCOMPARE(opinions(), (std::vector<std::string>{ "third:1", "second:1", "first:1" }));
    promote("another:3"); // that never scored here
    QCOMPARE(opinions().front(), std::string("third:1"));
    QCOMPARE(m_session->candidates().rows({ 0 })->front().score, 0.8F);
}

QTEST_MAIN(TestOpinions)
#include "tst_opinions.moc"
