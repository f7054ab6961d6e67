#include "core/data/filter.h"
#include "core/data/memory_table.h"
#include "core/data/named_filter.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace vetrina;
using namespace vetrina::data;

namespace {

const double nan = std::numeric_limits<double>::quiet_NaN();

template <typename... Values> std::shared_ptr<const Column> column(Column::Type type, Values... values)
{
    ColumnBuilder builder(type);
    const auto add = [&](auto value) {
        if constexpr (std::is_same_v<decltype(value), std::nullptr_t>)
            builder.appendNull();
        else if constexpr (std::is_same_v<decltype(value), int>)
            builder.append(std::int64_t(value));
        else
            builder.append(value);
    };
    (add(values), ...);
    return builder.finish();
}

/// Eight rows with something of everything.
MemoryTable table()
{
    using Type = Column::Type;
    MemoryTable t(8);
    t.add("drb", column(Type::Float32, 0.1f, 0.5f, 0.95f, 0.99f, nullptr, 0.9f, nullptr, float(nan)));
    t.add("magpsf", column(Type::Float64, 18.0, 18.5, 17.0, 19.0, 16.0, nullptr, 20.0, nan));
    t.add("ssdistnr", column(Type::Float64, -999.0, 0.0, 5.0, 5.5, nullptr, 2.0, 60.0, 3.0));
    t.add("candid",
        column(Type::Int64, std::int64_t(2481334963515015002), std::int64_t(2481334963515015003),
            std::int64_t(2481334963515015004), std::int64_t(9007199254740993), std::int64_t(9007199254740992),
            std::int64_t(-5), std::int64_t(0), nullptr));
    t.add("label", column(Type::Text, nullptr, "bogus", "variable star", "agn", nullptr, "it's", "", "Real"));
    t.add("flag", column(Type::Bool, true, false, nullptr, true, false, nullptr, true, false));
    t.add("odd name-1", column(Type::Int64, 0, 1, 2, 3, 4, 5, 6, 7));
    t.add("score.braai:d6_m7.real", column(Type::Float32, 0.f, 1.f, 0.f, 1.f, 0.f, 1.f, 0.f, 1.f));
    t.add("ra", column(Type::Float64, 0.0, 359.9999, 180.0, 10.0, 10.0, nullptr, 10.0, nan));
    t.add("dec", column(Type::Float64, 0.0, 0.0, 90.0, 20.0, 20.002, 20.0, nullptr, 20.0));
    return t;
}

QString rowsOf(const std::vector<Row>& rows)
{
    QStringList words;
    for (const Row row : rows)
        words << QString::number(row);
    return words.join(' ');
}

} // namespace

class TestFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsRows_data();
    void findsRows();
    void pointsAtTheMistake_data();
    void pointsAtTheMistake();
    void refusesWhatIsTooDeepOrTooLong_data();
    void refusesWhatIsTooDeepOrTooLong();
    void countsWhatItFinds();
    void findsTheSameOnManyRows();
    void stopsWhenAskedTo();
    void paintsTheWordsOfAnyText();
    void writesNamesThatReadBack();
    void shipsFiltersForEverySurvey();
};

