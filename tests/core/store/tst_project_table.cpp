#include "core/base/thread.h"
#include "core/data/filter.h"
#include "core/store/project_table.h"
#include "core/store/scores.h"
#include "store_test.h"

#include <atomic>
#include <cmath>
#include <fstream>

using namespace vetrina;
using namespace vetrina::store;
using data::Column;

class TestProjectTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsHoldWhatWasIngested();
    void knownCandidatesLeaveNoRow();
    void aNewColumnIsNullBefore();
    void aColumnThatIsMissingIsNull();
    void aColumnGrowsIntoAWiderType();
    void theSurveysPositionStandsAndOursFillsIn();
    void nightsAreOfTheSurveysSite();
    void manyBatchesOfEveryLength();
    void deletedColumnsAreMadeAgain();
    void columnsOfAFailedBatchAreWrittenOver();
    void damagedColumnsSaySo_data();
    void damagedColumnsSaySo();
    void labelsFollowEventsAndUndo();
    void labelsOfCandidatesThatComeLaterAppear();
    void seenAndFlagged();
    void notesAreFoundByAFilter();
    void scoresAndUncertainty();
    void anOlderTableKeepsItsRows();
    void unknownNamesAreRefused();
    void readOnlyProjectsHaveATable();
    void manyThreadsReadWhileLabelsAreGiven();

private:
    static std::string textAt(const data::Table& table, const std::string& name, std::size_t row)
    {
        const auto column = table.column(name).value();
        return column->isValid(row) ? std::string(column->textAt(row)) : "none";
    }
};

namespace {

/// Candidates first..last-1 with a field of each type; every seventh value is null.
Result<BatchResult> addWithFields(CatalogueWriter& writer, std::int64_t first, std::int64_t last)
{
    std::vector<SyntheticCandidate> candidates;
    data::ColumnBatch fields;
    const auto drb = fields.column("drb", Column::Type::Float32);
    const auto fid = fields.column("fid", Column::Type::Int64);
    const auto magpsf = fields.column("magpsf", Column::Type::Float64);
    const auto rcid = fields.column("rcid", Column::Type::Text);
    const auto good = fields.column("good", Column::Type::Bool);
    for (auto i = first; i < last; ++i) {
        candidates.emplace_back(i, 100);
        if (i % 7 != 0) {
            fields.at(drb).append(static_cast<float>(i) / 2);
            fields.at(fid).append(i * 3);
            fields.at(magpsf).append(static_cast<double>(i) / 3);
            fields.at(rcid).append(data::FieldValue("text " + std::to_string(i)));
            fields.at(good).append(i % 2 == 0);
        }
        fields.endRow();
    }
    std::vector<NewCandidate> batch;
    const auto schema = writer.schema("s");
    for (const auto& candidate : candidates)
        batch.push_back(candidate.asNew(*schema));
    return writer.add(batch, &fields);
}

/// Says which row of which column is not as addWithFields() made it.
std::string firstDifference(const data::Table& table, std::int64_t first = 0)
{
    const auto get = [&](const char* name) { return table.column(name).value(); };
    const auto drb = get("drb"), fid = get("fid"), magpsf = get("magpsf"), rcid = get("rcid"), good = get("good"),
               candid = get("candid"), object = get("object");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto i = static_cast<std::int64_t>(row) + first;
        const SyntheticCandidate expected(i, 1);
        const bool null = i % 7 == 0;
        if (candid->ints[row] != expected.candidate.key.id || object->textAt(row) != expected.candidate.object)
            return "own columns, row " + std::to_string(row);
        for (const auto& column : { drb, fid, magpsf, rcid, good })
            if (column->rows != table.rows() || column->isValid(row) == null)
                return "null, row " + std::to_string(row);
        if (!null
            && (drb->floats[row] != static_cast<float>(i) / 2 || fid->ints[row] != i * 3
                || magpsf->doubles[row] != static_cast<double>(i) / 3
                || rcid->textAt(row) != "text " + std::to_string(i) || (good->bools[row] != 0) != (i % 2 == 0)))
            return "values, row " + std::to_string(row);
    }
    return {};
}

