#include "core/data/filter.h"
#include "core/data/filter_completion.h"
#include "core/data/memory_table.h"

#include <QTest>

using namespace vetrina;
using namespace vetrina::data;

namespace {

const FilterVocabulary& vocabulary()
{
    using Type = Column::Type;
    static const FilterVocabulary words{
        { { "drb", Type::Float32, "deep real-bogus score" }, { "magpsf", Type::Float32, "mag" },
            { "diff_magref", Type::Float32, "" }, { "sigmapsf", Type::Float32, "mag" }, { "label", Type::Text, "" },
            { "label.mk", Type::Text, "" }, { "seen", Type::Bool, "" }, { "odd name", Type::Int64, "" },
            { "candid", Type::Int64, "" }, { "night", Type::Text, "" } },
        { { "young", "first detected within five days" }, { "near a galaxy", "" } },
        { { "label", { "supernova", "agn", "variable star" } }, { "night", { "2023-10-18", "2023-10-17" } } }
    };
    return words;
}

/// A table with the vocabulary's columns and filters.
class WordsTable : public MemoryTable {
public:
    WordsTable()
        : MemoryTable(1)
    {
        for (const auto& field : vocabulary().fields) {
            ColumnBuilder builder(field.type);
            builder.appendNull();
            add(field.name, builder.finish());
        }
    }
    [[nodiscard]] Result<std::string> filterText(const std::string& name) const override
    {
        for (const auto& filter : vocabulary().filters)
            if (filter.name == name)
                return std::string("drb > 0");
        return Table::filterText(name);
    }
};

/// The filter with the first word that is offered in its place.
std::string accepted(const std::string& text, std::size_t cursor)
{
    const auto completion = completeFilter(text, cursor, vocabulary());
    if (completion.words.empty())
        return {};
    std::string out = text;
    return out.replace(completion.replaced.begin, completion.replaced.size, completion.words.front().text);
}

} // namespace

class TestFilterCompletion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersWhatTheGrammarTakes_data();
    void offersWhatTheGrammarTakes();
    void namesThatBeginWithItComeBeforeThoseThatHoldIt();
    void namesAreOpenUntilALetterIsTyped();
    void everyOfferedComparisonIsAFilterThatParses();
    void anyTextAtAnyPlaceIsSurvived();
};

void TestFilterCompletion::offersWhatTheGrammarTakes_data()
{
    QTest::addColumn<QString>("typed"); // the cursor is at the |
    QTest::addColumn<QString>("first"); // the whole with the first offer taken; empty for none
    QTest::newRow("a column") << "mag|"
                              << "magpsf";
    QTest::newRow("in any case") << "MAG|"
                                 << "magpsf";
    QTest::newRow("after and") << "drb > 0.9 and mag|"
                               << "drb > 0.9 and magpsf";
    QTest::newRow("within a word") << "ma|g > 3"
                                   << "magpsf > 3";
    QTest::newRow("an odd name") << "odd|"
                                 << "`odd name`";
    QTest::newRow("an odd name in backticks") << "`od|"
                                              << "`odd name`";
    QTest::newRow("a comparison") << "drb |"
                                  << "drb >";
    QTest::newRow("of text") << "label |"
                             << "label =";
    QTest::newRow("of a flag") << "seen |"
                               << "seen and";
    QTest::newRow("begun with a letter") << "drb bet|"
                                         << "drb between";
    QTest::newRow("the other end") << "drb between 1 |"
                                   << "drb between 1 and";
    QTest::newRow("after the other end") << "drb between 1 and 2 |"
                                         << "drb between 1 and 2 and";
    QTest::newRow("joined") << "drb > 0.9 |"
                            << "drb > 0.9 and";
    QTest::newRow("joined by or") << "drb > 0.9 o|"
                                  << "drb > 0.9 or";
    QTest::newRow("is") << "label is |"
                        << "label is none";
    QTest::newRow("is none, begun") << "label is no|"
                                    << "label is none";
    QTest::newRow("a class") << "label = |"
                             << "label = 'supernova'";
    QTest::newRow("a class begun") << "label = va|"
                                   << "label = 'variable star'";
    QTest::newRow("a class in a quote") << "label = 'va|"
                                        << "label = 'variable star'";
    QTest::newRow("a class of another person") << "label.mk = ag|"
                                               << "label.mk = 'agn'";
    QTest::newRow("in a list") << "label in (|"
                               << "label in ('supernova'";
    QTest::newRow("further in a list") << "label in ('agn', v|"
                                       << "label in ('agn', 'variable star'";
    QTest::newRow("behind a list") << "label in ('agn') |"
                                   << "label in ('agn') and";
    QTest::newRow("a night") << "night = |"
                             << "night = '2023-10-18'";
    QTest::newRow("a column beside a number") << "magpsf > sig|"
                                              << "magpsf > sigmapsf";
    QTest::newRow("a function") << "con|"
                                << "cone(";
    QTest::newRow("in parentheses") << "not (dr|"
                                    << "not (drb";
    QTest::newRow("after parentheses") << "(drb > 1) |"
                                       << "(drb > 1) and";
    QTest::newRow("a named filter") << "you|"
                                    << "filter \"young\"";
    QTest::newRow("after filter") << "filter |"
                                  << "filter \"young\"";
    QTest::newRow("after filter and a quote") << "filter \"ne|"
                                              << "filter \"near a galaxy\"";
    QTest::newRow("behind a named filter") << "filter \"young\" |"
                                           << "filter \"young\" and";
    QTest::newRow("nothing fits") << "zzz|"
                                  << "";
}

