#include "core/data/memory_table.h"
#include "core/data/sort.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace vetrina;
using namespace vetrina::data;

namespace {

std::vector<Row> allRows(const Table& table)
{
    std::vector<Row> rows(table.rows());
    std::iota(rows.begin(), rows.end(), Row(0));
    return rows;
}

/// The order as the header says it, a pair of rows at a time: below 0 where a stands in front of b.
int order(const Column& column, std::size_t a, std::size_t b, bool descending)
{
    const auto rank = [&](std::size_t row) { // values, NaN, nulls
        if (!column.isValid(row))
            return 2;
        if (column.type == Column::Type::Float32)
            return std::isnan(column.floats[row]) ? 1 : 0;
        if (column.type == Column::Type::Float64)
            return std::isnan(column.doubles[row]) ? 1 : 0;
        return 0;
    };
    if (rank(a) != rank(b))
        return rank(a) - rank(b);
    if (rank(a) != 0)
        return 0;
    const auto by = [&](const auto& x, const auto& y) { return (x < y ? -1 : y < x ? 1 : 0) * (descending ? -1 : 1); };
    switch (column.type) {
    case Column::Type::Bool:
        return by(column.bools[a], column.bools[b]);
    case Column::Type::Int64:
        return by(column.ints[a], column.ints[b]);
    case Column::Type::Float32:
        return by(column.floats[a], column.floats[b]);
    case Column::Type::Float64:
        return by(column.doubles[a], column.doubles[b]);
    case Column::Type::Text:
        return by(column.textAt(a), column.textAt(b));
    }
    return 0;
}

} // namespace

class TestSort : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAStableSortOfPairs_data();
    void agreesWithAStableSortOfPairs();
    void ordersTextsByTheirBytes_data();
    void ordersTextsByTheirBytes();
    void sortsTheRowsItIsGiven();
    void readsKeys_data();
    void readsKeys();
    void refusesWhatTheTableDoesNotHave();
};

void TestSort::agreesWithAStableSortOfPairs_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("keys");
    for (const int rows : { 0, 1, 2, 200, 20000, 120000 })
        for (const char* keys : { "d", "d,desc", "f", "i", "i,desc", "w,desc", "t", "t,desc", "b", "n d", "n,desc t",
                 "b,desc n d,desc", "t n,desc w", "o", "o,desc" })
            QTest::addRow("%d by %s", rows, keys) << rows << keys;
}

void TestSort::agreesWithAStableSortOfPairs()
{
    QFETCH(int, rows);
    QFETCH(QString, keys);
    std::mt19937_64 random(static_cast<unsigned>(rows));
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    const double odd[] = { 0.0, -0.0, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
        std::numeric_limits<double>::quiet_NaN(), 5e-324, -1e308, std::numeric_limits<double>::max() };
    using Type = Column::Type;
    ColumnBatch batch;
    for (int row = 0; row < rows; ++row) {
        const auto put = [&](const char* name, Type type, auto value) {
            auto& column = batch.at(batch.column(name, type));
            below(9) ? column.append(value) : column.appendNull();
        };
        const double d =
            below(5) ? std::ldexp(double(random()), below(200) - 100) * (below(2) ? 1 : -1) : odd[below(8)];
        put("d", Type::Float64, d);
        put("f", Type::Float32, static_cast<float>(d));
        put("i", Type::Int64,
            below(8) ? static_cast<std::int64_t>(random()) : std::numeric_limits<std::int64_t>::min());
        put("w", Type::Int64, static_cast<std::int64_t>(below(1000)));
        put("n", Type::Int64, static_cast<std::int64_t>(below(4)));
        put("b", Type::Bool, below(2) == 1);
        std::string text =
            below(2) ? "ZTF23ab" : "a long beginning that is the same in very many of them, and then some ";
        for (int i = 0, n = below(6); i < n; ++i)
            text += static_cast<char>(below(3) ? 'a' + below(4) : below(256));
        put("t", Type::Text, std::string_view(text));
        put("o", Type::Float64, 1.5);
        batch.endRow();
    }
    for (const char* name : { "d", "f", "i", "w", "n", "b", "t", "o" })
        batch.column(name, Type::Float64);
    const MemoryTable table(std::move(batch));

    std::vector<SortKey> sortKeys;
    for (const QString& key : keys.split(' '))
        sortKeys.push_back(*SortKey::parse(key.toStdString()));
    auto expected = allRows(table);
    std::ranges::stable_sort(expected, [&](Row a, Row b) {
        for (const auto& key : sortKeys)
            if (const int by = order(**table.column(key.column), static_cast<std::size_t>(a),
                    static_cast<std::size_t>(b), key.descending))
                return by < 0;
        return false;
    });
    const auto sorted = sortedRows(table, allRows(table), sortKeys);
    QVERIFY(sorted);
    QVERIFY(*sorted == expected);
}