/// One candidate with these fields.
void addOne(CatalogueWriter& writer, std::int64_t number, const data::Fields& fields)
{
    const SyntheticCandidate candidate(number, 100);
    data::ColumnBatch batch;
    for (const auto& [name, value] : fields) {
        const auto type = std::holds_alternative<std::string>(value) ? Column::Type::Text
            : std::holds_alternative<std::int64_t>(value)            ? Column::Type::Int64
                                                                     : Column::Type::Float64;
        batch.at(batch.column(name, type)).append(value);
    }
    batch.endRow();
    const auto one = candidate.asNew(writer.schema("s").value());
    QCOMPARE(writer.add({ &one, 1 }, &batch).value().added, 1);
}

std::shared_ptr<const ProjectTable> open(const Project& project, const std::string& user = "ada")
{
    return ProjectTable::open(project, { user, "real-bogus", { { "default", "braai:d6" } } }).value();
}

LabelEvent labelOfRow(std::int64_t number, const std::string& label, const std::string& user = "ada")
{
    return labelOf(SyntheticCandidate(number, 1).candidate.key.id, label, user);
}

} // namespace

void TestProjectTable::columnsHoldWhatWasIngested()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        VERIFY_RESULT(addWithFields(*writer, 0, 1000));
        QCOMPARE(firstDifference(*open(t.project)), std::string()); // while the ingest still runs
    }
    const auto table = open(t.project);
    QCOMPARE(table->rows(), 1000u);
    QVERIFY(table->isComplete());
    QCOMPARE(firstDifference(*table), std::string());
    const auto names = table->columnNames();
    QCOMPARE(names.front(), std::string("drb"));
    QVERIFY(std::ranges::find(names, "night") != names.end());
}

void TestProjectTable::knownCandidatesLeaveNoRow()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 100));
    QCOMPARE(addWithFields(*writer, 50, 150).value().added, 50);
    QCOMPARE(addWithFields(*writer, 50, 150).value().added, 0);
    const auto table = open(t.project);
    QCOMPARE(table->rows(), 150u);
    QCOMPARE(firstDifference(*table), std::string());
}

void TestProjectTable::aNewColumnIsNullBefore()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    addOne(*writer, 0, { { "a", std::int64_t(1) } });
    addOne(*writer, 1, { { "a", std::int64_t(2) }, { "b", std::string("x") }, { "c", 0.5 } });
    const auto table = open(t.project);
    QVERIFY(!table->column("b").value()->isValid(0));
    QVERIFY(!table->column("c").value()->isValid(0));
    QCOMPARE(textAt(*table, "b", 1), std::string("x"));
    QCOMPARE(table->column("c").value()->doubles[1], 0.5);
}

void TestProjectTable::aColumnThatIsMissingIsNull()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    addOne(*writer, 0, { { "a", std::int64_t(1) }, { "b", std::string("x") } });
    addOne(*writer, 1, {});
    addOne(*writer, 2, { { "a", std::int64_t(3) }, { "b", std::string("z") } });
    const auto table = open(t.project);
    QVERIFY(!table->column("a").value()->isValid(1));
    QCOMPARE(table->column("a").value()->ints[2], 3);
    QCOMPARE(textAt(*table, "b", 0) + textAt(*table, "b", 1) + textAt(*table, "b", 2), std::string("xnonez"));
}

void TestProjectTable::aColumnGrowsIntoAWiderType()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    addOne(*writer, 0, { { "a", std::int64_t(1) } });
    const auto before = open(t.project);
    const auto narrow = before->column("a").value();
    addOne(*writer, 1, { { "a", 0.25 } });
    addOne(*writer, 2, { { "a", std::int64_t(7) } }); // narrower than the column now
    auto table = open(t.project);
    QCOMPARE(table->column("a").value()->type, Column::Type::Float64);
    QCOMPARE(table->column("a").value()->doubles[0], 1.);
    QCOMPARE(table->column("a").value()->doubles[2], 7.);
    addOne(*writer, 3, { { "a", std::string("many") } });
    table = open(t.project);
    QCOMPARE(textAt(*table, "a", 1), std::string("0.25"));
    QCOMPARE(textAt(*table, "a", 3), std::string("many"));
    QCOMPARE(narrow->ints[0], 1); // who has the old one keeps it
}

