#include "core/session/label_files.h"
#include "tests/core/session/small_night.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace vetrina;
using namespace vetrina::session;
using store::EventKind;
using store::LabelEvent;

class TestLabelFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfEventComesBackAsItWent_data();
    void everyKindOfEventComesBackAsItWent();
    void csvIsOneLineAnEventUnderTheNamesOfTheContract();
    void jsonKeepsIdsAsTextAndNothingAsNull();
    void aHandWrittenListIsTakenForTheUsersOwnLabels();
    void saysWhichEventCannotBeRead_data();
    void saysWhichEventCannotBeRead();
};

namespace {

const LabelDefaults here{ "ada", "real-bogus", 3 };

LabelEvent event(store::EventId number, EventKind kind, const std::string& label = {})
{
    LabelEvent made;
    made.event = number;
    made.kind = kind;
    made.candidate = { data::Survey::Ztf, 2481334963515015002 };
    made.object = "ZTF18abc";
    made.user = "mk";
    made.timeUs = 1795385038123456 + number;
    made.label = label;
    if (kind == EventKind::Label)
        made.scheme = "transient-types";
    return made;
}

std::vector<LabelEvent> oneOfEach()
{
    std::vector<LabelEvent> events{ event(1, EventKind::Label, "SN \"Ia\", maybe\nüñí"), event(2, EventKind::Flag),
        event(3, EventKind::Unflag), event(4, EventKind::Skip), event(5, EventKind::Note), event(6, EventKind::Label),
        event(7, EventKind::Undo), event(8, EventKind::Redo) };
    events[0].candidate.survey = data::Survey::Lsst;
    events[0].candidate.id = -3;
    events[0].seconds = 0.1;
    events[0].note = "odd, \"very\"";
    events[2].object.clear();
    events[4].note = "near the edge;\n\tlook again";
    events[6].undoes = 6;
    events[7].undoes = 7;
    return events;
}

} // namespace

void TestLabelFiles::everyKindOfEventComesBackAsItWent_data()
{
    QTest::addColumn<bool>("json");
    QTest::newRow("csv") << false;
    QTest::newRow("json") << true;
}

void TestLabelFiles::everyKindOfEventComesBackAsItWent()
{
    QFETCH(bool, json);
    auto expected = oneOfEach();
    const auto text = json ? labelsAsJson(expected) : labelsAsCsv(expected);
    const auto read = readLabels("x", text, here);
    VERIFY_RESULT(read);
    QCOMPARE(read->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        expected[i].imported = true;
        if (expected[i].kind == EventKind::Redo)
            expected[i].kind = EventKind::Undo; // the store tells them apart, by what is undone
        QVERIFY2((*read)[i] == expected[i], qPrintable(QString("event %1 of\n%2").arg(i + 1).arg(text.c_str())));
    }
}

void TestLabelFiles::csvIsOneLineAnEventUnderTheNamesOfTheContract()
{
    const auto events = oneOfEach();
    const auto lines = QByteArray::fromStdString(labelsAsCsv({ events.data() + 1, 3 })).split('\n');
    QCOMPARE(lines[0].trimmed(), QByteArray("event,candid,object,survey,user,time,scheme,label,undoes,seconds,note"));
    QCOMPARE(
        lines[1].trimmed(), QByteArray("2,2481334963515015002,ZTF18abc,ztf,mk,2026-11-22T22:03:58.123458Z,,flag,,,"));
    QCOMPARE(
        lines[3].trimmed(), QByteArray("4,2481334963515015002,ZTF18abc,ztf,mk,2026-11-22T22:03:58.123460Z,,skip,,,"));
}

void TestLabelFiles::jsonKeepsIdsAsTextAndNothingAsNull()
{
    const auto text = QByteArray::fromStdString(labelsAsJson(oneOfEach()));
    const auto events = QJsonDocument::fromJson(text)["events"].toArray();
    QCOMPARE(events.size(), 8);
    const auto label = events[0].toObject(), note = events[4].toObject(), undo = events[6].toObject();
    QCOMPARE(label["candid"].toString(), QString("-3"));
    QCOMPARE(label["seconds"].toDouble(), 0.1);
    QCOMPARE(note["label"].toString(), QString("note"));
    QVERIFY(note["scheme"].isNull() && note["undoes"].isNull() && note["seconds"].isNull());
    QCOMPARE(undo["undoes"].toString(), QString("6"));
    QVERIFY(undo["label"].isNull());
    QCOMPARE(label.size(), 11);
}

void TestLabelFiles::aHandWrittenListIsTakenForTheUsersOwnLabels()
{
    const auto read = readLabels("x", "label;candid;colour;note\r\nreal;12;red;\r\nflag;13;;\r\n;14;;look\r\n", here);
    VERIFY_RESULT(read);
    QCOMPARE(read->size(), 3u);
    const auto &label = (*read)[0], &flag = (*read)[1], &note = (*read)[2];
    QVERIFY(label.kind == EventKind::Label && label.label == "real" && label.scheme == "real-bogus");
    QVERIFY(label.schemeVersion == 3 && label.user == "ada" && label.timeUs == 0 && label.candidate.id == 12);
    QVERIFY(flag.kind == EventKind::Flag && flag.scheme.empty() && flag.user == "ada");
    QVERIFY(note.kind == EventKind::Note && note.note == "look");
}

void TestLabelFiles::saysWhichEventCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing") << QByteArray() << QByteArray("labels");
    QTest::newRow("no candid") << QByteArray("label\nreal\n") << QByteArray("no column candid");
    QTest::newRow("no label") << QByteArray("candid\n12\n") << QByteArray("no column label");
    QTest::newRow("candid") << QByteArray("candid,label\n1,real\n2e,real\n") << QByteArray("event 2: candid: '2e'");
    QTest::newRow("time") << QByteArray("candid,label,time\n1,real,noon\n") << QByteArray("event 1: time: 'noon'");
    QTest::newRow("survey") << QByteArray("candid,label,survey\n1,real,atlas\n") << QByteArray("event 1: survey");
    QTest::newRow("says nothing") << QByteArray("candid,label\n1,\n") << QByteArray("event 1: scheme");
    QTest::newRow("torn JSON") << QByteArray("{\"events\": [{\"candid\": \"1\"") << QByteArray("list named events");
    QTest::newRow("no list") << QByteArray("{\"events\": {}}") << QByteArray("list named events");
    QTest::newRow("a number for an event") << QByteArray("{\"events\": [7]}") << QByteArray("event 1: candid");
    QTest::newRow("an object for a label")
        << QByteArray("{\"events\": [{\"candid\": [1], \"label\": \"real\"}]}") << QByteArray("event 1: candid: '[1]'");
    QTest::newRow("nested for ever") << QByteArray("{\"events\":" + QByteArray(1000000, '[')) << QByteArray("events");
}

void TestLabelFiles::saysWhichEventCannotBeRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto read = readLabels("labels", text.toStdString(), here);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
    QVERIFY2(QByteArray::fromStdString(read.error().message).contains(says), read.error().message.c_str());
    QVERIFY2(read.error().message.starts_with("labels:"), read.error().message.c_str());
    QVERIFY(!read.error().remedy.empty());
}

QTEST_GUILESS_MAIN(TestLabelFiles)
#include "tst_label_files.moc"
