#include "core/data/filter.h"
#include "core/data/memory_table.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <sqlite3.h>

using namespace vetrina;
using namespace vetrina::data;

namespace {

/// A filter and the same in SQL. SQL has three values: each test is made two-valued where it stands.
struct Both {
    std::string filter;
    std::string sql;
};

/// Random filters over the columns a, b (numbers), i (whole), t (text), f (flag), with nulls in all.
class Maker {
public:
    explicit Maker(unsigned seed)
        : m_random(seed)
    {
    }

    Both condition(int depth)
    {
        switch (depth <= 0 ? below(7) : below(10)) {
        case 0:
            return compared();
        case 1: {
            const Both x = number(2);
            return { x.filter + " is none", "((" + x.sql + ") IS NULL)" };
        }
        case 2: {
            const Both x = number(1), low = number(1), high = number(1);
            const bool over = below(2);
            return { x.filter + (over ? " not" : "") + " between " + low.filter + " and " + high.filter,
                (over ? "NOT " : "") + std::string("ifnull((") + x.sql + ") BETWEEN (" + low.sql + ") AND (" + high.sql
                    + "),0)" };
        }
        case 3:
            return listed();
        case 4:
            return texts();
        case 5: {
            static const char* tests[][2] = { { "f", "ifnull(f,0)" }, { "f = true", "ifnull(f=1,0)" },
                { "f != true", "ifnull(f!=1,0)" }, { "f is none", "(f IS NULL)" },
                { "f is not none", "(f NOT NULL)" } };
            const auto& test = tests[below(5)];
            return { test[0], test[1] };
        }
        case 6:
            return compared();
        case 7: {
            const Both x = condition(depth - 1);
            return { "not (" + x.filter + ")", "(NOT " + x.sql + ")" };
        }
        default: {
            const bool all = below(2);
            Both made{ "(", "(" };
            const int n = 2 + below(2);
            for (int i = 0; i < n; ++i) {
                const Both x = condition(depth - 1);
                made.filter += (i == 0 ? "" : all ? " and " : " or ") + x.filter;
                made.sql += (i == 0 ? "" : all ? " AND " : " OR ") + x.sql;
            }
            return { made.filter + ")", made.sql + ")" };
        }
        }
    }

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(m_random); }

    Both number(int depth)
    {
        switch (depth <= 0 ? below(4) : below(7)) {
        case 0:
            return { "a", "a" };
        case 1:
            return { "b", "b" };
        case 2:
            return { "i", "i" };
        case 3: {
            const std::string literal = std::to_string(below(9) - 4) + (below(2) ? ".5" : "");
            return { literal, literal };
        }
        case 4: {
            const Both x = number(depth - 1);
            return { "-(" + x.filter + ")", "(-(" + x.sql + "))" };
        }
        case 5: {
            const Both x = number(depth - 1);
            return { "abs(" + x.filter + ")", "abs(" + x.sql + ")" };
        }
        default: {
            static const char* signs[] = { "+", "-", "*" };
            const char* sign = signs[below(3)];
            const Both x = number(depth - 1), y = number(depth - 1);
            return { "(" + x.filter + " " + sign + " " + y.filter + ")",
                "(CAST((" + x.sql + ") AS REAL) " + sign + " (" + y.sql + "))" };
        }
        }
    }

    Both compared()
    {
        static const char* signs[][2] = { { "=", "=" }, { "!=", "<>" }, { "<", "<" }, { "<=", "<=" }, { ">", ">" },
            { ">=", ">=" } };
        const auto& sign = signs[below(6)];
        const Both x = number(2), y = number(2);
        return { x.filter + " " + sign[0] + " " + y.filter, "ifnull((" + x.sql + ")" + sign[1] + "(" + y.sql + "),0)" };
    }

    Both listed()
    {
        const Both x = number(1);
        std::string list;
        for (int i = 0, n = 1 + below(4); i < n; ++i)
            list += (i ? ", " : "") + std::to_string(below(11) - 5) + (below(3) ? "" : ".5");
        const bool over = below(2);
        return { x.filter + (over ? " not in (" : " in (") + list + ")",
            (over ? "NOT " : "") + std::string("ifnull((") + x.sql + ") IN (" + list + "),0)" };
    }