void TestSort::ordersTextsByTheirBytes_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("rows");
    const char* kinds[] = { "any bytes of any length", "one text", "a common beginning of 300 bytes",
        "beginnings of each other", "zero bytes at the end", "each place another alphabet",
        "differing behind 31, 32 and 33 bytes", "high bytes", "empty or null", "pairs alike in their first 20 bytes" };
    for (int kind = 0; kind < int(std::size(kinds)); ++kind)
        for (const int rows : { 50, 5000, 130000 })
            QTest::addRow("%s, %d", kinds[kind], rows) << kind << rows;
}

void TestSort::ordersTextsByTheirBytes()
{
    QFETCH(int, kind);
    QFETCH(int, rows);
    std::mt19937_64 random(static_cast<unsigned>(kind * 7 + rows));
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    const auto any = [&](int length, int first = 0, int last = 255) {
        std::string text;
        for (int i = 0; i < length; ++i)
            text += static_cast<char>(first + below(last - first + 1));
        return text;
    };
    const std::string twenty = any(20);
    const auto textOf = [&]() -> std::string {
        switch (kind) {
        case 0:
            return any(below(40));
        case 1:
            return "ZTF18aabtxvd";
        case 2:
            return std::string(300, 'x') + any(below(4), 'a', 'c');
        case 3:
            return std::string(static_cast<std::size_t>(below(70)), 'a');
        case 4:
            return std::string("abc") + std::string(static_cast<std::size_t>(below(12)), '\0') + (below(2) ? "" : "b");
        case 5: {
            std::string text;
            for (int i = 0; i < 14; ++i)
                text += static_cast<char>('!' + 5 * i + below(1 + i % 5));
            return text;
        }
        case 6:
            return std::string(static_cast<std::size_t>(31 + below(3)), 'y') + any(below(3), '0', '1');
        case 7:
            return any(9, 127, 129);
        case 8:
            return below(2) ? "" : "a";
        default:
            return (below(2) ? twenty : any(20)) + any(2, 'a', 'b');
        }
    };
    data::ColumnBuilder builder(Column::Type::Text);
    for (int row = 0; row < rows; ++row)
        below(11) ? builder.append(textOf()) : builder.appendNull();
    MemoryTable table(static_cast<std::size_t>(rows));
    table.add("t", builder.finish());
    const auto column = table.column("t").value();
    for (const bool descending : { false, true }) {
        auto expected = allRows(table);
        std::ranges::stable_sort(expected, [&](Row a, Row b) {
            return order(*column, static_cast<std::size_t>(a), static_cast<std::size_t>(b), descending) < 0;
        });
        const std::vector<SortKey> keys{ { "t", descending } };
        const auto sorted = sortedRows(table, allRows(table), keys);
        QVERIFY(sorted);
        QVERIFY(*sorted == expected);
    }
}

void TestSort::sortsTheRowsItIsGiven()
{
    MemoryTable table(5);
    table.add("x", std::vector<double>{ 3, 1, 2, 1, 5 });
    const std::vector<SortKey> keys{ { "x", false } };
    QVERIFY(*sortedRows(table, { 4, 3, 0, 1 }, keys) == std::vector<Row>({ 3, 1, 0, 4 })); // equal: as they came
    QVERIFY(*sortedRows(table, { 4, 3, 0, 1 }, {}) == std::vector<Row>({ 4, 3, 0, 1 }));
}

void TestSort::readsKeys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("column");
    QTest::addColumn<bool>("descending");
    QTest::newRow("plain") << "drb"
                           << "drb" << false;
    QTest::newRow("down") << "drb,desc"
                          << "drb" << true;
    QTest::newRow("up") << "a,b,asc"
                        << "a,b" << false;
}

void TestSort::readsKeys()
{
    QFETCH(QString, text);
    const auto key = SortKey::parse(text.toStdString());
    QVERIFY(key);
    QTEST(QString::fromStdString(key->column), "column");
    QTEST(key->descending, "descending");
}

void TestSort::refusesWhatTheTableDoesNotHave()
{
    MemoryTable table(2);
    table.add("x", std::vector<double>{ 3, 1 });
    const std::vector<SortKey> keys{ { "y", false } }, good{ { "x", false } };
    QCOMPARE(sortedRows(table, { 0, 1 }, keys).error().code, Error::Code::NotFound);
    QCOMPARE(sortedRows(table, { 0, 2 }, good).error().code, Error::Code::WrongUse);
    QCOMPARE(SortKey::parse("x,down").error().code, Error::Code::WrongUse);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(sortedRows(table, { 0, 1 }, good, stop.get_token()).error().code, Error::Code::Cancelled);
}

QTEST_APPLESS_MAIN(TestSort)
#include "tst_sort.moc"
