#include "store_test.h"

#include "core/base/thread.h"

#include <atomic>
#include <unistd.h>

using namespace vetrina;
using namespace vetrina::store;

class TestCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void candidatesReadBackAsTheyWereAdded();
    void rowsAreDenseByArrivalAndKeysComeOnce();
    void aKeyTwiceInABatchComesOnce();
    void whatIsStagedIsCommittedTogether();
    void anObjectsCandidatesComeNewestFirst();
    void aSecondIngestIsToldWhoHoldsIt();
    void schemasAreKeptOnce();
    void refusesRangesOutsideTheRecord();
    void modelsAndRunsAreKept();
    void aReaderSeesWholeBatches();
};

void TestCatalogue::candidatesReadBackAsTheyWereAdded()
{
    const TemporaryProject t;
    const SyntheticCandidate one(1);
    SyntheticCandidate two(2);
    two.candidate.jd = std::nan("");
    two.candidate.magnitude = std::nanf("");
    two.candidate.key = { data::Survey::Lsst, -5 };
    {
        auto writer = CatalogueWriter::open(t.project).value();
        const auto schema = writer->schema("the schema").value();
        const std::vector batch{ one.asNew(schema), two.asNew(schema) };
        QCOMPARE(writer->add(batch).value().added, 2);
    }
    for (const auto mode : { Mode::ReadWrite, Mode::ReadOnly }) {
        auto catalogue = Catalogue::open(Project::open(t.project.folder, mode).value()).value();
        QCOMPARE(catalogue->rows().value(), 2);
        const auto stored = catalogue->candidate(0).value();
        QVERIFY(stored.candidate.key == one.candidate.key);
        QCOMPARE(stored.candidate.object, one.candidate.object);
        QCOMPARE(stored.candidate.jd, one.candidate.jd);
        QCOMPARE(stored.candidate.band, 'r');
        QCOMPARE(stored.candidate.positive, true);
        QCOMPARE(stored.candidate.magnitude, 18.5F);
        QVERIFY(catalogue->bytes(stored.record).value() == one.record);
        QVERIFY(std::ranges::equal(catalogue->bytes(stored.fields).value(), std::span(one.record).subspan(300, 300)));
        QCOMPARE(**catalogue->schema(stored.schema), std::string("the schema"));
        QVERIFY(std::isnan(catalogue->candidate(1)->candidate.jd));
        QVERIFY(std::isnan(catalogue->candidate(1)->candidate.magnitude));
        QCOMPARE(catalogue->rowOf(two.candidate.key).value(), 1);
        QCOMPARE(catalogue->rowOfId(-5).value(), 1);
        QCOMPARE(catalogue->rowOfId(-6).error().code, Error::Code::NotFound);
        QCOMPARE(catalogue->candidate(2).error().code, Error::Code::NotFound);
    }
}

void TestCatalogue::rowsAreDenseByArrivalAndKeysComeOnce()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        QCOMPARE(addSynthetic(*writer, 10, 20).value().added, 10);
        const auto mixed = addSynthetic(*writer, 5, 25).value();
        QCOMPARE(mixed.added, 10);
        QCOMPARE(mixed.known, 10);
        QCOMPARE(mixed.rows[0], 10);
        QCOMPARE(mixed.rows[5], 0);
        QCOMPARE(mixed.rows[19], 19);
    }
    auto writer = CatalogueWriter::open(t.project).value();
    const auto size = std::filesystem::file_size(t.project.pack());
    QCOMPARE(addSynthetic(*writer, 0, 25).value().added, 5);
    QCOMPARE(std::filesystem::file_size(t.project.pack()), size + 5 * (3000 + Pack::recordHeadBytes));
    auto catalogue = Catalogue::open(t.project).value();
    QCOMPARE(catalogue->rows().value(), 25);
    data::Row expected = 0;
    QVERIFY(catalogue->forEach(0, 100, [&](const StoredCandidate& stored) { return stored.row == expected++; }));
    QCOMPARE(expected, 25);
}