void TestProjectTable::theSurveysPositionStandsAndOursFillsIn()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    addOne(*writer, 0, { { "ra", 12.5 }, { "candid", std::int64_t(5) }, { "mag", 3. } });
    addOne(*writer, 1, {});
    const auto table = open(t.project);
    QCOMPARE(table->column("ra").value()->doubles[0], 12.5);
    QCOMPARE(table->column("ra").value()->doubles[1], 1.); // the candidate's own
    QCOMPARE(table->column("candid").value()->ints[0], SyntheticCandidate(0, 1).candidate.key.id);
    QCOMPARE(table->column("mag").value()->floats[0], 18.5F);
    const auto names = table->columnNames();
    QCOMPARE(std::ranges::count(names, "ra"), 1);
}

void TestProjectTable::nightsAreOfTheSurveysSite()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    const auto schema = writer->schema("s").value();
    std::vector<SyntheticCandidate> candidates;
    const auto add = [&](data::Survey survey, double jd) {
        auto& candidate = candidates.emplace_back(static_cast<std::int64_t>(candidates.size()), 10).candidate;
        candidate.key.survey = survey;
        candidate.jd = jd;
    };
    // 2024-03-10 19:30 UTC is before noon at Palomar (11:43) and after it on Cerro Pachon (14:47).
    add(data::Survey::Ztf, 2460380.3125);
    add(data::Survey::Lsst, 2460380.3125);
    add(data::Survey::Ztf, std::nan(""));
    std::vector<NewCandidate> batch;
    data::ColumnBatch none;
    for (const auto& candidate : candidates) {
        batch.push_back(candidate.asNew(schema));
        none.endRow();
    }
    QVERIFY(writer->add(batch, &none));
    const auto table = open(t.project);
    QCOMPARE(textAt(*table, "night", 0), std::string("2024-03-09"));
    QCOMPARE(textAt(*table, "night", 1), std::string("2024-03-10"));
    QCOMPARE(textAt(*table, "night", 2), std::string("none"));
    QCOMPARE(textAt(*table, "survey", 1), std::string("lsst"));
    QVERIFY(!table->column("jd").value()->isValid(2));
}

void TestProjectTable::manyBatchesOfEveryLength()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    std::int64_t end = 0;
    for (const int length : { 1, 62, 1, 1, 63, 64, 65, 128, 7, 200, 1, 127 }) {
        VERIFY_RESULT(addWithFields(*writer, end, end + length));
        end += length;
        QCOMPARE(firstDifference(*open(t.project)), std::string());
    }
    QCOMPARE(open(t.project)->rows(), static_cast<std::size_t>(end));
}

void TestProjectTable::deletedColumnsAreMadeAgain()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        VERIFY_RESULT(addWithFields(*writer, 0, 5000));
    }
    const auto decode = [](const StoredCandidate& stored, const std::string& schema, std::span<const std::byte> bytes,
                            data::ColumnBatch& batch) -> Result<void> {
        if (schema != "s" || bytes.size() != 10 || stored.row == 77)
            return fail(Error::Code::Malformed, "not ours");
        const auto i = stored.row;
        if (i % 7 == 0)
            return {};
        batch.at(batch.column("drb", Column::Type::Float32)).append(static_cast<float>(i) / 2);
        batch.at(batch.column("fid", Column::Type::Int64)).append(i * 3);
        batch.at(batch.column("magpsf", Column::Type::Float64)).append(static_cast<double>(i) / 3);
        batch.at(batch.column("rcid", Column::Type::Text)).append(data::FieldValue("text " + std::to_string(i)));
        batch.at(batch.column("good", Column::Type::Bool)).append(i % 2 == 0);
        return {};
    };
    for (const char* gone : { "derived.sqlite", "derived" }) {
        std::filesystem::remove_all(t.project.folder / gone);
        QCOMPARE(open(t.project)->rows(), 0u);
        QVERIFY(!open(t.project)->isComplete());
        auto writer = CatalogueWriter::open(t.project).value();
        QVERIFY(!writer->columnsAreComplete().value());
        VERIFY_RESULT(addWithFields(*writer, writer->rows(), writer->rows() + 10)); // an ingest goes on all the same
        Progress progress;
        VERIFY_RESULT(writer->completeColumns(decode, {}, &progress));
        QVERIFY(writer->columnsAreComplete().value());
        QCOMPARE(progress.done.load(), static_cast<std::uint64_t>(writer->rows()));
        QCOMPARE(progress.bad.load(), 1u); // row 77: a null row, which is a multiple of 7
        const auto table = open(t.project);
        QCOMPARE(table->rows(), static_cast<std::size_t>(writer->rows()));
        QCOMPARE(firstDifference(*table), std::string());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(writer->completeColumns(decode, stop.get_token())); // nothing to do
    }
}