void TestFilter::findsRows_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char* filter, const char* rows) { QTest::newRow(filter) << filter << rows; };
    row("", "0 1 2 3 4 5 6 7");
    row("  \t\n", "0 1 2 3 4 5 6 7");
    row("drb > 0.9", "2 3"); // 0.9f is less than 0.9
    row("drb >= 0.5 and magpsf < 18.5", "2");
    row("not drb > 0.9", "0 1 4 5 6 7"); // null and NaN: the comparison is false, not turns it over
    row("drb is none", "4 6");
    row("drb IS NOT Null", "0 1 2 3 5 7");
    row("drb is nan", "7");
    row("drb is not nan", "0 1 2 3 4 5 6");
    row("drb != 0.5", "0 2 3 5 7"); // holds for NaN, not for null
    row("drb <> 0.5", "0 2 3 5 7");
    row("not drb = 0.5", "0 2 3 4 5 6 7");
    row("not (ssdistnr between 0 and 5)", "0 3 4 6");
    row("ssdistnr not between 0 and 5", "0 3 4 6");
    row("ssdistnr between 5 and 0", "");
    row("0 <= ssdistnr <= 5", "1 2 5 7");
    row("ssdistnr = -999", "0");
    row("candid = 2481334963515015003", "1"); // float64 could not tell them apart
    row("candid > 2481334963515015002", "1 2");
    row("9007199254740992 < candid and candid < 1e18", "3");
    row("9007199254740992 < candid and candid <= 9007199254740993", "3");
    row("candid in (9007199254740993, -5)", "3 5");
    row("candid not in (9007199254740993, -5)", "0 1 2 4 6 7");
    row("candid in (0.0)", "6");
    row("magpsf in (18, 18.5)", "0 1");
    row("label is none", "0 4");
    row("label = 'bogus'", "1");
    row("label == \"variable star\"", "2");
    row("label = 'it''s'", "5");
    row("label != 'bogus'", "2 3 5 6 7");
    row("label = ''", "6");
    row("label in ('agn', 'bogus')", "1 3");
    row("label not in ('agn', 'bogus')", "0 2 4 5 6 7");
    row("label like '%A%'", "2 3 7");
    row("label like 'r_al'", "7");
    row("label like ''", "6");
    row("label like '%'", "1 2 3 5 6 7");
    row("label not like '%'", "0 4");
    row("label < 'b'", "3 6 7");
    row("flag", "0 3 6");
    row("not flag", "1 2 4 5 7");
    row("flag = true", "0 3 6");
    row("flag = false", "1 4 7");
    row("flag != true", "1 4 7");
    row("flag is none", "2 5");
    row("flag = (drb is none)", "1 6 7");
    row("true", "0 1 2 3 4 5 6 7");
    row("false or not true", "");
    row("`odd name-1` >= 6", "6 7");
    row("score.braai:d6_m7.real = 1", "1 3 5 7");
    row("`odd name-1` % 2 = 1", "1 3 5 7");
    row("`odd name-1` * 2 + 1 = 7", "3");
    row("1 + `odd name-1` * 2 = 7", "3");
    row("(1 + `odd name-1`) * 2 = 8", "3");
    row("10 - `odd name-1` - 1 = 4", "5");
    row("8 / `odd name-1` > 100", "0"); // infinite
    row("-`odd name-1` < -6", "7");
    row("- -1 = 1 and +1 = 1", "0 1 2 3 4 5 6 7");
    row("`odd name-1` - 2.5 > 4 or `odd name-1` = .0", "0 7");
    row("abs(ssdistnr) > 900", "0");
    row("sqrt(`odd name-1`) = 2", "4");
    row("LOG10(candid) > 18", "0 1 2");
    row("max(drb, 0.5) = 0.5", "0 1");
    row("min(`odd name-1`, 3) = 3", "3 4 5 6 7");
    row("drb * magpsf is none", "4 5 6");
    row("(drb is none) = (magpsf is none)", "0 1 2 3 7");
    row("magpsf = last(magpsf)", "6");
    row("candid = last(candid)", "2");
    row("label = last(label)", "2");
    row("cone(0, 0, 1)", "0 1");
    row("cone(360, 0, 0.3)", "0");
    row("cone(17, 90, 1)", "2");
    row("cone(10, 20, 7.3)", "3 4");
    row("cone(10, 20, 7.1)", "3");
    row("cone(0, -90, 648000)", "0 1 2 3 4");
    row("drb > 0.9 or drb is none and magpsf < 18", "2 3 4"); // and binds closer
    row("(drb > 0.9 or drb is none) and magpsf < 18", "2 4");
    row("NOT not flag", "0 3 6");
    row("drb>0.9and magpsf<18", nullptr);
}