void TestCatalogue::aKeyTwiceInABatchComesOnce()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    const auto schema = writer->schema("s").value();
    const SyntheticCandidate one(1), two(2);
    const std::vector batch{ one.asNew(schema), two.asNew(schema), one.asNew(schema) };
    const auto result = writer->add(batch).value();
    QCOMPARE(result.added, 2);
    QCOMPARE(result.known, 1);
    QCOMPARE(result.rows, (std::vector<data::Row>{ 0, 1, 0 }));
}

void TestCatalogue::whatIsStagedIsCommittedTogether()
{
    // Records of a megabyte in all, so that some go past the page cache and what follows them does too.
    constexpr std::size_t bytes = 120'000;
    const TemporaryProject t;
    auto catalogue = Catalogue::open(t.project).value();
    {
        auto writer = CatalogueWriter::open(t.project).value();
        const auto schema = writer->schema("s").value();
        const auto stage = [&](std::int64_t first, std::int64_t last) {
            std::vector<SyntheticCandidate> candidates; // gone when stage() returned
            for (auto i = first; i < last; ++i)
                candidates.emplace_back(i, bytes);
            std::vector<NewCandidate> batch;
            for (const auto& candidate : candidates)
                batch.push_back(candidate.asNew(schema));
            return writer->stage(batch).value();
        };
        QCOMPARE(stage(0, 3).added, 3);
        QCOMPARE(stage(2, 30).added, 27);
        const auto third = stage(29, 32);
        QCOMPARE(third.known, 1);
        QCOMPARE(third.rows, (std::vector<data::Row>{ 29, 30, 31 }));
        QCOMPARE(writer->staged(), 32u);
        QCOMPARE(catalogue->rows().value(), 0);
        VERIFY_RESULT(writer->commit());
        QCOMPARE(writer->staged(), 0u);
        QCOMPARE(catalogue->rows().value(), 32);
        VERIFY_RESULT(writer->commit()); // of nothing
        QCOMPARE(stage(0, 33).added, 1);
        // Not committed: the next writer finds whole records behind the catalogue's end, or cuts them off.
    }
    QCOMPARE(catalogue->rows().value(), 32);
    auto writer = CatalogueWriter::open(t.project).value();
    QCOMPARE(addSynthetic(*writer, 0, 40, bytes).value().added, 8);
    for (data::Row row = 0; row < 40; ++row) {
        const auto read = catalogue->bytes(catalogue->candidate(row).value().record);
        VERIFY_RESULT(read);
        QVERIFY(*read == SyntheticCandidate(row, bytes).record);
    }
}

void TestCatalogue::anObjectsCandidatesComeNewestFirst()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    QVERIFY(addSynthetic(*writer, 0, 3000, 100));
    auto catalogue = Catalogue::open(t.project).value();
    QCOMPARE(catalogue->rowsOfObject("ZTF187").value(), (std::vector<data::Row>{ 2007, 1007, 7 }));
    QVERIFY(catalogue->rowsOfObject("none").value().empty());

    // The same with what the catalogue knows of each; another survey's object of that name is another.
    std::vector<data::Row> rows;
    QVERIFY(catalogue->forObject(data::Survey::Ztf, "ZTF187", [&](data::Row row, const data::Candidate& found) {
        rows.push_back(row);
        const data::Candidate truth = SyntheticCandidate(row).candidate;
        QCOMPARE(found.key, truth.key);
        QCOMPARE(found.jd, truth.jd);
        QCOMPARE(found.raDeg, truth.raDeg);
        QCOMPARE(found.decDeg, truth.decDeg);
        QCOMPARE(found.band, truth.band);
        QCOMPARE(found.positive, truth.positive);
        QCOMPARE(found.magnitude, truth.magnitude);
        QCOMPARE(found.magnitudeError, truth.magnitudeError);
        QCOMPARE(found.surveyScore, truth.surveyScore);
    }));
    QCOMPARE(rows, (std::vector<data::Row>{ 2007, 1007, 7 }));
    rows.clear();
    QVERIFY(catalogue->forObject(
        data::Survey::Lsst, "ZTF187", [&](data::Row row, const data::Candidate&) { rows.push_back(row); }));
    QVERIFY(rows.empty());
}

