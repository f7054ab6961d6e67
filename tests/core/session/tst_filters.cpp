#include "core/data/filter.h"
#include "core/session/filters.h"
#include "core/session/labels.h"
#include "core/session/queue.h"
#include "core/session/session.h"
#include "tests/core/store/store_test.h"

#include <algorithm>

using namespace vetrina;
using namespace vetrina::session;

/// Does it once, and holds that it went well.
#define DONE(work)                                                                                                     \
    do {                                                                                                               \
        const auto done = (work);                                                                                      \
        VERIFY_RESULT(done);                                                                                           \
    } while (false)

/// A project of sixty candidates, three nights, opened as the window opens it.
class TestFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void shippedOnesAreListedWithTheirMeaning();
    void aSavedFilterIsThereWhenTheProjectIsOpenedAgain();
    void aSavedFilterCanBeUsedByItsName();
    void aSavedFilterIsReplacedRenamedAndRemoved();
    void whatMayNotBeSavedIsRefused_data();
    void whatMayNotBeSavedIsRefused();
    void secondPassesFindWhatWasFlaggedAndSkipped();
    void wordsCheckAFilterWithoutTheProject();

private:
    void open()
    {
        m_session.reset(); // one at a time
        auto opened = Session::open(m_project->folder() / "night.vetrina", { .user = "ada" });
        VERIFY_RESULT(opened);
        m_session = std::move(*opened);
    }
    [[nodiscard]] Filters& filters() { return m_session->filters(); }
    [[nodiscard]] Filters::Named named(const std::string& name)
    {
        const auto list = filters().list().value();
        for (const auto& filter : list)
            if (filter.name == name)
                return filter;
        return {};
    }

    std::unique_ptr<TemporaryProject> m_project;
    std::unique_ptr<Session> m_session;
};

void TestFilters::init()
{
    m_project = std::make_unique<TemporaryProject>();
    {
        auto lock = store::IngestLock::acquire(m_project->project.folder).value();
        auto writer = store::CatalogueWriter::open(m_project->project, std::move(lock)).value();
        DONE(addSynthetic(*writer, 0, 60));
    }
    open();
}

void TestFilters::cleanup()
{
    m_session.reset();
    m_project.reset();
}

void TestFilters::shippedOnesAreListedWithTheirMeaning()
{
    QStringList names;
    const auto list = filters().list().value();
    for (const auto& filter : list) {
        QVERIFY(filter.shipped);
        QVERIFY(!filter.about.empty());
        QVERIFY(filter.text.empty() != filter.problem.empty());
        names << QString::fromStdString(filter.name);
    }
    QCOMPARE(names,
        QStringList(
            { "tonight", "bright", "young", "not a known asteroid", "near a galaxy", "unseen", "flagged", "skipped" }));
    QCOMPARE(named("bright").text, "mag < 18.5");
    QVERIFY(!named("young").problem.empty()); // these candidates have no field of their history
    QCOMPARE(filters().count("filter 'unseen'", {}).value(), 60u);
    QVERIFY(!filters().count("filter 'young'", {}));
}

void TestFilters::aSavedFilterIsThereWhenTheProjectIsOpenedAgain()
{
    DONE(filters().save("odd ones", "candid % 2 = 1"));
    const auto count = filters().count("filter 'odd ones'", {}).value();
    QCOMPARE(count, 30u);
    open();
    const auto kept = named("odd ones");
    QCOMPARE(kept.text, "candid % 2 = 1");
    QVERIFY(!kept.shipped);
    QCOMPARE(filters().count("filter 'odd ones'", {}).value(), count);
}

void TestFilters::aSavedFilterCanBeUsedByItsName()
{
    DONE(filters().save("early", "jd < 2459000.52"));
    DONE(filters().save("early green", "filter \"early\" and band = 'g'"));
    QueueRequest request;
    request.order = QueueRequest::Order::Arrival;
    request.filter = "filter 'early green'";
    const auto rows = m_session->queue().rows(request).value();
    request.filter = "jd < 2459000.52 and band = 'g'";
    QVERIFY(rows == m_session->queue().rows(request).value());
    QCOMPARE(rows.size(), 10u);
}

