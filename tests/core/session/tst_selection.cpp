#include "core/data/filter.h"
#include "core/session/candidates.h"
#include "core/session/queue.h"
#include "core/session/selection.h"
#include "tests/core/session/small_night.h"

#include "core/session/filters.h"
#include "core/session/ingest.h"

using namespace vetrina;
using session::Selection;

namespace {

/// A table of nothing but rows.
class Rows : public data::Table {
public:
    explicit Rows(std::size_t count)
        : m_count(count)
    {
    }
    std::size_t rows() const override { return m_count; }
    std::vector<std::string> columnNames() const override { return {}; }
    Result<std::shared_ptr<const data::Column>> column(const std::string& name) const override
    {
        return fail(Error::Code::NotFound, "there is no column '" + name + "'");
    }
    std::size_t m_count;
};

} // namespace

/// What is selected on the map, as a column of the project's table.
class TestSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoNeverSelectsHasNoSuchColumn();
    void theColumnHoldsForExactlyTheSelectedOnes();
    void anotherSelectionIsAnotherColumn();
    void aRowBeyondTheTableIsLeftOut();
    void theQueueAndTheFiltersOfAProjectKnowIt();
};

void TestSelection::whoNeverSelectsHasNoSuchColumn()
{
    const auto table = std::make_shared<const Rows>(5);
    Selection selection;
    QCOMPARE(selection.on(table), table);
    QVERIFY(!data::Filter::parse("selected", *selection.on(table)));
    selection.set({});
    QVERIFY(data::Filter::parse("selected", *selection.on(table)));
}

void TestSelection::theColumnHoldsForExactlyTheSelectedOnes()
{
    const auto table = std::make_shared<const Rows>(10);
    Selection selection;
    selection.set({ 7, 2, 2, 3 });
    QCOMPARE(*selection.rows(), std::vector<data::Row>({ 2, 3, 7 }));
    const auto selected = selection.on(table);
    QCOMPARE(selected->columnNames(), std::vector<std::string>({ "selected" }));
    const auto yes = data::Filter::parse("selected", *selected), no = data::Filter::parse("not selected", *selected);
    QVERIFY(yes && no);
    QCOMPARE(*yes->rows(*selected), std::vector<data::Row>({ 2, 3, 7 }));
    QCOMPARE(*no->rows(*selected), std::vector<data::Row>({ 0, 1, 4, 5, 6, 8, 9 }));
}

void TestSelection::anotherSelectionIsAnotherColumn()
{
    const auto table = std::make_shared<const Rows>(4);
    Selection selection;
    selection.set({ 1 });
    const auto before = selection.on(table);
    QCOMPARE(selection.on(table), before); // what stands on it need not be made again
    selection.set({ 2 });
    const auto after = selection.on(table);
    const auto filter = data::Filter::parse("selected", *after);
    QVERIFY(filter);
    QCOMPARE(*filter->rows(*after), std::vector<data::Row>({ 2 }));
    QCOMPARE(*filter->rows(*before), std::vector<data::Row>({ 1 })); // a snapshot stays what it was
}

void TestSelection::aRowBeyondTheTableIsLeftOut()
{
    Selection selection;
    selection.set({ -1, 2, 400 });
    const auto table = selection.on(std::make_shared<const Rows>(3));
    const auto filter = data::Filter::parse("selected", *table);
    QVERIFY(filter);
    QCOMPARE(*filter->rows(*table), std::vector<data::Row>({ 2 }));
}

void TestSelection::theQueueAndTheFiltersOfAProjectKnowIt()
{
    SmallNight night;
    const auto packets = night.file("packets/night.avro", smallContainer(0, 30));
    auto session = night.open();
    QVERIFY(session);
    Progress progress;
    VERIFY_RESULT(session->ingest().run({ packets }, {}, progress));
    session->selection().set({ 4, 11, 25 });
    session::QueueRequest request;
    request.order = session::QueueRequest::Order::Arrival;
    request.filter = "selected and candid > 1005";
    QCOMPARE(session->queue().rows(request).value(), std::vector<data::Row>({ 11, 25 }));
    QCOMPARE(session->filters().count("not selected").value(), std::size_t(27));
    const auto words = session->filters().words();
    QVERIFY(words);
    QVERIFY((*words)->columnType("selected"));
}

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"
