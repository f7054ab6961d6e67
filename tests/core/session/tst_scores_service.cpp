#include "core/session/candidates.h"
#include "core/session/ingest.h"
#include "core/session/models.h"
#include "core/session/scores.h"
#include "tests/core/session/small_night.h"
#include "tests/real_data.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>

#include <mutex>
#include <set>

using namespace vetrina;
using namespace vetrina::session;

class TestScoresService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAModelItSaysSoAndScoresNothing();
    void candidatesThatCannotBeScoredFailAloneAndByName();
    void whatArrivesIsScoredWhileItIsTakenIn();
    void whatWasScoredIsNotScoredAgain();
    void whatIsImportedScoresWhenItIsPromoted();

private:
    static void take(Session& session, const std::filesystem::path& packets, std::uint64_t expected)
    {
        Progress progress;
        const auto report = session.ingest().run({ packets }, {}, progress);
        VERIFY_RESULT(report);
        QCOMPARE(report->added, expected);
    }
    static void importBraai()
    {
        const auto imported = Models::library().import(realData() / "weights/braai_d6_m7.safetensors", "braai_d6_m7");
        if (!imported) // or it is there already
            QCOMPARE(imported.error().code, Error::Code::WrongUse);
    }

    SmallNight m_night;
};

void TestScoresService::withoutAModelItSaysSoAndScoresNothing()
{
    // An installation that ships none.
    QTemporaryDir share;
    QVERIFY(QDir(share.path()).mkdir("models"));
    QVERIFY(QFile::link(VETRINA_SOURCE_DIR "/resources", share.filePath("resources")));
    qputenv("VETRINA_SHARE", share.path().toUtf8());
    const auto back = qScopeGuard([] { qunsetenv("VETRINA_SHARE"); });
    const auto session = m_night.open();
    take(*session, m_night.file("a.avro", smallContainer(0, 20)), 20);
    QVERIFY(session->scores().live(""));
    QTRY_VERIFY_WITH_TIMEOUT(!session->scores().state().problem.empty(), 20000);
    const auto problem = QString::fromStdString(session->scores().state().problem);
    QVERIFY2(
        problem.contains("no model is the default") && problem.contains("vetrina models import"), qPrintable(problem));
    session->scores().first(3); // nothing to do it with
    session->scores().stopLive();
    session->scores().stopLive();
    Progress progress;
    const auto ran = session->scores().run("nobody", "", "", {}, progress);
    QCOMPARE(ran.error().code, Error::Code::NotFound);
}

void TestScoresService::candidatesThatCannotBeScoredFailAloneAndByName()
{
    REAL_DATA_OR_SKIP();
    importBraai();
    const auto session = m_night.open();
    take(*session, realData() / "ztf/night", 607);
    Progress progress;
    const auto report = session->scores().run("braai_d6_m7", "", "", {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->scored, 607u);
    QCOMPARE(report->failed, 20u); // those of the night before have no cutouts
    QCOMPARE(report->failures.size(), 20u);
    QVERIFY2(report->failures[0].starts_with("10"), report->failures[0].c_str()); // its id
    QCOMPARE(progress.done.load(), 627u); // the failed ones are done too
    QCOMPARE(progress.bad.load(), 20u);
}

void TestScoresService::whatArrivesIsScoredWhileItIsTakenIn()
{
    REAL_DATA_OR_SKIP();
    importBraai();
    const SmallNight another;
    importBraai(); // into that one's library
    const auto session = another.open();
    std::mutex mutex;
    std::set<data::Row> scored;
    session->scores().onScored([&](std::vector<data::Row> rows) {
        std::lock_guard lock(mutex);
        scored.insert(rows.begin(), rows.end());
    });
    QVERIFY(session->scores().live("braai_d6_m7"));
    take(*session, realData() / "ztf/night", 607);
    const auto count = [&] {
        std::lock_guard lock(mutex);
        return scored.size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(), std::size_t(607), 60000);
    QVERIFY2(session->scores().state().problem.empty(), session->scores().state().problem.c_str());
    QCOMPARE(session->scores().state().device, std::string("cpu"));
    const auto view = session->candidates().view(5);
    VERIFY_RESULT(view);
    QCOMPARE(view->opinions.size(), 1u);
    session->scores().onScored({}); // it holds what ends with this function
}

void TestScoresService::whatWasScoredIsNotScoredAgain()
{
    REAL_DATA_OR_SKIP();
    const SmallNight another;
    importBraai();
    const auto session = another.open();
    take(*session, realData() / "ztf/night", 607);
    std::atomic<std::size_t> stored = 0;
    session->scores().onScored([&](const std::vector<data::Row>& rows) { stored += rows.size(); });
    Progress progress;
    QVERIFY(session->scores().run("braai_d6_m7", "", "magpsf < 18", {}, progress));
    const auto before = stored.load();
    QVERIFY(before > 0 && before < 607);
    QVERIFY(session->scores().live("braai_d6_m7"));
    QTRY_COMPARE_WITH_TIMEOUT(stored.load(), std::size_t(607), 60000);
    session->scores().stopLive();
    QCOMPARE(stored.load(), std::size_t(607)); // each once
}

void TestScoresService::whatIsImportedScoresWhenItIsPromoted()
{
#ifndef VETRINA_HAS_TORCH
    QSKIP("built without LibTorch: the model that ships can't be loaded");
#endif
    REAL_DATA_OR_SKIP();
    const SmallNight another;
    importBraai();
    const auto session = another.open();
    take(*session, another.file("a.avro", smallContainer(0, 20)), 20);
    const auto scoredBy = [&] { return session->scores().state().model; };
    VERIFY_RESULT(session->scores().live(""));
    QTRY_COMPARE_WITH_TIMEOUT(scoredBy(), std::string("vetrina:2"), 60000);
    VERIFY_RESULT(Models::library().promote("braai_d6_m7"));
    VERIFY_RESULT(session->scores().live(""));
    QTRY_VERIFY_WITH_TIMEOUT(scoredBy().starts_with("braai_d6_m7:"), 60000);
}

QTEST_GUILESS_MAIN(TestScoresService)
#include "tst_scores_service.moc"
