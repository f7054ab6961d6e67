#include "core/data/label_set.h"
#include "core/data/scheme_check.h"

#include <QTest>

using namespace vetrina;
using namespace vetrina::data;

/// Labels of several classes, and what keeps a scheme from being saved.
class TestLabelSets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSetIsAlwaysTheSameText_data();
    void aSetIsAlwaysTheSameText();
    void aPressPutsAClassInAndTakesItOut();
    void oneClassIsALabelOfItsOwnWhereSeveralMayNotBeGiven();
    void multiIsReadAndWritten();
    void aSchemeWithoutProblemsReadsBackAsItIs();
    void problemsNameTheirField_data();
    void problemsNameTheirField();
    void anEditGetsTheNextVersion();

private:
    static LabelScheme forms()
    {
        return LabelScheme::parse(R"({"name":"forms","version":1,"multi":true,"classes":[
            {"name":"disc","code":"D","key":"1"},{"name":"merger","code":"M","key":"2"},
            {"name":"tidal tail","code":"T","key":"3"}]})")
            .value();
    }
};

void TestLabelSets::aSetIsAlwaysTheSameText_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("label"); // "!" and a part of the error where it is refused
    QTest::newRow("one") << "merger"
                         << "merger";
    QTest::newRow("in order") << "disc+merger"
                              << "disc+merger";
    QTest::newRow("the other way round") << "merger+disc"
                                         << "disc+merger";
    QTest::newRow("by code, twice, untidy") << "T++M+t+"
                                            << "merger+tidal tail";
    QTest::newRow("none") << ""
                          << "";
    QTest::newRow("no class") << "merger+quasar"
                              << "!quasar";
}

void TestLabelSets::aSetIsAlwaysTheSameText()
{
    QFETCH(QString, words);
    QFETCH(QString, label);
    const auto made = labelOf(forms(), words.toStdString());
    if (label.startsWith('!')) {
        QVERIFY(!made);
        QCOMPARE(made.error().code, Error::Code::WrongUse);
        QVERIFY(QString::fromStdString(made.error().message).contains(label.mid(1)));
        return;
    }
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QCOMPARE(QString::fromStdString(*made), label);
    QCOMPARE(labelOf(forms(), *made).value(), *made);
}

void TestLabelSets::aPressPutsAClassInAndTakesItOut()
{
    const auto scheme = forms();
    std::string label;
    QCOMPARE(label = toggled(scheme, label, "tidal tail"), "tidal tail");
    QCOMPARE(label = toggled(scheme, label, "disc"), "disc+tidal tail");
    QCOMPARE(label = toggled(scheme, label, "tidal tail"), "disc");
    QCOMPARE(label = toggled(scheme, label, "disc"), "");
    // A class of an earlier version stays until it is taken out.
    QCOMPARE(toggled(scheme, "ring+merger", "disc"), "disc+merger+ring");
    QCOMPARE(toggled(scheme, "merger+ring", "ring"), "merger");
}

void TestLabelSets::oneClassIsALabelOfItsOwnWhereSeveralMayNotBeGiven()
{
    auto scheme = forms();
    scheme.multi = false;
    QCOMPARE(toggled(scheme, "disc", "merger"), "merger");
    QVERIFY(!labelOf(scheme, "disc+merger"));
    QCOMPARE(classesOf(scheme, "a+b").size(), 1u);
    QCOMPARE(classesOf(forms(), "a+b").size(), 2u);
}

void TestLabelSets::multiIsReadAndWritten()
{
    const auto scheme = forms();
    QVERIFY(scheme.multi);
    QVERIFY(LabelScheme::parse(scheme.toJson()) == scheme);
    // The schemes that projects hold already are compared as text: what is not multi says nothing of it.
    const auto all = LabelScheme::shipped().value();
    for (const auto& shipped : all)
        QVERIFY(shipped.toJson().find("multi") == std::string::npos);
    const auto wrong = LabelScheme::parse(R"({"name":"x","version":1,"multi":1,"classes":[{"name":"a"}]})", "x.json");
    QVERIFY(!wrong && wrong.error().message.find("'multi'") != std::string::npos);
    QVERIFY(!LabelScheme::parse(R"({"name":"x","version":1,"multi":true,"classes":[{"name":"a+b"}]})"));
    QVERIFY(LabelScheme::parse(R"({"name":"x","version":1,"classes":[{"name":"a+b"}]})"));
}