void TestFilters::aSavedFilterIsReplacedRenamedAndRemoved()
{
    DONE(filters().save("mine", "band = 'g'"));
    DONE(filters().save("mine", "band = 'r'"));
    QCOMPARE(named("mine").text, "band = 'r'");
    DONE(filters().save("other", "mag > 0"));
    const auto taken = filters().rename("mine", "other");
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, Error::Code::WrongUse);
    DONE(filters().rename("mine", "red"));
    QCOMPARE(named("red").text, "band = 'r'");
    QVERIFY(named("mine").name.empty());
    DONE(filters().remove("red"));
    QVERIFY(named("red").name.empty());
    QCOMPARE(filters().remove("red").error().code, Error::Code::NotFound);
    QCOMPARE(filters().rename("red", "blue").error().code, Error::Code::NotFound);
    QCOMPARE(named("other").text, "mag > 0");
}

void TestFilters::whatMayNotBeSavedIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("no name") << "  "
                             << "mag > 1" << static_cast<int>(Error::Code::WrongUse);
    QTest::newRow("a shipped name") << "young"
                                    << "mag > 1" << static_cast<int>(Error::Code::WrongUse);
    QTest::newRow("no filter") << "x"
                               << "magg > 1" << static_cast<int>(Error::Code::Malformed);
    QTest::newRow("too long a name") << QString(100, 'x') << "mag > 1" << static_cast<int>(Error::Code::WrongUse);
}

void TestFilters::whatMayNotBeSavedIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(int, code);
    const auto refused = filters().save(name.toStdString(), text.toStdString());
    QVERIFY(!refused);
    QCOMPARE(static_cast<int>(refused.error().code), code);
    QCOMPARE(filters().list().value().size(), 8u);
}

void TestFilters::secondPassesFindWhatWasFlaggedAndSkipped()
{
    using Kind = Labels::Kind;
    auto& labels = m_session->labels();
    const auto counts = [this] {
        return std::pair(
            filters().count("filter 'flagged'", {}).value(), filters().count("filter 'skipped'", {}).value());
    };
    DONE(labels.add({ 3, Kind::Flag, "on", 0, {} }));
    DONE(labels.add({ 4, Kind::Skip, {}, 0, {} }));
    DONE(labels.add({ 5, Kind::Skip, {}, 0, {} }));
    QCOMPARE(filters().count("flag", {}).value(), 1u);
    QCOMPARE(named("flagged").text, "flag");
    QCOMPARE(counts(), std::pair(std::size_t(1), std::size_t(2)));
    const auto& first = labels.scheme().classes.front().name;
    DONE(labels.add({ 5, Kind::Label, first, 1, {} })); // no longer only skipped
    QCOMPARE(counts(), std::pair(std::size_t(1), std::size_t(1)));
    DONE(labels.undo());
    QCOMPARE(counts(), std::pair(std::size_t(1), std::size_t(2)));
    DONE(labels.undo()); // the skip itself
    QCOMPARE(counts(), std::pair(std::size_t(1), std::size_t(1)));
    QueueRequest request;
    request.filter = "skipped or flag";
    request.order = QueueRequest::Order::Arrival;
    QCOMPARE(m_session->queue().rows(request).value(), (std::vector<data::Row>{ 3, 4 }));
}

void TestFilters::wordsCheckAFilterWithoutTheProject()
{
    DONE(filters().save("mine", "band = 'g'"));
    const auto words = filters().words().value();
    m_session.reset();
    for (const char* good :
        { "mag < 18 and label is none", "filter 'mine' and seen", "skipped", "night = last(night)" })
        QVERIFY2(data::Filter::parse(good, *words).has_value(), good);
    data::TextRange where;
    const auto wrong = data::Filter::parse("seen and magg > 1", *words, &where);
    QVERIFY(!wrong);
    QCOMPARE(static_cast<int>(where.begin), 9);
    QCOMPARE(static_cast<int>(where.size), 4);
    QCOMPARE(wrong.error().remedy, "Did you mean 'mag'?");
    QVERIFY(std::ranges::count(words->vocabulary.values.at("band"), "g") == 1);
    QCOMPARE(words->vocabulary.values.at("night").size(), 1u);
    QVERIFY(!words->vocabulary.values.at("label").empty());
}

QTEST_GUILESS_MAIN(TestFilters)
#include "tst_filters.moc"