void TestProjectTable::columnsOfAFailedBatchAreWrittenOver()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        VERIFY_RESULT(addWithFields(*writer, 0, 100));
    }
    { // as if the catalogue's commit had failed, or the program had been killed before it
        auto files = ColumnFiles::open(t.project).value();
        data::ColumnBuilder drb(Column::Type::Float32), text(Column::Type::Text), fid(Column::Type::Int64);
        for (int i = 0; i < 300; ++i) {
            drb.append(-1.F);
            text.append("wrong and longer than it should be");
            fid.append(std::int64_t(-1));
        }
        const std::vector<IncomingColumn> columns{ { "drb", drb.view() }, { "rcid", text.view() },
            { "fid", fid.view() } };
        QVERIFY(files.append(100, 300, columns));
        QCOMPARE(files.rows().value(), 400);
    }
    QCOMPARE(open(t.project)->rows(), 100u);
    QCOMPARE(firstDifference(*open(t.project)), std::string());
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 100, 150));
    addOne(*writer, 150, {}); // the columns it does not give must not show what was there
    const auto table = open(t.project);
    QCOMPARE(table->rows(), 151u);
    QVERIFY(!table->column("drb").value()->isValid(150));
    QCOMPARE(textAt(*table, "rcid", 150), std::string("none"));
    QCOMPARE(textAt(*table, "rcid", 149), std::string("text 149"));
}

void TestProjectTable::damagedColumnsSaySo_data()
{
    QTest::addColumn<QByteArray>("damage");
    for (const char* damage : { "short", "gone", "offsets", "type" })
        QTest::newRow(damage) << QByteArray(damage);
}

void TestProjectTable::damagedColumnsSaySo()
{
    QFETCH(QByteArray, damage);
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        VERIFY_RESULT(addWithFields(*writer, 0, 1000));
    }
    for (const auto& entry : std::filesystem::directory_iterator(t.project.columns())) {
        if (damage == "short")
            std::filesystem::resize_file(entry.path(), 40);
        else if (damage == "gone")
            std::filesystem::remove(entry.path());
        else if (damage == "offsets" && entry.path().extension() == ".offsets") {
            std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(4000);
            file.write("\xff\xff\xff\xff\xff\xff\xff\x7f", 8);
        }
    }
    if (damage == "type") {
        auto derived = openDerived(t.project).value();
        QVERIFY(derived.execute("UPDATE columns SET type = 77"));
    }
    const auto table = open(t.project);
    for (const auto& name : { "rcid", "drb", "fid", "good", "label", "seen" }) {
        const auto column = table->column(name);
        if (damage == "offsets" && name != std::string("rcid")
            && std::string("label seen").find(name) == std::string::npos)
            QVERIFY(column);
        else if (column)
            QCOMPARE((*column)->rows, 1000u);
        else
            QVERIFY2(!column.error().message.empty() && column.error().message.find("derived") != std::string::npos,
                column.error().message.c_str());
    }
    QVERIFY(!table->column("rcid"));
}

void TestProjectTable::labelsFollowEventsAndUndo()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 100));
    auto labels = LabelStore::open(t.project).value();
    auto table = open(t.project);
    QCOMPARE(textAt(*table, "label", 5), std::string("none"));
    QVERIFY(labels->add(labelOfRow(5, "real")));
    QVERIFY(labels->add(labelOfRow(6, "bogus", "bob")));
    QCOMPARE(textAt(*table, "label", 5), std::string("none")); // a snapshot
    table = table->refreshed().value();
    QCOMPARE(textAt(*table, "label", 5), std::string("real"));
    QCOMPARE(textAt(*table, "label.ada", 5), std::string("real"));
    QCOMPARE(textAt(*table, "label.bob", 6), std::string("bogus"));
    QCOMPARE(textAt(*table, "label.real-bogus.bob", 6), std::string("bogus"));
    QCOMPARE(textAt(*table, "label", 6), std::string("none"));
    QVERIFY(labels->add(labelOfRow(5, "bogus")));
    table = table->refreshed().value();
    QCOMPARE(textAt(*table, "label", 5), std::string("bogus"));
    QVERIFY(labels->undo("ada"));
    table = table->refreshed().value();
    QCOMPARE(textAt(*table, "label", 5), std::string("real"));
    table = table->refreshed(TableView{ "bob", "real-bogus", {} }).value();
    QCOMPARE(textAt(*table, "label", 6), std::string("bogus"));
    // One that was given earlier elsewhere does not count as the latest.
    auto earlier = labelOfRow(5, "old");
    earlier.timeUs = 1;
    QVERIFY(labels->import({ &earlier, 1 }));
    QCOMPARE(textAt(*open(t.project), "label", 5), std::string("real"));
    QVERIFY(labels->setActiveScheme("real-bogus"));
    QCOMPARE(textAt(*ProjectTable::open(t.project, { "ada", "", {} }).value(), "label", 5), std::string("real"));
}