void TestLabelSets::aSchemeWithoutProblemsReadsBackAsItIs()
{
    auto schemes = LabelScheme::shipped().value();
    schemes.push_back(forms());
    for (const auto& scheme : schemes) {
        QVERIFY2(problemsOf(scheme).empty(), scheme.name.c_str());
        QVERIFY(LabelScheme::parse(scheme.toJson()) == scheme);
    }
}

void TestLabelSets::problemsNameTheirField_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("no name") << -1 << "name"
                             << " "
                             << "Give it a name";
    QTest::newRow("a dot in the scheme's name") << -1 << "name"
                                                << "a.b"
                                                << "dots";
    QTest::newRow("no title") << -1 << "title"
                              << ""
                              << "needs a word";
    QTest::newRow("class without a name") << 0 << "name"
                                          << ""
                                          << "Give it a name";
    QTest::newRow("the separator") << 1 << "name"
                                   << "a+b"
                                   << "between the classes";
    QTest::newRow("a wild card") << 1 << "name"
                                 << "50%"
                                 << "percent";
    QTest::newRow("a name twice") << 2 << "name"
                                  << "DISC"
                                  << "class of that name";
    QTest::newRow("a code twice") << 2 << "code"
                                  << "m"
                                  << "Merger has that code";
    QTest::newRow("no code") << 0 << "code"
                             << ""
                             << "needs a word";
    QTest::newRow("a long code") << 0 << "code"
                                 << "SUPERNOVA"
                                 << "At most 8";
    QTest::newRow("a key twice") << 2 << "key"
                                 << "1"
                                 << "Disc has that key";
    QTest::newRow("another command's key") << 1 << "key"
                                           << "U"
                                           << "U is the key of Undo";
    QTest::newRow("no key at all") << 1 << "key"
                                   << "ab"
                                   << "One letter";
    QTest::newRow("a key that writes nothing") << 1 << "key"
                                               << " "
                                               << "One letter";
}

void TestLabelSets::problemsNameTheirField()
{
    QFETCH(int, index);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, says);
    auto scheme = forms();
    const std::map<QString, std::string LabelClass::*> ofClass{ { "name", &LabelClass::name },
        { "code", &LabelClass::code }, { "key", &LabelClass::key } };
    if (index >= 0)
        scheme.classes[static_cast<std::size_t>(index)].*ofClass.at(field) = value.toStdString();
    else
        (field == "name" ? scheme.name : scheme.title) = value.toStdString();
    const auto problems = problemsOf(scheme, { { "u", "Undo" } });
    QCOMPARE(problems.size(), 1u);
    QCOMPARE(problems[0].classIndex, index);
    QCOMPARE(QString::fromStdString(problems[0].field), field);
    QVERIFY2(QString::fromStdString(problems[0].message).contains(says), problems[0].message.c_str());
}

void TestLabelSets::anEditGetsTheNextVersion()
{
    const auto scheme = forms();
    QCOMPARE(nextVersion(scheme, scheme), 1);
    auto edited = scheme;
    edited.classes[0].key = "q";
    QCOMPARE(nextVersion(edited, scheme), 2);
    edited.version = 7;
    QCOMPARE(nextVersion(edited, scheme), 2);
    QCOMPARE(nameFromTitle(" Disc, \"or\" 100% + Spiral "), "disc or 100  spiral");
}

QTEST_APPLESS_MAIN(TestLabelSets)
#include "tst_label_sets.moc"
