#include "core/data/filter.h"
#include "core/session/anomaly.h"
#include "core/session/anomaly_features.h"
#include "core/session/candidates.h"
#include "core/session/ingest.h"
#include "tests/core/session/small_night.h"
#include "tests/real_data.h"

#include <atomic>
#include <cmath>
#include <set>

using namespace vetrina;
using namespace vetrina::session;

class TestAnomaly : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choicesAreRead_data();
    void choicesAreRead();
    void aRunFillsItsColumn();
    void aFilterIsWhoIsLearntFromAndScored();
    void anotherRunTakesThePlaceOfTheFirst();
    void whatWasLearntOutlivesTheSession();
    void whatArrivesIsScoredWhileItIsTakenIn();
    void whoHasNoneOfTheFieldsGetsNoValue();
    void theFieldsThatMadeItStrangeComeFirst_data();
    void theFieldsThatMadeItStrangeComeFirst();
    void saysWhatItCannotDo_data();
    void saysWhatItCannotDo();
    void aStoppedRunChangesNothing();
    void aProjectThatIsOnlyReadIsSpared();

private:
    static void take(Session& session, const std::filesystem::path& packets)
    {
        Progress progress;
        VERIFY_RESULT(session.ingest().run({ packets }, {}, progress));
    }
    /// Alerts first .. last - 1 of small_night.h, in a project of their own.
    static std::unique_ptr<Session> opened(const SmallNight& night, std::int64_t first, std::int64_t last)
    {
        auto session = night.open();
        take(*session, night.file("a.avro", smallContainer(first, last)));
        return session;
    }
    static Anomaly::Request request(const std::string& on, const std::string& filter = {})
    {
        Anomaly::Request request;
        request.on = on;
        request.filter = filter;
        return request;
    }
    /// The values of a column; NaN for null.
    static std::vector<float> values(Session& session, const std::string& name)
    {
        const auto table = session.candidates().table().value();
        const auto column = table->column(name);
        if (!column)
            return {};
        std::vector<float> out;
        for (std::size_t row = 0; row < (*column)->rows; ++row)
            out.push_back((*column)->isValid(row) ? (*column)->floats[row] : NAN);
        return out;
    }
};

void TestAnomaly::choicesAreRead_data()
{
    QTest::addColumn<QString>("on");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("good");
    QTest::newRow("the survey's own") << "" << QStringList() << "" << true;
    QTest::newRow("fields") << "fields:a,b.c, d" << QStringList{ "a", "b.c", "d" } << "" << true;
    QTest::newRow("a field twice") << "fields:a,b,a" << QStringList{ "a", "b" } << "" << true;
    QTest::newRow("an embedding") << "embedding:net:2" << QStringList() << "net:2" << true;
    QTest::newRow("no field") << "fields:" << QStringList() << "" << false;
    QTest::newRow("an empty field") << "fields:a,,b" << QStringList() << "" << false;
    QTest::newRow("no model") << "embedding:" << QStringList() << "" << false;
    QTest::newRow("neither") << "magpsf" << QStringList() << "" << false;
}

void TestAnomaly::choicesAreRead()
{
    QFETCH(QString, on);
    QFETCH(QStringList, fields);
    QFETCH(QString, model);
    QFETCH(bool, good);
    const auto choice = FeatureChoice::parse(on.toStdString());
    QCOMPARE(choice.has_value(), good);
    if (!good)
        return;
    QStringList names;
    for (const auto& name : choice->fields)
        names << QString::fromStdString(name);
    QCOMPARE(names, fields);
    QCOMPARE(QString::fromStdString(choice->model), model);
    QCOMPARE(choice->kind == FeatureChoice::Kind::Embedding, !model.isEmpty());
}

