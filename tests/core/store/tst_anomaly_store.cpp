#include "core/data/column_builder.h"
#include "core/data/filter.h"
#include "core/data/sort.h"
#include "core/store/anomaly_columns.h"
#include "core/store/project_table.h"
#include "store_test.h"

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

using namespace vetrina;
using namespace vetrina::store;

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

std::span<const std::byte> bytesOf(std::string_view text) { return asBytes(text); }

/// A project of so many candidates, of which 2,000 are of a night.
void fill(const Project& project, std::int64_t candidates)
{
    auto writer = CatalogueWriter::open(project).value();
    const auto schema = writer->schema("{}").value();
    std::vector<SyntheticCandidate> made;
    std::vector<NewCandidate> incoming;
    for (std::int64_t i = 0; i < candidates; ++i) {
        made.emplace_back(i, 10);
        made.back().candidate.jd = 2459000.8 + static_cast<double>(i / 2000);
    }
    data::ColumnBatch fields;
    const auto field = fields.column("drb", data::Column::Type::Float32);
    for (const auto& one : made) {
        incoming.push_back(one.asNew(schema));
        fields.at(field).append(0.5F);
        fields.endRow();
    }
    QVERIFY(writer->add(incoming, &fields));
}

} // namespace

class TestAnomalyStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesReadBack();
    void aRunTakesThePlaceOfTheOneBefore();
    void whatIsNewIsFound();
    void valuesOfARunThatIsGoneAreRefused();
    void rowsThatMakeNoSenseAreRefused();
    void percentilesAreOfTheNight();
    void columnsAreFilteredAndSorted();
    void anOlderTableKeepsItsValues();
    void theFileMayBeDeleted();
};

