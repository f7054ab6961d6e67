#include "core/data/memory_table.h"

#include <QTest>

using namespace vetrina;
using namespace vetrina::data;

class TestColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsValuesAndNulls();
    void widensRatherThanLose();
    void fillsWhatARowLeavesOut();
    void namesTheNearestColumn();
};

void TestColumns::keepsValuesAndNulls()
{
    for (const std::size_t firstNull : { 0u, 1u, 63u, 64u, 65u, 200u }) {
        ColumnBuilder builder(Column::Type::Int64);
        for (std::size_t row = 0; row < 300; ++row)
            row >= firstNull&& row % 2 == firstNull % 2 ? builder.appendNull() : builder.append(std::int64_t(row));
        const auto column = builder.finish();
        QCOMPARE(column->rows, 300u);
        for (std::size_t row = 0; row < 300; ++row) {
            QCOMPARE(column->isValid(row), !(row >= firstNull && row % 2 == firstNull % 2));
            if (column->isValid(row))
                QCOMPARE(column->ints[row], std::int64_t(row));
        }
    }
}

void TestColumns::widensRatherThanLose()
{
    using Type = Column::Type;
    ColumnBuilder builder(Type::Bool);
    builder.append(true);
    builder.appendNull();
    builder.append(std::int64_t(7));
    QCOMPARE(builder.type(), Type::Int64);
    builder.append(0.5f);
    QCOMPARE(builder.type(), Type::Float64);
    QCOMPARE(builder.view().doubles[2], 7.0);
    builder.append("x");
    const auto column = builder.finish();
    QCOMPARE(column->type, Type::Text);
    QCOMPARE(column->textAt(0), "1");
    QVERIFY(!column->isValid(1));
    QCOMPARE(column->textAt(2), "7");
    QCOMPARE(column->textAt(3), "0.5");
    QCOMPARE(column->textAt(4), "x");

    ColumnBuilder single(Type::Float32);
    single.append(0.1f);
    single.append(0.25);
    QCOMPARE(single.finish()->doubles[0], double(0.1f));
}

void TestColumns::fillsWhatARowLeavesOut()
{
    ColumnBatch batch;
    batch.at(batch.column("a", Column::Type::Float64)).append(1.0);
    batch.endRow();
    batch.at(batch.column("b", Column::Type::Text)).append("x");
    batch.endRow();
    const MemoryTable table(std::move(batch));
    QCOMPARE(table.rows(), 2u);
    QVERIFY(table.columnNames() == std::vector<std::string>({ "a", "b" }));
    const auto a = *table.column("a"), b = *table.column("b");
    QVERIFY(a->isValid(0) && !a->isValid(1));
    QVERIFY(!b->isValid(0) && b->isValid(1));
    QCOMPARE(b->textAt(1), "x");
    QCOMPARE(*table.columnType("b"), Column::Type::Text);
    const auto empty = ColumnBuilder(Column::Type::Text).finish();
    QCOMPARE(empty->offsets.size(), 1u);
}

void TestColumns::namesTheNearestColumn()
{
    MemoryTable table(1);
    for (const char* name : { "magpsf", "sigmapsf", "drb" })
        table.add(name, std::vector<double>{ 1 });
    const auto missing = table.column("magpfs");
    QCOMPARE(missing.error().code, Error::Code::NotFound);
    QCOMPARE(missing.error().remedy, "Did you mean 'magpsf'?");
}

QTEST_APPLESS_MAIN(TestColumns)
#include "tst_columns.moc"