void TestAnomaly::aRunFillsItsColumn()
{
    const SmallNight night;
    const auto session = opened(night, 0, 50);
    Progress progress;
    std::atomic<int> told = 0;
    session->anomaly().onScored([&] { ++told; });
    const auto report = session->anomaly().run(request("fields:mag,ra"), {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->scorer, std::string("forest"));
    QCOMPARE(report->fields, (std::vector<std::string>{ "mag", "ra" }));
    QCOMPARE(report->scored, 50u);
    QCOMPARE(report->skipped, 0u);
    QCOMPARE(progress.done.load(), 50u);
    QCOMPARE(progress.total.load(), 50u);
    QCOMPARE(told.load(), 1);
    const auto scored = values(*session, "anomaly.forest");
    QCOMPARE(scored.size(), 50u);
    QVERIFY(std::ranges::all_of(scored, [](float value) { return value > 0 && value < 1; }));
    for (const float percent : values(*session, "anomaly.forest.percentile")) // nights of five
        QVERIFY(percent >= 20 && percent <= 100);
    const auto scorers = session->anomaly().scorers().value();
    QCOMPARE(scorers.size(), 1u);
    QCOMPARE(scorers[0].kind, std::string("forest"));
    QCOMPARE(scorers[0].fields, report->fields);
    QVERIFY(session->anomaly().remove("forest"));
    QVERIFY(values(*session, "anomaly.forest").empty());
}

void TestAnomaly::aFilterIsWhoIsLearntFromAndScored()
{
    const SmallNight night;
    const auto session = opened(night, 0, 60);
    Progress progress;
    const auto report = session->anomaly().run(request("fields:mag,ra", "ra < 30"), {}, progress);
    VERIFY_RESULT(report);
    QVERIFY(report->scored > 10 && report->scored < 60);
    const auto ra = session->candidates().table().value()->column("ra").value();
    const auto scored = values(*session, "anomaly.forest");
    for (std::size_t row = 0; row < 60; ++row)
        QCOMPARE(!std::isnan(scored[row]), ra->doubles[row] < 30);
    const auto more = session->anomaly().scoreMissing("forest", {}, progress);
    VERIFY_RESULT(more);
    QCOMPARE(more->scored, 0u); // the others are none of its business
}

void TestAnomaly::anotherRunTakesThePlaceOfTheFirst()
{
    const SmallNight night;
    const auto session = opened(night, 0, 60);
    Progress progress;
    QVERIFY(session->anomaly().run(request("fields:mag,ra"), {}, progress));
    const auto first = values(*session, "anomaly.forest");
    auto seeded = request("fields:mag,ra");
    QVERIFY(session->anomaly().run(seeded, {}, progress));
    QCOMPARE(values(*session, "anomaly.forest"), first);
    seeded.seed = 7;
    QVERIFY(session->anomaly().run(seeded, {}, progress));
    QVERIFY(values(*session, "anomaly.forest") != first);
    auto named = request("fields:mag");
    named.scorer = "knn";
    named.name = "by_magnitude";
    QVERIFY(session->anomaly().run(named, {}, progress));
    QCOMPARE(session->anomaly().scorers().value().size(), 2u);
    QCOMPARE(values(*session, "anomaly.by_magnitude").size(), 60u);
}

void TestAnomaly::whatWasLearntOutlivesTheSession()
{
    for (const std::string scorer : { "forest", "knn" }) {
        const SmallNight night;
        auto session = opened(night, 0, 60);
        Progress progress;
        auto asked = request("fields:mag,ra,dec");
        asked.scorer = scorer;
        QVERIFY(session->anomaly().run(asked, {}, progress));
        const auto column = "anomaly." + scorer;
        const auto before = values(*session, column);
        session.reset();
        session = night.open();
        take(*session, night.file("b.avro", smallContainer(60, 70)));
        QCOMPARE(values(*session, column).size(), 70u);
        QVERIFY(std::isnan(values(*session, column)[65]));
        const auto report = session->anomaly().scoreMissing(scorer, {}, progress);
        VERIFY_RESULT(report);
        QCOMPARE(report->scored, 10u);
        const auto after = values(*session, column);
        QVERIFY(std::equal(before.begin(), before.end(), after.begin()));
        QVERIFY(std::none_of(after.begin(), after.end(), [](float value) { return std::isnan(value); }));
        // The value of a known candidate by what was read back is the one that was stored.
        QCOMPARE(session->anomaly().strangeness(scorer, 12).value().value, after[12]);
        QCOMPARE(session->anomaly().strangeness(scorer, 65).value().value, after[65]);
    }
}

void TestAnomaly::whatArrivesIsScoredWhileItIsTakenIn()
{
    const SmallNight night;
    const auto session = opened(night, 0, 40);
    Progress progress;
    QVERIFY(session->anomaly().run(request("fields:mag,ra"), {}, progress));
    session->anomaly().live();
    take(*session, night.file("b.avro", smallContainer(40, 90)));
    const auto scored = [&] {
        return std::ranges::count_if(
            values(*session, "anomaly.forest"), [](float value) { return !std::isnan(value); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(scored(), std::ptrdiff_t(90), 60000);
    session->anomaly().stopLive();
    session->anomaly().stopLive();
}

void TestAnomaly::whoHasNoneOfTheFieldsGetsNoValue()
{
    REAL_DATA_OR_SKIP();
    const SmallNight night;
    const auto session = night.open();
    take(*session, realData() / "ztf/night");
    Progress progress;
    // ssmagnr is -999 where no known asteroid is near: missing, not a magnitude.
    const auto report = session->anomaly().run(request("fields:ssmagnr"), {}, progress);
    VERIFY_RESULT(report);
    const auto table = session->candidates().table().value();
    const auto missing = data::Filter::parse("ssmagnr = -999 or ssmagnr is none", *table).value().count(*table).value();
    QVERIFY(missing > 0);
    QCOMPARE(report->skipped, missing);
    QCOMPARE(report->scored + report->skipped, table->rows());
    const auto without = data::Filter::parse("anomaly.forest is none", *table).value().count(*table).value();
    QCOMPARE(without, missing);
}

void TestAnomaly::theFieldsThatMadeItStrangeComeFirst_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::newRow("forest") << "forest";
    QTest::newRow("knn") << "knn";
}

void TestAnomaly::theFieldsThatMadeItStrangeComeFirst()
{
    QFETCH(QString, scorer);
    const SmallNight night;
    const auto session = opened(night, 0, 200);
    take(*session, night.file("far.avro", smallContainer(9000, 9001))); // ra 9012.5, the rest as the others
    Progress progress;
    auto asked = request("fields:mag,ra,dec");
    asked.scorer = scorer.toStdString();
    QVERIFY(session->anomaly().run(asked, {}, progress));
    const auto row = session->candidates().find(10000).value();
    const auto strange = session->anomaly().strangeness(asked.scorer, row);
    VERIFY_RESULT(strange);
    QCOMPARE(strange->fields.size(), 3u);
    QCOMPARE(strange->fields[0].name, std::string("ra"));
    QCOMPARE(strange->fields[0].value, 9012.5);
    QVERIFY(strange->fields[0].spreads > 10 && strange->fields[0].contribution > 0);
    QVERIFY(strange->fields[0].contribution > 3 * strange->fields[1].contribution);
    QCOMPARE(strange->percentile, std::optional(100.F)); // alone in its night
    const auto all = values(*session, "anomaly." + asked.scorer);
    QCOMPARE(std::ranges::max_element(all) - all.begin(), std::ptrdiff_t(row));
    QCOMPARE(strange->value, all[static_cast<std::size_t>(row)]);
    for (const auto& field : strange->fields)
        if (field.name == "dec") // constant: it says nothing
            QCOMPARE(field.contribution, 0.F);
}

void TestAnomaly::saysWhatItCannotDo_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("on");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* what, const char* scorer, const char* name, const char* on, const char* filter,
                         Error::Code code, const char* words) {
        QTest::newRow(what) << scorer << name << on << filter << int(code) << words;
    };
    using Code = Error::Code;
    row("no such scorer", "oracle", "", "", "", Code::NotFound, "oracle");
    row("no such field", "forest", "", "fields:mag,magg", "", Code::NotFound, "magg");
    row("a text", "forest", "", "fields:object", "", Code::WrongUse, "object");
    row("an embedding", "knn", "", "embedding:net", "", Code::NotFound, "embedding:net");
    row("a choice of nothing", "knn", "", "magpsf", "", Code::WrongUse, "magpsf");
    row("a broken filter", "forest", "", "fields:mag", "mag >", Code::Malformed, "column");
    row("nobody", "forest", "", "fields:mag", "mag > 90", Code::WrongUse, "two candidates");
    row("nobody, knn", "knn", "", "fields:mag", "mag > 90", Code::WrongUse, "two candidates");
    row("nothing that varies", "forest", "", "fields:dec", "", Code::WrongUse, "same value");
    row("a name that no column can have", "forest", "a b", "fields:mag", "", Code::WrongUse, "a b");
}

void TestAnomaly::saysWhatItCannotDo()
{
    QFETCH(QString, scorer);
    QFETCH(QString, name);
    QFETCH(QString, on);
    QFETCH(QString, filter);
    QFETCH(int, code);
    QFETCH(QString, words);
    const SmallNight night;
    const auto session = opened(night, 0, 20);
    Anomaly::Request asked = request(on.toStdString(), filter.toStdString());
    asked.scorer = scorer.toStdString();
    asked.name = name.toStdString();
    Progress progress;
    const auto report = session->anomaly().run(asked, {}, progress);
    QVERIFY(!report);
    QVERIFY2(int(report.error().code) == code && QString::fromStdString(report.error().message).contains(words),
        report.error().message.c_str());
    QVERIFY(session->anomaly().scorers().value().empty());
    QCOMPARE(session->anomaly().scoreMissing("forest", {}, progress).error().code, Error::Code::NotFound);
    QCOMPARE(session->anomaly().strangeness("forest", 0).error().code, Error::Code::NotFound);
}

void TestAnomaly::aStoppedRunChangesNothing()
{
    const SmallNight night;
    const auto session = opened(night, 0, 40);
    Progress progress;
    QVERIFY(session->anomaly().run(request("fields:mag"), {}, progress));
    const auto before = values(*session, "anomaly.forest");
    std::stop_source stop;
    stop.request_stop();
    const auto report = session->anomaly().run(request("fields:ra"), stop.get_token(), progress);
    QCOMPARE(report.error().code, Error::Code::Cancelled);
    QCOMPARE(values(*session, "anomaly.forest"), before);
    QCOMPARE(session->anomaly().scorers().value()[0].fields, (std::vector<std::string>{ "mag" }));
}

void TestAnomaly::aProjectThatIsOnlyReadIsSpared()
{
    const SmallNight night;
    {
        const auto session = opened(night, 0, 40);
        Progress progress;
        QVERIFY(session->anomaly().run(request("fields:mag"), {}, progress));
    }
    Session::Options options;
    options.readOnly = true;
    options.user = "ada";
    const auto session = Session::open(night.project(), options);
    VERIFY_RESULT(session);
    QCOMPARE(values(**session, "anomaly.forest").size(), 40u);
    QVERIFY((*session)->anomaly().strangeness("forest", 3));
    Progress progress;
    QVERIFY(!(*session)->anomaly().run(request("fields:ra"), {}, progress));
}

QTEST_GUILESS_MAIN(TestAnomaly)
#include "tst_anomaly.moc"