void TestAnomalyStore::valuesReadBack()
{
    const TemporaryProject t;
    auto store = AnomalyStore::open(t.project).value();
    const std::vector<data::Row> rows{ 5, 3, 100'000 };
    const std::vector<float> values{ 0.5F, 0.25F, 0.75F };
    const auto id = store->replace("forest", "{\"seed\":1}", bytesOf("state"), rows, values).value();
    QCOMPARE(store->get(id, 5).value(), std::optional(0.5F));
    QCOMPARE(store->get(id, 100'000).value(), std::optional(0.75F));
    for (const data::Row row : { 4, 6, 99'999, 100'001, 5'000'000, -1 })
        QVERIFY(!store->get(id, row).value());
    QCOMPARE(asText(store->state(id).value()), std::string_view("state"));
    const auto found = store->find("forest").value();
    QCOMPARE(found.id, id);
    QCOMPARE(found.recipe, std::string("{\"seed\":1}"));
    QCOMPARE(store->find("knn").error().code, Error::Code::NotFound);
    QVERIFY(store->remove(id));
    QVERIFY(store->scorers().value().empty());
    QVERIFY(!store->get(id, 5).value());
}

void TestAnomalyStore::aRunTakesThePlaceOfTheOneBefore()
{
    const TemporaryProject t;
    auto store = AnomalyStore::open(t.project).value();
    const std::vector<data::Row> rows{ 1, 2 };
    const std::vector<float> values{ 0.5F, 0.25F };
    const auto first = store->replace("forest", "1", {}, rows, values).value();
    const auto other = store->replace("knn", "1", {}, rows, values).value();
    const auto second = store->replace("forest", "2", {}, std::span(rows).first(1), std::span(values).first(1)).value();
    QVERIFY(second != first);
    QVERIFY(!store->get(first, 1).value());
    QVERIFY(!store->get(second, 2).value());
    QCOMPARE(store->get(other, 2).value(), std::optional(0.25F));
    QCOMPARE(store->find("forest").value().recipe, std::string("2"));
    QCOMPARE(store->scorers().value().size(), 2u);
}

void TestAnomalyStore::whatIsNewIsFound()
{
    const TemporaryProject t;
    auto store = AnomalyStore::open(t.project).value();
    const std::vector<data::Row> rows{ 0, 9000 };
    const std::vector<float> values{ 1, 2 };
    const auto id = store->replace("knn", "", {}, rows, values).value();
    std::map<data::Row, float> seen;
    const auto collect = [&](data::Row first, std::span<const float> numbers) {
        for (std::size_t i = 0; i < numbers.size(); ++i)
            if (!std::isnan(numbers[i]))
                seen[first + static_cast<data::Row>(i)] = numbers[i];
    };
    const auto change = store->forEachSince(id, 0, collect).value();
    QCOMPARE(seen, (std::map<data::Row, float>{ { 0, 1.F }, { 9000, 2.F } }));
    seen.clear();
    QCOMPARE(store->forEachSince(id, change, collect).value(), change);
    QVERIFY(seen.empty());
    const std::vector<data::Row> later{ 9001 };
    const std::vector<float> value{ 3 };
    QVERIFY(store->put(id, later, value));
    QVERIFY(store->forEachSince(id, change, collect).value() > change);
    QCOMPARE(seen, (std::map<data::Row, float>{ { 9000, 2.F }, { 9001, 3.F } })); // its neighbour again
}

void TestAnomalyStore::valuesOfARunThatIsGoneAreRefused()
{
    const TemporaryProject t;
    auto store = AnomalyStore::open(t.project).value();
    const std::vector<data::Row> rows{ 1 };
    const std::vector<float> values{ 0.5F };
    const auto id = store->replace("forest", "", {}, rows, values).value();
    QVERIFY(store->replace("forest", "", {}, rows, values));
    QCOMPARE(store->put(id, rows, values).error().code, Error::Code::NotFound);
    QCOMPARE(store->state(id).error().code, Error::Code::NotFound);
}

void TestAnomalyStore::rowsThatMakeNoSenseAreRefused()
{
    const TemporaryProject t;
    auto store = AnomalyStore::open(t.project).value();
    const std::vector<data::Row> rows{ 1, -2 };
    const std::vector<float> values{ 0.5F, 0.5F };
    QCOMPARE(store->replace("forest", "", {}, rows, values).error().code, Error::Code::WrongUse);
    QCOMPARE(store->replace("forest", "", {}, rows, std::span(values).first(1)).error().code, Error::Code::WrongUse);
    QVERIFY(store->scorers().value().empty()); // nothing half
}

void TestAnomalyStore::percentilesAreOfTheNight()
{
    const std::vector<float> values{ 3, 1, 2, 2, none, 7, none };
    const std::vector<std::uint32_t> nights{ 0, 0, 0, 0, 0, 1, 2 };
    const auto percent = percentiles(values, nights);
    const std::vector<float> expected{ 100, 25, 75, 75 };
    QCOMPARE(std::vector(percent.begin(), percent.begin() + 4), expected);
    QVERIFY(std::isnan(percent[4]));
    QCOMPARE(percent[5], 100.F);
    QVERIFY(std::isnan(percent[6]));
    QVERIFY(percentiles({}, {}).empty());
}

void TestAnomalyStore::columnsAreFilteredAndSorted()
{
    const TemporaryProject t;
    fill(t.project, 4000); // two nights
    std::vector<data::Row> rows;
    std::vector<float> values;
    for (data::Row row = 0; row < 4000; ++row)
        if (row != 17) {
            rows.push_back(row);
            values.push_back(static_cast<float>(row * 2654435761U % 10007) / 10007 + (row < 2000 ? 0 : 5));
        }
    auto store = AnomalyStore::open(t.project).value();
    QVERIFY(store->replace("forest", "", {}, rows, values));
    const auto table = ProjectTable::open(t.project, { "ada" }).value();
    const auto names = table->columnNames();
    for (const char* name : { "anomaly.forest", "anomaly.forest.percentile" }) {
        QVERIFY(std::ranges::find(names, name) != names.end());
        QCOMPARE(table->columnType(name).value(), data::Column::Type::Float32);
        QVERIFY(!table->column(name).value()->isValid(17));
        QVERIFY(table->column(name).value()->isValid(18));
    }
    QCOMPARE(table->column("anomaly.forest").value()->floats[3], values[3]);
    QVERIFY(!table->column("anomaly.knn"));
    // One in a hundred of each night, though the second is stranger throughout.
    const auto top = data::Filter::parse("anomaly.forest.percentile > 99", *table).value().rows(*table).value();
    QCOMPARE(top.size(), 40u);
    QCOMPARE(std::ranges::count_if(top, [](data::Row row) { return row < 2000; }), 20);
    const auto without = data::Filter::parse("anomaly.forest is none", *table).value().rows(*table).value();
    QCOMPARE(without, (std::vector<data::Row>{ 17 }));
    std::vector<data::Row> all(4000);
    std::iota(all.begin(), all.end(), data::Row(0));
    const std::vector<data::SortKey> keys{ { "anomaly.forest", true } };
    const auto sorted = data::sortedRows(*table, all, keys).value();
    const auto strangest = rows[static_cast<std::size_t>(std::ranges::max_element(values) - values.begin())];
    QCOMPARE(sorted.front(), strangest);
    QCOMPARE(sorted.back(), data::Row(17));
    QCOMPARE(table->column("anomaly.forest.percentile").value()->floats[static_cast<std::size_t>(strangest)], 100.F);
}

void TestAnomalyStore::anOlderTableKeepsItsValues()
{
    const TemporaryProject t;
    fill(t.project, 100);
    auto store = AnomalyStore::open(t.project).value();
    const std::vector<data::Row> rows{ 1, 150 }; // the second comes later
    const std::vector<float> values{ 0.5F, 0.75F };
    const auto id = store->replace("forest", "", {}, rows, values).value();
    const auto table = ProjectTable::open(t.project, { "ada" }).value();
    const auto column = table->column("anomaly.forest").value();
    const auto percent = table->column("anomaly.forest.percentile").value();
    QCOMPARE(column->rows, 100u);
    const std::vector<data::Row> more{ 1, 2 };
    const std::vector<float> newer{ 0.25F, 1.F };
    QVERIFY(store->put(id, more, newer));
    QCOMPARE(column->floats[1], 0.5F); // whoever has it keeps it
    QVERIFY(!column->isValid(2));
    const auto next = table->refreshed().value();
    QCOMPARE(next->column("anomaly.forest").value()->floats[1], 0.25F);
    QCOMPARE(next->column("anomaly.forest.percentile").value()->floats[1], 50.F);
    QCOMPARE(percent->floats[1], 100.F);
    QVERIFY(store->replace("forest", "", {}, more, newer));
    QVERIFY(store->remove(store->find("forest").value().id));
    QVERIFY(!table->refreshed().value()->column("anomaly.forest"));
}

void TestAnomalyStore::theFileMayBeDeleted()
{
    const TemporaryProject t;
    const std::vector<data::Row> rows{ 1 };
    const std::vector<float> values{ 0.5F };
    QVERIFY(AnomalyStore::open(t.project).value()->replace("forest", "", {}, rows, values));
    std::filesystem::remove(t.project.derived());
    QVERIFY(AnomalyStore::open(t.project).value()->scorers().value().empty());
    const Project readOnly = Project::open(t.project.folder, Mode::ReadOnly).value();
    QVERIFY(AnomalyStore::open(readOnly).value()->scorers().value().empty());
}

QTEST_APPLESS_MAIN(TestAnomalyStore)
#include "tst_anomaly_store.moc"
