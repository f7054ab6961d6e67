#include "core/data/label_scheme.h"

#include <QTest>

using namespace vetrina;
using namespace vetrina::data;

class TestLabelScheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shipsThree();
    void findsAClassByNameCodeOrTitle();
    void readsWhatItWrites();
    void makesTheRestFromTheName();
    void bracketsInWordsAreWords();
    void refusesBadSchemes_data();
    void refusesBadSchemes();
};

void TestLabelScheme::shipsThree()
{
    const auto schemes = LabelScheme::shipped();
    QVERIFY2(schemes, schemes ? "" : schemes.error().message.c_str());
    QCOMPARE(schemes->size(), 3u);
    QCOMPARE(schemes->at(0).name, "transient-types");
    QCOMPARE(schemes->at(1).name, "real-bogus");
    QCOMPARE(schemes->at(2).name, "morphology");
    // The table of classes in the design.
    const QStringList expected{ "Real REAL 1 real ring", "Bogus BOG 2 bog cross", "Supernova SN 3 sn disc",
        "Variable star VS 4 vs square", "AGN AGN 5 agn diamond", "Asteroid SSO 6 sso triangle" };
    QStringList classes;
    for (const auto& c : schemes->at(0).classes)
        classes << QString::fromStdString(c.title + " " + c.code + " " + c.key + " " + c.colour + " " + c.mark);
    QCOMPARE(classes, expected);
}

void TestLabelScheme::findsAClassByNameCodeOrTitle()
{
    const auto scheme = LabelScheme::shipped()->front();
    for (const char* words : { "variable star", "Variable Star", "VS", "vs" }) {
        QVERIFY(scheme.find(words));
        QCOMPARE(scheme.find(words)->name, "variable star");
    }
    QVERIFY(!scheme.find("quasar"));
    QVERIFY(!scheme.find(""));
}

void TestLabelScheme::readsWhatItWrites()
{
    const auto schemes = LabelScheme::shipped();
    QVERIFY(schemes);
    for (const auto& scheme : *schemes)
        QVERIFY(LabelScheme::parse(scheme.toJson()) == scheme);
}

void TestLabelScheme::makesTheRestFromTheName()
{
    const auto scheme = LabelScheme::parse(R"({"name":"mine","version":2,"classes":[{"name":"ghost","later":1}]})");
    QVERIFY2(scheme, scheme ? "" : scheme.error().message.c_str());
    QCOMPARE(scheme->title, "Mine");
    QCOMPARE(scheme->version, 2);
    QVERIFY((scheme->classes.front() == LabelClass{ "ghost", "Ghost", "Ghost", "GHOS", "", "none", "ring" }));
    // Letters of more than one byte are not cut.
    const auto foreign =
        LabelScheme::parse(R"({"name":"x","version":1,"classes":[{"name":"nébuleuse"},{"name":"e"}]})");
    QVERIFY(foreign);
    QCOMPARE(foreign->classes.front().code, "NéBU");
    QVERIFY(LabelScheme::parse(foreign->toJson()).value() == *foreign);
}

void TestLabelScheme::bracketsInWordsAreWords()
{
    const std::string words = "[[[[[[[[[{{{{{{{{{ \\\" ]";
    LabelScheme scheme{ "mine", words, words, 1, false, {} };
    scheme.classes.push_back({ "ghost", words, words, "GHOS", "", "none", "ring" });
    const auto read = LabelScheme::parse(scheme.toJson());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(*read == scheme);
}

void TestLabelScheme::refusesBadSchemes_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QString& json, const char* says) {
        QTest::newRow(name) << json << says;
    };
    row("no JSON", "{", "not a JSON object");
    row("a list", "[]", "not a JSON object");
    row("deep", QString("[").repeated(100000), "not a JSON object");
    row("no name", R"({"version":1,"classes":[{"name":"a"}]})", "has no name");
    row("no version", R"({"name":"x","classes":[{"name":"a"}]})", "'version'");
    row("version 0", R"({"name":"x","version":0,"classes":[{"name":"a"}]})", "'version'");
    row("no classes", R"({"name":"x","version":1,"classes":[]})", "'classes'");
    row("nameless", R"({"name":"x","version":1,"classes":[{"title":"a"}]})", "a class has no name");
    row("twice", R"({"name":"x","version":1,"classes":[{"name":"a"},{"name":"A","code":"Q"}]})", "'a' and 'A' share");
    row("one key", R"({"name":"x","version":1,"classes":[{"name":"a","key":"1"},{"name":"b","key":"1"}]})", "share");
    row("long key", R"({"name":"x","version":1,"classes":[{"name":"a","key":"12"}]})", "more than one character");
    row("mark", R"({"name":"x","version":1,"classes":[{"name":"a","mark":"star"}]})", "'star' is not a mark");
    row("number", R"({"name":5,"version":1,"classes":[{"name":"a"}]})", "'name' is not a text");
}

void TestLabelScheme::refusesBadSchemes()
{
    QFETCH(QString, json);
    QFETCH(QString, says);
    const auto scheme = LabelScheme::parse(json.toStdString(), "mine.json");
    QVERIFY(!scheme);
    QCOMPARE(scheme.error().code, Error::Code::Malformed);
    QVERIFY2(QString::fromStdString(scheme.error().message).startsWith("mine.json: "), scheme.error().message.c_str());
    QVERIFY2(QString::fromStdString(scheme.error().message).contains(says), scheme.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestLabelScheme)
#include "tst_label_scheme.moc"