void TestFilterCompletion::offersWhatTheGrammarTakes()
{
    QFETCH(QString, typed);
    QFETCH(QString, first);
    const auto cursor = static_cast<std::size_t>(typed.indexOf('|'));
    QCOMPARE(QString::fromStdString(accepted(typed.remove('|').toStdString(), cursor)), first);
}

void TestFilterCompletion::namesThatBeginWithItComeBeforeThoseThatHoldIt()
{
    QStringList words;
    for (const auto& word : completeFilter("ma", 2, vocabulary()).words)
        if (word.kind == FilterWord::Kind::Field)
            words << QString::fromStdString(word.text);
    QCOMPARE(words, QStringList({ "magpsf", "diff_magref", "sigmapsf" }));
}

void TestFilterCompletion::namesAreOpenUntilALetterIsTyped()
{
    for (const char* text : { "", "drb > 1 and ", "not ", "magpsf > " })
        QVERIFY2(completeFilter(text, std::strlen(text), vocabulary()).open, text);
    for (const char* text : { "d", "drb ", "label = ", "drb > 1 " })
        QVERIFY2(!completeFilter(text, std::strlen(text), vocabulary()).open, text);
}

void TestFilterCompletion::everyOfferedComparisonIsAFilterThatParses()
{
    // Each comparison of each kind of column, ended as its sort wants it, is good for the parser.
    const WordsTable table;
    const std::map<std::string, std::pair<std::string, std::string>> columns{ { "drb", { "0.5", "0.5" } },
        { "label", { "'agn'", "'a%'" } } };
    int tried = 0;
    for (const auto& [column, ends] : columns) {
        const std::string begun = column + " ";
        for (const auto& word : completeFilter(begun, begun.size(), vocabulary()).words) {
            std::string text = begun + word.text;
            if (word.text == "between")
                text += " " + ends.first + " and " + ends.first;
            else if (word.text == "in (")
                text += ends.first + ")";
            else if (word.text == "like")
                text += " " + ends.second;
            else if (!word.text.starts_with("is"))
                text += " " + ends.first;
            const auto parsed = Filter::parse(text, table);
            QVERIFY2(parsed.has_value(), text.c_str());
            ++tried;
        }
    }
    QCOMPARE(tried, 16);
    for (const auto& word : completeFilter("", 0, vocabulary()).words)
        if (word.kind == FilterWord::Kind::Filter || word.text == "seen")
            QVERIFY2(Filter::parse(word.text, table).has_value(), word.text.c_str());
}

void TestFilterCompletion::anyTextAtAnyPlaceIsSurvived()
{
    const std::string text = "not (label in ('it''s', \"x) and `odd` between 1e and filter 'y' >= -5 = = ,) is is ✓ 0x";
    for (std::size_t from = 0; from < text.size(); from += 3)
        for (std::size_t at = 0; at <= text.size() - from; ++at) {
            const auto completion = completeFilter(text.substr(from), at, vocabulary());
            QVERIFY(completion.replaced.begin + completion.replaced.size <= text.size() - from);
            QVERIFY(completion.replaced.begin <= at);
        }
}

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filter_completion.moc"
