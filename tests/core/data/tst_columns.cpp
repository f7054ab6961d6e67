#include "core/data/memory_table.h"

#include <QTest>

using namespace vetrina;
using namespace vetrina::data;

class TestColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsValuesAndNulls();
    void appendsOtherColumns();
    void appendsRowsOfOtherBatches();
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

void TestColumns::appendsOtherColumns()
{
    using Type = Column::Type;
    for (const auto type : { Type::Bool, Type::Int64, Type::Float32, Type::Float64, Type::Text })
        for (const auto into : { type, Type::Text })
            for (const std::size_t nullsOf : { 0u, 3u, 1u }) { // no nulls, some, all
                const auto fill = [&](ColumnBuilder& builder, std::size_t first, std::size_t last) {
                    for (auto row = first; row < last; ++row) {
                        if (nullsOf && row % nullsOf == 0)
                            builder.appendNull();
                        else if (type == Type::Bool)
                            builder.append(row % 2 == 0);
                        else if (type == Type::Int64)
                            builder.append(std::int64_t(row) - 50);
                        else if (type == Type::Float32)
                            builder.append(float(row) + 0.5f);
                        else if (type == Type::Float64)
                            builder.append(double(row) * 0.1);
                        else
                            builder.append(std::string(row % 5, 'x') + std::to_string(row));
                    }
                };
                ColumnBuilder whole(into), joined(into), part(type);
                fill(whole, 0, 200);
                fill(joined, 0, 70);
                fill(part, 70, 150);
                joined.append(*part.finish());
                fill(part, 150, 200);
                joined.append(part.view());
                const auto a = whole.finish(), b = joined.finish();
                QCOMPARE(b->rows, a->rows);
                QCOMPARE(b->type, a->type);
                for (std::size_t row = 0; row < a->rows; ++row) {
                    ColumnBuilder x(Type::Text), y(Type::Text);
                    x.append(*a, row);
                    y.append(*b, row);
                    QCOMPARE(y.view().isValid(0), x.view().isValid(0));
                    QCOMPARE(y.view().textAt(0), x.view().textAt(0));
                }
            }
}

void TestColumns::appendsRowsOfOtherBatches()
{
    ColumnBatch all, one, two;
    one.at(one.column("a", Column::Type::Int64)).append(std::int64_t(1));
    one.endRow();
    one.at(one.column("b", Column::Type::Text)).append("second");
    one.endRow();
    two.at(two.column("c", Column::Type::Float64)).append(0.5);
    two.at(two.column("a", Column::Type::Float64)).append(2.5); // wider than before
    two.endRow();
    const std::size_t both[] = { 0, 1 }, turned[] = { 1, 0 }, last[] = { 0 };
    all.append(one, both);
    all.append(two, last);
    all.append(one, turned);
    all.append(one, {});
    QCOMPARE(all.rows(), 5u);
    const auto a = all.at(all.column("a", Column::Type::Float64)).view(),
               b = all.at(all.column("b", Column::Type::Text)).view(),
               c = all.at(all.column("c", Column::Type::Float64)).view();
    const auto valid = [](const Column& column) {
        std::string bits;
        for (std::size_t row = 0; row < column.rows; ++row)
            bits += column.isValid(row) ? '1' : '0';
        return bits;
    };
    QCOMPARE(valid(a), "10101");
    QCOMPARE(valid(b), "01010");
    QCOMPARE(valid(c), "00100");
    QCOMPARE(a.doubles[0] + 10 * a.doubles[2] + 100 * a.doubles[4], 126.0);
    QCOMPARE(b.textAt(1), "second");
    QCOMPARE(b.textAt(3), "second");
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