void TestFilter::findsRows()
{
    QFETCH(QString, filter);
    QFETCH(QString, rows);
    const auto t = table();
    const auto read = Filter::parse(filter.toStdString(), t);
    if (rows.isNull()) {
        QVERIFY(!read); // 0.9and is neither a number nor a name
        return;
    }
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const auto found = read->rows(t);
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    QCOMPARE(rowsOf(*found), rows);
    QCOMPARE(*read->count(t), found->size());
}

void TestFilter::pointsAtTheMistake_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("underlined");
    const auto row = [](const char* filter, const char* message, const char* remedy, const char* underlined) {
        QTest::newRow(filter) << filter << message << remedy << underlined;
    };
    row("flag and drbb > 0.5", "column 10: there is no column 'drbb'", "Did you mean 'drb'?", "drbb");
    row("Magpsf > 1", "column 1: there is no column 'Magpsf'", "Did you mean 'magpsf'?", "Magpsf");
    row("label = 'ä' and mgapsf > 1", "column 17: there is no column 'mgapsf'", "Did you mean 'magpsf'?", "mgapsf");
    row("zzz > 1", "column 1: there is no column 'zzz'", "See the columns of the table.", "zzz");
    row("ssd > 1", "column 1: there is no column 'ssd'", "Did you mean 'ssdistnr'?", "ssd");
    row("drb > ", "column 7: expected a value, found the end", "", "");
    row("drb > > 1", "column 7: expected a value, found '>'", "", ">");
    row("drb", "column 1: 'drb' is a number, not a condition", "Compare it with something, as in drb > 0.", "drb");
    row("label", "column 1: 'label' is text, not a condition", "Compare it with something, as in label = 'text'.",
        "label");
    row("flag and drb", "column 10: 'drb' is a number, not a condition", "Compare it with something, as in drb > 0.",
        "drb");
    row("label = 5", "column 9: 'label' is text and '5' is a number", "Put the text in quotes.", "5");
    row("candid = '5'", "column 10: 'candid' is a number and ''5'' is text",
        "Leave out the quotes to compare with a number.", "'5'");
    row("label = bogus", "column 9: there is no column 'bogus'", "See the columns of the table.", "bogus");
    row("drb = none", "column 7: nothing is ever equal to none", "Write 'is none'.", "none");
    row("drb != null", "column 8: nothing is ever equal to null", "Write 'is not null'.", "null");
    row("drb > 1 adn flag", "column 9: expected 'and', 'or' or the end, found 'adn'", "Did you mean 'and'?", "adn");
    row("drb > 1 && flag", "column 9: '&&' is not used in filters", "Write 'and'.", "&&");
    row("!flag", "column 1: '!' means nothing here", "Write 'not'.", "!");
    row("drb => 1", "column 5: '=>' is not a comparison", "Write '>='.", "=>");
    row("(drb > 1", "column 1: the ( opened here is not closed", "Close it with ).", "(");
    row("drb > 1)", "column 8: this ) closes nothing", "Take it out, or open it with (.", ")");
    row("label = 'bogus", "column 9: the ' opened here is not closed", "Close it with '.", "'");
    row("label like bogus", "column 12: expected a text in quotes after 'like', found 'bogus'", "", "bogus");
    row("drb between 1 or 2", "column 15: expected 'and' and the upper end of 'between', found 'or'", "", "or");
    row("drb in 1", "column 8: expected '(' after 'in', found '1'", "", "1");
    row("drb in ()", "column 9: expected a value, found ')'", "", ")");
    row("drb in (drb)", "column 9: 'drb' is not the same in every row", "List numbers, or join comparisons with 'or'.",
        "drb");
    row("label in ('a', 2)", "column 16: 'label' is text, the list needs texts", "Put them in quotes.", "2");
    row("drb is 5", "column 8: expected 'none' or 'nan' after 'is', found '5'", "", "5");
    row("drb not 5", "column 9: expected 'in', 'like' or 'between' after 'not', found '5'", "", "5");
    row("con(1, 2, 3)", "column 1: there is no function 'con'", "Did you mean 'cone'?", "con");
    row("cone(1, 2)", "column 1: cone() takes three numbers",
        "Write cone(ra, dec, arcsec) with the centre in degrees, as in cone(180.5, -12.25, 30).", "cone(1, 2)");
    row("cone(1, 91, 2)", "column 9: a declination is within -90..90 degrees", "", "91");
    row("cone(ra, dec, 2)", "column 6: 'ra' is not the same in every row, a number is wanted here", "", "ra");
    row("drb > 1.2.3", "column 7: '1.2.3' is neither a number nor a name",
        "Put a name that begins with a digit in backticks, text in quotes.", "1.2.3");
    row("drb > 1e999", "column 7: '1e999' is not a number that fits", "Write it as 12, 0.5 or 1e-3.", "1e999");
    row("drb + label > 1", "column 7: 'label' is text, a number is wanted here", "", "label");
    row("drb > 1 # x", "column 9: '#' means nothing here", "Put names with odd letters in backticks, text in quotes.",
        "#");
    row("flag > true", "column 1: true and false have no order", "Use = or !=.", "flag > true");
    row("flag = true = flag", "column 1: conditions can't be compared in a row", "Use parentheses.", "flag");
    row("drb > é", "column 7: 'é' means nothing here", "Put names with odd letters in backticks, text in quotes.", "é");
}