    Both texts()
    {
        static const char* tests[] = { "= 'b'", "<> 'Ab'", "< 'b'", ">= 'ab'", "in ('a', 'bb', '')", "like 'a%'",
            "like '%b'", "like '_b%'", "like '%a_b%'", "like 'É%'", "like '_'" };
        const std::string test = tests[below(11)];
        return { "t " + test, "ifnull(t " + test + ",0)" };
    }

    std::mt19937 m_random;
};

struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Db = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

} // namespace

class TestFilterAgainstSqlite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesOnRandomFilters();

private:
    MemoryTable m_table{ 0 };
    Db m_db;
};

/// The same 3,000 random rows here and there.
void TestFilterAgainstSqlite::initTestCase()
{
    sqlite3* db = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &db), SQLITE_OK);
    m_db.reset(db);
    QCOMPARE(
        sqlite3_exec(db, "CREATE TABLE x(row INTEGER PRIMARY KEY, a, b, i, t, f); BEGIN", nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_stmt* raw = nullptr;
    QCOMPARE(sqlite3_prepare_v2(db, "INSERT INTO x VALUES(?,?,?,?,?,?)", -1, &raw, nullptr), SQLITE_OK);
    const Statement insert(raw);

    std::mt19937 random(20260101);
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    static const char* words[] = { "", "a", "b", "ab", "Ab", "aab", "bb", "Éb", "é", "axb", "ba" };
    ColumnBatch batch;
    const auto a = batch.column("a", Column::Type::Float64), b = batch.column("b", Column::Type::Float32),
               i = batch.column("i", Column::Type::Int64), t = batch.column("t", Column::Type::Text),
               f = batch.column("f", Column::Type::Bool);
    for (int row = 0; row < 3000; ++row) {
        sqlite3_reset(raw);
        sqlite3_clear_bindings(raw);
        sqlite3_bind_int(raw, 1, row);
        if (below(6)) {
            const double value = below(80) / 8.0 - 5;
            batch.at(a).append(value);
            sqlite3_bind_double(raw, 2, value);
        }
        if (below(6)) {
            const float value = static_cast<float>(below(11) - 5) / (below(2) ? 3 : 2);
            batch.at(b).append(value);
            sqlite3_bind_double(raw, 3, value);
        }
        if (below(6)) {
            const std::int64_t value = below(11) - 5;
            batch.at(i).append(value);
            sqlite3_bind_int64(raw, 4, value);
        }
        if (below(6)) {
            const char* value = words[below(11)];
            batch.at(t).append(value);
            sqlite3_bind_text(raw, 5, value, -1, SQLITE_STATIC);
        }
        if (below(6)) {
            const bool value = below(2);
            batch.at(f).append(value);
            sqlite3_bind_int(raw, 6, value);
        }
        batch.endRow();
        QCOMPARE(sqlite3_step(raw), SQLITE_DONE);
    }
    m_table = MemoryTable(std::move(batch));
}

void TestFilterAgainstSqlite::agreesOnRandomFilters()
{
    Maker maker(7);
    int some = 0;
    for (int n = 0; n < 3000; ++n) {
        const Both both = maker.condition(3);
        const auto filter = Filter::parse(both.filter, m_table);
        QVERIFY2(filter, filter ? "" : (both.filter + "\n" + filter.error().message).c_str());
        const auto ours = filter->rows(m_table);
        QVERIFY(ours);

        sqlite3_stmt* raw = nullptr;
        const std::string sql = "SELECT row FROM x WHERE " + both.sql + " ORDER BY row";
        QVERIFY2(sqlite3_prepare_v2(m_db.get(), sql.c_str(), -1, &raw, nullptr) == SQLITE_OK,
            (sql + "\n" + sqlite3_errmsg(m_db.get())).c_str());
        const Statement select(raw);
        std::vector<Row> theirs;
        while (sqlite3_step(raw) == SQLITE_ROW)
            theirs.push_back(sqlite3_column_int64(raw, 0));
        QVERIFY2(*ours == theirs,
            (both.filter + "\n" + both.sql + "\nours " + std::to_string(ours->size()) + ", theirs "
                + std::to_string(theirs.size()))
                .c_str());
        some += !theirs.empty() && theirs.size() < m_table.rows();
    }
    QVERIFY(some > 1500); // most of them tell rows apart
}

QTEST_APPLESS_MAIN(TestFilterAgainstSqlite)
#include "tst_filter_against_sqlite.moc"