void TestCatalogue::aSecondIngestIsToldWhoHoldsIt()
{
    const TemporaryProject t;
    qputenv("VETRINA_USER", "ada");
    {
        auto writer = CatalogueWriter::open(t.project).value();
        const auto second = CatalogueWriter::open(t.project);
        QVERIFY(!second);
        QCOMPARE(second.error().code, Error::Code::Busy);
        const auto words = QString::fromStdString(second.error().message);
        QVERIFY2(words.contains("ada on ") && words.contains(QString("process %1").arg(::getpid())), qPrintable(words));

        std::stop_source stop;
        std::string told;
        const auto waited = IngestLock::wait(t.project.folder, stop.get_token(), [&](const std::string& holder) {
            told = holder;
            stop.request_stop();
        });
        QCOMPARE(waited.error().code, Error::Code::Cancelled);
        QVERIFY(told.find("ada on ") != std::string::npos);
    }
    QVERIFY(CatalogueWriter::open(t.project));
    QVERIFY(IngestLock::wait(t.project.folder, {}));
}

void TestCatalogue::schemasAreKeptOnce()
{
    const TemporaryProject t;
    std::int64_t first = 0;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        first = writer->schema("one").value();
        QVERIFY(writer->schema("two").value() != first);
        QCOMPARE(writer->schema("one").value(), first);
    }
    auto writer = CatalogueWriter::open(t.project).value();
    QCOMPARE(writer->schema("one").value(), first);
    auto catalogue = Catalogue::open(t.project).value();
    QCOMPARE(**catalogue->schema(first), std::string("one"));
    QCOMPARE(catalogue->schema(99).error().code, Error::Code::NotFound);
}

void TestCatalogue::refusesRangesOutsideTheRecord()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    const SyntheticCandidate one(1);
    auto wrong = one.asNew(1);
    wrong.fields = { 2999, 2 };
    QCOMPARE(writer->add({ &wrong, 1 }).error().code, Error::Code::WrongUse);
    wrong.fields = { ~std::uint64_t(0), 2 };
    QCOMPARE(writer->add({ &wrong, 1 }).error().code, Error::Code::WrongUse);
    QCOMPARE(writer->rows(), 0);
}

void TestCatalogue::modelsAndRunsAreKept()
{
    const TemporaryProject t;
    auto catalogue = Catalogue::open(t.project).value();
    const auto id = catalogue->putModel({ 0, "braai", "d6", "{}" }).value();
    QCOMPARE(catalogue->putModel({ 0, "braai", "d6", "{1}" }).value(), id);
    QVERIFY(catalogue->putModel({ 0, "braai", "d7", "{}" }).value() != id);
    QCOMPARE(catalogue->models().value().size(), 2u);
    QCOMPARE(catalogue->models().value()[0].card, std::string("{1}"));
    const auto run = catalogue->beginRun("ingest", "ada", "{}").value();
    QVERIFY(!catalogue->runs().value()[0].endedUs);
    QVERIFY(catalogue->endRun(run, R"({"new":3})"));
    QVERIFY(catalogue->runs().value()[0].endedUs);
    QCOMPARE(catalogue->runs().value()[0].detail, std::string(R"({"new":3})"));
}

void TestCatalogue::aReaderSeesWholeBatches()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    auto reader = Catalogue::open(t.project).value();
    std::atomic<bool> done = false;
    auto thread = startThread("ingest", [&](std::stop_token) {
        for (int i = 0; i < 20; ++i)
            (void)addSynthetic(*writer, i * 50, i * 50 + 50);
        done = true;
    });
    std::int64_t rows = 0;
    while (!done) {
        const auto now = reader->rows().value();
        QCOMPARE(now % 50, 0);
        QVERIFY(now >= rows);
        rows = now;
        if (rows > 0) {
            const auto stored = reader->candidate(rows - 1).value();
            QVERIFY(reader->bytes(stored.record).value() == SyntheticCandidate(rows - 1).record);
        }
    }
    QCOMPARE(reader->rows().value(), 1000);
}

QTEST_APPLESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