void TestFilter::pointsAtTheMistake()
{
    QFETCH(QString, filter);
    const std::string text = filter.toStdString();
    TextRange mistake;
    const auto read = Filter::parse(text, table(), &mistake);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
    QTEST(QString::fromStdString(read.error().message), "message");
    QTEST(QString::fromStdString(read.error().remedy), "remedy");
    QTEST(QString::fromStdString(text.substr(mistake.begin, mistake.size)), "underlined");
}

void TestFilter::refusesWhatIsTooDeepOrTooLong_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::newRow("parentheses") << QByteArray(100000, '(');
    QTest::newRow("not") << QByteArray("not ").repeated(50000) + "flag";
    QTest::newRow("signs") << QByteArray("drb > ") + QByteArray(100000, '-') + "1";
    QTest::newRow("functions") << QByteArray("abs(").repeated(50000);
    QTest::newRow("long") << QByteArray("flag and ").repeated(100000) + "flag";
}

void TestFilter::refusesWhatIsTooDeepOrTooLong()
{
    QFETCH(QByteArray, filter);
    const auto read = Filter::parse(filter.toStdString(), table());
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
}

void TestFilter::countsWhatItFinds()
{
    const auto t = table();
    QByteArray chain = "flag";
    for (int i = 0; i < 20000; ++i) // long is good, deep is not
        chain += " or flag";
    QCOMPARE(*Filter::parse(chain.toStdString(), t)->count(t), 3u);
    QByteArray sum = "0";
    for (int i = 0; i < 20000; ++i)
        sum += " + 1";
    QCOMPARE(*Filter::parse((sum + " = 20000").toStdString(), t)->count(t), 8u);
}

/// Blocks, chunks and threads meet at the right rows.
void TestFilter::findsTheSameOnManyRows()
{
    constexpr std::size_t rows = 300'001;
    ColumnBuilder numbers(Column::Type::Int64), halves(Column::Type::Float32);
    for (std::size_t row = 0; row < rows; ++row) {
        numbers.append(static_cast<std::int64_t>(row));
        if (row % 3 == 0)
            halves.appendNull();
        else
            halves.append(static_cast<float>(row) / 2);
    }
    MemoryTable t(rows);
    t.add("n", numbers.finish());
    t.add("half", halves.finish());
    std::vector<Row> expected;
    for (std::size_t row = 0; row < rows; ++row)
        if ((row % 3 != 0 && row / 2.0 > 1000) || row % 7 == 0)
            expected.push_back(static_cast<Row>(row));
    const auto filter = Filter::parse("half > 1000 or n % 7 = 0", t);
    QVERIFY(filter);
    QVERIFY(*filter->rows(t) == expected);
    QCOMPARE(*filter->count(t), expected.size());
}