void TestProjectTable::labelsOfCandidatesThatComeLaterAppear()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 10));
    auto labels = LabelStore::open(t.project).value();
    QVERIFY(labels->add(labelOfRow(15, "real")));
    const SeenEvent seen{ 0, labelOfRow(15, "").candidate, "ada", 0, {} };
    QVERIFY(labels->addSeen({ &seen, 1 }));
    auto table = open(t.project);
    QCOMPARE(textAt(*table, "label", 5), std::string("none"));
    QCOMPARE(table->column("seen").value()->bools[5], 0);
    VERIFY_RESULT(addWithFields(*writer, 10, 20));
    table = table->refreshed().value();
    QCOMPARE(textAt(*table, "label", 15), std::string("real"));
    QCOMPARE(table->column("seen").value()->bools[15], 1);
}

void TestProjectTable::seenAndFlagged()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 10));
    auto labels = LabelStore::open(t.project).value();
    auto flag = labelOfRow(3, "");
    flag.kind = EventKind::Flag;
    flag.scheme.clear();
    QVERIFY(labels->add(flag));
    const SeenEvent seen{ 0, labelOfRow(4, "").candidate, "ada", 0, 1.5 };
    QVERIFY(labels->addSeen({ &seen, 1 }));
    auto table = open(t.project);
    QCOMPARE(table->column("flag").value()->bools[3], 1);
    QCOMPARE(table->column("flag").value()->bools[4], 0);
    QCOMPARE(table->column("seen").value()->bools[4], 1);
    QCOMPARE(open(t.project, "bob")->column("seen").value()->bools[4], 0);
    flag.kind = EventKind::Unflag;
    QVERIFY(labels->add(flag));
    table = table->refreshed().value();
    QCOMPARE(table->column("flag").value()->bools[3], 0);
    QVERIFY(labels->undo("ada"));
    table = table->refreshed().value();
    QCOMPARE(table->column("flag").value()->bools[3], 1);
}

void TestProjectTable::notesAreFoundByAFilter()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 10));
    auto labels = LabelStore::open(t.project).value();
    const auto say = [&](std::int64_t row, const std::string& words) {
        auto note = labelOfRow(row, "");
        note.kind = EventKind::Note;
        note.scheme.clear();
        note.note = words;
        return labels->add(note).has_value();
    };
    QVERIFY(say(2, "double host?") && say(5, "first words") && say(5, "no host") && say(7, "host") && say(7, ""));
    const auto table = open(t.project);
    const auto passed = [&](const char* words) {
        return data::Filter::parse(words, *table).value().rows(*table).value();
    };
    QCOMPARE(passed("note like '%host%'"), (std::vector<data::Row>{ 2, 5 }));
    QCOMPARE(passed("note is none").size(), 8u);
    QCOMPARE(open(t.project, "bob")->column("note").value()->isValid(2), false);
}

