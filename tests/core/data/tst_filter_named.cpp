#include "core/data/filter.h"
#include "core/data/memory_table.h"

#include <QTest>

#include <map>

using namespace vetrina;
using namespace vetrina::data;

namespace {

/// Twenty rows and filters that have names.
class NamedTable : public MemoryTable {
public:
    NamedTable()
        : MemoryTable(20)
    {
        std::vector<double> x(20), y(20);
        for (std::size_t i = 0; i < 20; ++i) {
            x[i] = static_cast<double>(i);
            y[i] = static_cast<double>(i * 7 % 20);
        }
        add("x", x);
        add("y", y);
        add("filter", x); // a survey may call a field so
    }
    [[nodiscard]] std::vector<std::string> filterNames() const override
    {
        std::vector<std::string> names;
        for (const auto& [name, text] : texts)
            names.push_back(name);
        return names;
    }
    [[nodiscard]] Result<std::string> filterText(const std::string& name) const override
    {
        const auto found = texts.find(name);
        return found == texts.end() ? Table::filterText(name) : Result<std::string>(found->second);
    }

    std::map<std::string, std::string> texts{ { "small", "x < 10" }, { "either", "x < 3 or y > 15" },
        { "both", "filter 'small' and filter \"either\"" }, { "me", "x > 1 and filter 'me'" },
        { "ping", "filter 'pong'" }, { "pong", "filter 'ping' or x = 1" }, { "old", "x < 3 and redshift > 1" },
        { "all", "  " }, { "torn", "x < " } };
};

} // namespace

class TestFilterNamed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNameStandsForItsText_data();
    void aNameStandsForItsText();
    void mistakesAreUnderlinedAtTheName_data();
    void mistakesAreUnderlinedAtTheName();
    void aColumnMayBeCalledFilter();
    void theWordIsPaintedAsAKeywordBeforeAText();
};

void TestFilterNamed::aNameStandsForItsText_data()
{
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("written");
    QTest::newRow("alone") << "filter \"small\""
                           << "x < 10";
    QTest::newRow("in any case") << "FILTER 'small'"
                                 << "x < 10";
    QTest::newRow("and binds its whole") << "filter 'either' and y < 18"
                                         << "(x < 3 or y > 15) and y < 18";
    QTest::newRow("turned over") << "not filter 'either'"
                                 << "not (x < 3 or y > 15)";
    QTest::newRow("of others") << "filter 'both' or x = 19"
                               << "x < 10 and (x < 3 or y > 15) or x = 19";
    QTest::newRow("an empty one") << "filter 'all' and x > 17"
                                  << "x > 17";
    QTest::newRow("twice") << "filter 'small' and not filter 'small'"
                           << "x < -1";
}

void TestFilterNamed::aNameStandsForItsText()
{
    QFETCH(QString, named);
    QFETCH(QString, written);
    const NamedTable table;
    const auto rows = Filter::parse(named.toStdString(), table).and_then([&](auto f) { return f.rows(table); });
    const auto wanted = Filter::parse(written.toStdString(), table).and_then([&](auto f) { return f.rows(table); });
    QVERIFY2(rows.has_value(), rows ? "" : rows.error().message.c_str());
    QVERIFY(wanted.has_value());
    QVERIFY(*rows == *wanted);
}

void TestFilterNamed::mistakesAreUnderlinedAtTheName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("no such filter") << "x > 1 and filter 'smal'" << 10 << 13 << "column 11: there is no filter 'smal'"
                                    << "Did you mean 'small'?";
    QTest::newRow("of itself") << "filter 'me'" << 0 << 11
                               << "column 1: in the filter 'me': the filter 'me' names itself"
                               << "Write out what it should ask for.";
    QTest::newRow("of itself by another") << "filter 'ping'" << 0 << 13
                                          << "column 1: in the filter 'ping': in the filter 'pong': the filter 'ping' "
                                             "names itself"
                                          << "Write out what it should ask for.";
    QTest::newRow("a column that is gone")
        << "x = 1 or filter 'old'" << 9 << 12 << "column 10: in the filter 'old': there is no column 'redshift'"
        << "";
    QTest::newRow("torn") << "filter 'torn'" << 0 << 13
                          << "column 1: in the filter 'torn': expected a value, found the end"
                          << "";
    QTest::newRow("no number") << "filter 'small' > 3" << 17 << 1 << ""
                               << "";
}

void TestFilterNamed::mistakesAreUnderlinedAtTheName()
{
    QFETCH(QString, text);
    QFETCH(int, begin);
    QFETCH(int, size);
    QFETCH(QString, message);
    QFETCH(QString, remedy);
    const NamedTable table;
    TextRange where;
    const auto filter = Filter::parse(text.toStdString(), table, &where);
    QVERIFY(!filter);
    QCOMPARE(filter.error().code, Error::Code::Malformed);
    QCOMPARE(static_cast<int>(where.begin), begin);
    QCOMPARE(static_cast<int>(where.size), size);
    if (!message.isEmpty())
        QCOMPARE(QString::fromStdString(filter.error().message), message);
    if (!remedy.isEmpty())
        QCOMPARE(QString::fromStdString(filter.error().remedy), remedy);
}

void TestFilterNamed::aColumnMayBeCalledFilter()
{
    const NamedTable table;
    const auto filter = Filter::parse("filter > 17 and filter < 19", table);
    QVERIFY(filter.has_value());
    QCOMPARE(filter->rows(table).value(), std::vector<Row>{ 18 });
}

void TestFilterNamed::theWordIsPaintedAsAKeywordBeforeAText()
{
    const auto kinds = [](const char* text) {
        std::vector<FilterToken::Kind> kinds;
        for (const auto& token : filterTokens(text))
            kinds.push_back(token.kind);
        return kinds;
    };
    using Kind = FilterToken::Kind;
    QVERIFY(kinds("filter 'young'") == (std::vector{ Kind::Keyword, Kind::Text }));
    QVERIFY(kinds("filter > 2") == (std::vector{ Kind::Name, Kind::Symbol, Kind::Number }));
}

QTEST_GUILESS_MAIN(TestFilterNamed)
#include "tst_filter_named.moc"