void TestFilter::stopsWhenAskedTo()
{
    const auto t = table();
    std::stop_source stop;
    stop.request_stop();
    const auto found = Filter::parse("drb > 0", t)->rows(t, stop.get_token());
    QVERIFY(!found);
    QCOMPARE(found.error().code, Error::Code::Cancelled);
}

void TestFilter::paintsTheWordsOfAnyText()
{
    using Kind = FilterToken::Kind;
    const std::string text = "not drb >= 0.5 and `a b` = 'x' # \"open";
    std::vector<std::pair<Kind, std::string>> found;
    for (const auto& token : filterTokens(text))
        found.emplace_back(token.kind, text.substr(token.range.begin, token.range.size));
    const std::vector<std::pair<Kind, std::string>> expected{ { Kind::Keyword, "not" }, { Kind::Name, "drb" },
        { Kind::Symbol, ">=" }, { Kind::Number, "0.5" }, { Kind::Keyword, "and" }, { Kind::Name, "`a b`" },
        { Kind::Symbol, "=" }, { Kind::Text, "'x'" }, { Kind::Unknown, "#" }, { Kind::Unknown, "\"" },
        { Kind::Name, "open" } };
    QVERIFY(found == expected);
}

void TestFilter::writesNamesThatReadBack()
{
    QCOMPARE(filterName("drb"), "drb");
    QCOMPARE(filterName("score.braai:d6_m7.real"), "score.braai:d6_m7.real");
    QCOMPARE(filterName("and"), "`and`");
    QCOMPARE(filterName("a`b"), "`a``b`");
    QCOMPARE(filterName("1st"), "`1st`");
    MemoryTable t(1);
    t.add("a`b", column(Column::Type::Int64, 1));
    QCOMPARE(*Filter::parse(filterName("a`b") + " = 1", t)->count(t), 1u);
}

void TestFilter::shipsFiltersForEverySurvey()
{
    const auto shipped = NamedFilter::shipped();
    QVERIFY2(shipped, shipped ? "" : shipped.error().message.c_str());
    QStringList names;
    for (const auto& filter : *shipped)
        names << QString::fromStdString(filter.name);
    QCOMPARE(names,
        QStringList(
            { "tonight", "bright", "young", "not a known asteroid", "near a galaxy", "unseen", "flagged", "skipped" }));

    using Type = Column::Type;
    MemoryTable ztf(2), both(2);
    for (auto* t : { &ztf, &both }) {
        for (const char* name : { "mag", "jd", "jdstarthist", "ssdistnr", "sgscore1", "distpsnr1" })
            t->add(name, column(Type::Float64, 3.0, nullptr));
        t->add("night", column(Type::Text, "2023-12-31", "2024-01-01"));
        t->add("seen", column(Type::Bool, true, nullptr));
        t->add("flag", column(Type::Bool, true, false));
        t->add("skipped", column(Type::Bool, false, true));
    }
    for (const char* name : { "midpointMjdTai", "diaObject.firstDiaSourceMjdTai", "extendedness" })
        both.add(name, column(Type::Float64, nullptr, 1.0));
    both.add("ssObjectId", column(Type::Int64, nullptr, 5));
    const std::vector<QString> inZtf{ "1", "0", "0", "1", "", "1", "0", "1" };
    const std::vector<QString> inBoth{ "1", "0", "0 1", "", "1", "1", "0", "1" };
    for (std::size_t i = 0; i < shipped->size(); ++i) {
        for (const auto& [t, expected] : { std::pair(&ztf, &inZtf), std::pair(&both, &inBoth) }) {
            const auto text = (*shipped)[i].textFor(*t);
            QVERIFY2(text, text ? "" : text.error().message.c_str());
            QCOMPARE(rowsOf(*Filter::parse(*text, *t)->rows(*t)), (*expected)[i]);
        }
    }
    QCOMPARE(shipped->front().textFor(MemoryTable(1)).error().code, Error::Code::NotFound);
}

QTEST_APPLESS_MAIN(TestFilter)
#include "tst_filter.moc"