void TestProjectTable::scoresAndUncertainty()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 10));
    auto scores = ScoreStore::open(t.project).value();
    const std::vector<std::string> two{ "bogus", "real" }, one{ "real" };
    const auto braai = scores->model("braai", "d6", two).value();
    const auto single = scores->model("single", "1", one).value();
    const std::vector<data::Row> rows{ 2, 4 };
    QVERIFY(scores->put(braai, rows, std::vector<float>{ 0.25F, 0.75F, 1.F, 0.F }));
    QVERIFY(scores->put(single, rows, std::vector<float>{ 0.75F, 0.F }));
    const auto table = open(t.project);
    for (const auto& name : { "score.braai.real", "score.braai:d6.real", "score.default.real" }) {
        const auto column = table->column(name).value();
        QVERIFY(column->isValid(2) && !column->isValid(3));
        QCOMPARE(column->floats[2], 0.75F);
    }
    const float expected = -0.25F * std::log(0.25F) - 0.75F * std::log(0.75F);
    for (const auto& name : { "uncertainty.braai", "uncertainty.single" }) {
        const auto column = table->column(name).value();
        QVERIFY(std::abs(column->floats[2] - expected) < 1e-6F);
        QCOMPARE(column->floats[4], 0.F);
        QVERIFY(!column->isValid(0));
    }
    QVERIFY(scores->put(braai, std::vector<data::Row>{ 3, 2, 25 }, std::vector<float>{ 1, 0, .5, .5, 0, 1 }));
    QCOMPARE(table->column("score.braai.real").value()->floats[2], 0.75F);
    auto next = table->refreshed().value();
    QCOMPARE(next->column("score.braai.real").value()->floats[2], 0.5F);
    QVERIFY(next->column("score.braai.real").value()->isValid(3));
    VERIFY_RESULT(addWithFields(*writer, 10, 30));
    next = next->refreshed().value();
    QCOMPARE(next->column("score.braai.real").value()->floats[25], 1.F); // scored before the table knew of it
    QVERIFY(!next->column("score.braai.real").value()->isValid(24));
}

void TestProjectTable::anOlderTableKeepsItsRows()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 70));
    const auto before = open(t.project);
    QCOMPARE(before->column("fid").value()->rows, 70u);
    VERIFY_RESULT(addWithFields(*writer, 70, 200));
    auto labels = LabelStore::open(t.project).value();
    QVERIFY(labels->add(labelOfRow(100, "real")));
    const auto after = before->refreshed().value();
    QCOMPARE(textAt(*after, "label", 100), std::string("real"));
    QCOMPARE(after->column("seen").value()->rows, 200u);
    QCOMPARE(before->column("label").value()->rows, 70u);
    QCOMPARE(before->column("label").value()->offsets.size(), 71u);
    QCOMPARE(before->column("seen").value()->bools.size(), 70u);
    QCOMPARE(firstDifference(*before), std::string());
    QCOMPARE(firstDifference(*after), std::string());
}

void TestProjectTable::unknownNamesAreRefused()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 10));
    const auto table = open(t.project);
    const auto column = table->column("drbb");
    QCOMPARE(column.error().code, Error::Code::NotFound);
    QVERIFY(column.error().remedy.find("drb") != std::string::npos);
    QCOMPARE(table->column("label.eve").error().code, Error::Code::NotFound);
    QCOMPARE(table->column("score.none.real").error().code, Error::Code::NotFound);
    const TemporaryProject empty;
    QCOMPARE(open(empty.project)->rows(), 0u);
    QCOMPARE(open(empty.project)->column("label").value()->rows, 0u);
}

void TestProjectTable::readOnlyProjectsHaveATable()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        VERIFY_RESULT(addWithFields(*writer, 0, 100));
    }
    const auto readOnly = Project::open(t.project.folder, Mode::ReadOnly).value();
    QCOMPARE(firstDifference(*open(readOnly)), std::string());
    QCOMPARE(CatalogueWriter::open(readOnly).error().code, Error::Code::ReadOnly);
}

void TestProjectTable::manyThreadsReadWhileLabelsAreGiven()
{
    const TemporaryProject t;
    auto writer = CatalogueWriter::open(t.project).value();
    VERIFY_RESULT(addWithFields(*writer, 0, 500));
    auto labels = LabelStore::open(t.project).value();
    const auto first = open(t.project);
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> readers;
        for (int i = 0; i < 4; ++i)
            readers.push_back(startThread("reader", [&](std::stop_token stop) {
                auto table = first;
                while (!stop.stop_requested()) {
                    for (const char* name : { "label", "drb", "rcid", "seen", "flag" })
                        wrong += table->column(name).value()->rows != table->rows();
                    table = table->refreshed().value();
                }
            }));
        for (int i = 0; i < 50; ++i)
            wrong += !labels->add(labelOfRow(i, "real"));
        wrong += !addWithFields(*writer, 500, 600);
    }
    QCOMPARE(wrong.load(), 0);
    const auto table = first->refreshed().value();
    QCOMPARE(textAt(*table, "label", 49), std::string("real"));
}

QTEST_APPLESS_MAIN(TestProjectTable)
#include "tst_project_table.moc"
