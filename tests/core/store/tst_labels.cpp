#include "core/store/label_exchange.h"
#include "store_test.h"

#include <chrono>
#include <sqlite3.h>
#include <thread>

using namespace vetrina;
using namespace vetrina::store;

class TestLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEventReadsBackAsItWasAdded();
    void theCurrentLabelIsTheLatestThatStands();
    void undoTakesBackAndRedoGivesBack();
    void undoTakesBackOnlyOnesOwn();
    void oneUndoTakesBackAWholeGesture();
    void aNewLabelEndsRedo();
    void anEmptyLabelTakesTheLabelAway();
    void aClockThatGoesBackDoesNotChangeTheOrder();
    void flagsSkipsAndNotesAreEventsToo();
    void eventsCanNeitherBeChangedNorDeleted_data();
    void eventsCanNeitherBeChangedNorDeleted();
    void refusesWhatMakesNoSense();
    void anExportImportsIntoAnotherProjectOnce();
    void importIntoTheSameProjectAddsNothing();
    void importCountsConflicts();
    void importOfAnUndoWithoutItsEventAddsNothing();
    void importedEventsAreNotUndone();
    void exportedCellsReadBackAsTheSameEvents();
    void refusesCellsThatMakeNoSense_data();
    void refusesCellsThatMakeNoSense();
    void timesAreThoseOfTheCalendar_data();
    void timesAreThoseOfTheCalendar();
    void schemesAreKeptAByVersion();
    void whoWritesLongIsWaitedFor();
    void seenIsKept();

private:
    static std::string current(LabelStore& store, std::int64_t candidate, const std::string& user = "ada")
    {
        const auto one = store.currentLabel("real-bogus", user, { data::Survey::Ztf, candidate }).value();
        // The list over all candidates must say the same.
        std::string listed;
        const auto labels = store.currentLabels("real-bogus", user).value();
        for (const auto& label : labels)
            if (label.candidate.id == candidate)
                listed = label.label;
        return (one ? one->label : "") == listed ? listed : "the list and the one differ";
    }
};

void TestLabels::anEventReadsBackAsItWasAdded()
{
    const TemporaryProject t;
    auto event = labelOf(9'223'372'036'854'775'807, "real");
    event.seconds = 1.25;
    event.scores = R"({"braai":[0.1,0.9]})";
    event.note = "streak? \"maybe\"\nüñí";
    event.timeUs = 1'600'000'000'123'456;
    {
        auto store = LabelStore::open(t.project).value();
        QCOMPARE(store->add(event).value(), 1);
    }
    auto store = LabelStore::open({ t.project.folder, Mode::ReadOnly }).value();
    const auto events = store->events().value();
    QCOMPARE(events.size(), 1u);
    event.event = event.gesture = 1;
    QVERIFY(events[0] == event);
    QCOMPARE(store->lastEvent().value(), 1);
    QCOMPARE(store->eventsOf(event.candidate).value().size(), 1u);
    QCOMPARE(store->add(event).error().code, Error::Code::ReadOnly);
}

void TestLabels::theCurrentLabelIsTheLatestThatStands()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QCOMPARE(current(*store, 7), std::string());
    QVERIFY(store->add(labelOf(7, "real")));
    QVERIFY(store->add(labelOf(7, "bogus")));
    QVERIFY(store->add(labelOf(7, "real", "bob")));
    QVERIFY(store->add(labelOf(8, "real")));
    auto other = labelOf(7, "SN Ia");
    other.scheme = "transients";
    QVERIFY(store->add(other));
    QCOMPARE(current(*store, 7), std::string("bogus"));
    QCOMPARE(current(*store, 7, "bob"), std::string("real"));
    QCOMPARE(current(*store, 8), std::string("real"));
    QCOMPARE(store->currentLabels("transients", "ada").value().size(), 1u);
}

void TestLabels::undoTakesBackAndRedoGivesBack()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QCOMPARE(store->undo("ada").error().code, Error::Code::NotFound);
    QVERIFY(store->add(labelOf(1, "real")));
    QVERIFY(store->add(labelOf(1, "bogus")));
    QVERIFY(store->add(labelOf(2, "real")));
    const auto undone = store->undo("ada").value();
    QCOMPARE(undone.size(), 1u);
    QCOMPARE(undone[0].undoes, 3);
    QCOMPARE(current(*store, 2), std::string());
    QVERIFY(store->undo("ada"));
    QCOMPARE(current(*store, 1), std::string("real"));
    QVERIFY(store->redo("ada"));
    QCOMPARE(current(*store, 1), std::string("bogus"));
    QVERIFY(store->undo("ada")); // the same event again
    QCOMPARE(current(*store, 1), std::string("real"));
    QVERIFY(store->redo("ada"));
    QVERIFY(store->redo("ada"));
    QCOMPARE(current(*store, 1), std::string("bogus"));
    QCOMPARE(current(*store, 2), std::string("real"));
    QCOMPARE(store->redo("ada").error().code, Error::Code::NotFound);
    for (int i = 0; i < 3; ++i)
        QVERIFY(store->undo("ada"));
    QCOMPARE(current(*store, 1), std::string());
    QCOMPARE(store->undo("ada").error().code, Error::Code::NotFound);
    QCOMPARE(store->events().value().size(), 3u + 2 + 1 + 1 + 2 + 3); // nothing went
}

void TestLabels::undoTakesBackOnlyOnesOwn()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(1, "real", "ada")));
    QVERIFY(store->add(labelOf(1, "bogus", "bob")));
    QVERIFY(store->undo("ada"));
    QCOMPARE(current(*store, 1, "ada"), std::string());
    QCOMPARE(current(*store, 1, "bob"), std::string("bogus"));
    QCOMPARE(store->redo("bob").error().code, Error::Code::NotFound);
}

void TestLabels::oneUndoTakesBackAWholeGesture()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(9, "bogus")));
    const std::vector gesture{ labelOf(1, "real"), labelOf(2, "real"), labelOf(3, "real") };
    const auto ids = store->add(gesture).value();
    QCOMPARE(ids, (std::vector<EventId>{ 2, 3, 4 }));
    QCOMPARE(store->undo("ada").value().size(), 3u);
    QCOMPARE(store->currentLabels("real-bogus", "ada").value().size(), 1u);
    QCOMPARE(store->redo("ada").value().size(), 3u);
    QCOMPARE(store->currentLabels("real-bogus", "ada").value().size(), 4u);
}

void TestLabels::aNewLabelEndsRedo()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(1, "real")));
    QVERIFY(store->undo("ada"));
    QVERIFY(store->add(labelOf(2, "real")));
    QCOMPARE(store->redo("ada").error().code, Error::Code::NotFound);
}

void TestLabels::anEmptyLabelTakesTheLabelAway()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(1, "real")));
    QVERIFY(store->add(labelOf(1, "")));
    QCOMPARE(current(*store, 1), std::string());
    QVERIFY(store->undo("ada"));
    QCOMPARE(current(*store, 1), std::string("real"));
}

void TestLabels::aClockThatGoesBackDoesNotChangeTheOrder()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    auto future = labelOf(1, "real");
    future.timeUs = 4'000'000'000'000'000; // 2096
    QVERIFY(store->add(future));
    QVERIFY(store->add(labelOf(1, "bogus")));
    QCOMPARE(current(*store, 1), std::string("bogus"));
}

void TestLabels::flagsSkipsAndNotesAreEventsToo()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    for (const auto kind : { EventKind::Flag, EventKind::Unflag, EventKind::Skip, EventKind::Note }) {
        auto event = labelOf(1, "");
        event.kind = kind;
        event.scheme.clear();
        event.note = kind == EventKind::Note ? "odd" : "";
        QVERIFY(store->add(event));
    }
    const auto events = store->events().value();
    QCOMPARE(events.size(), 4u);
    QCOMPARE(events[3].note, std::string("odd"));
    QCOMPARE(store->undo("ada").value().front().undoes, 4);
    QCOMPARE(current(*store, 1), std::string());
}

void TestLabels::eventsCanNeitherBeChangedNorDeleted_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("update") << QByteArray("UPDATE events SET label = 'bogus'");
    QTest::newRow("delete") << QByteArray("DELETE FROM events");
    QTest::newRow("replace") << QByteArray("INSERT OR REPLACE INTO events SELECT * FROM events");
    QTest::newRow("update seen") << QByteArray("UPDATE seen SET user = 'eve'");
    QTest::newRow("delete seen") << QByteArray("DELETE FROM seen");
    QTest::newRow("replace seen") << QByteArray("REPLACE INTO seen SELECT * FROM seen");
}

void TestLabels::eventsCanNeitherBeChangedNorDeleted()
{
    QFETCH(QByteArray, sql);
    const TemporaryProject t;
    {
        auto store = LabelStore::open(t.project).value();
        QVERIFY(store->add(labelOf(1, "real")));
        const SeenEvent seen{ 0, { data::Survey::Ztf, 1 }, "ada", 0, 2.5 };
        QVERIFY(store->addSeen({ &seen, 1 }));
    }
    sqlite3* connection = nullptr; // not by way of our own code: any program that opens the file
    QCOMPARE(sqlite3_open(t.project.labels().c_str(), &connection), SQLITE_OK);
    QCOMPARE(sqlite3_exec(connection, sql.constData(), nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
    sqlite3_close(connection);
    QCOMPARE(current(*LabelStore::open(t.project).value(), 1), std::string("real"));
}

void TestLabels::refusesWhatMakesNoSense()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QCOMPARE(store->add(labelOf(1, "real", "")).error().code, Error::Code::WrongUse);
    auto event = labelOf(1, "real");
    event.scheme.clear();
    QCOMPARE(store->add(event).error().code, Error::Code::WrongUse);
    event = labelOf(1, "real");
    event.kind = EventKind::Undo;
    QCOMPARE(store->add(event).error().code, Error::Code::WrongUse);
    QCOMPARE(store->lastEvent().value(), 0);
}

void TestLabels::anExportImportsIntoAnotherProjectOnce()
{
    const TemporaryProject from, to;
    auto source = LabelStore::open(from.project).value();
    auto target = LabelStore::open(to.project).value();
    QVERIFY(target->add(labelOf(5, "real", "bob"))); // so that the numbers differ
    QVERIFY(source->add(labelOf(1, "real")));
    QVERIFY(source->add(labelOf(2, "bogus")));
    QVERIFY(source->add(labelOf(1, "bogus")));
    QVERIFY(source->undo("ada"));
    QVERIFY(source->redo("ada"));
    QVERIFY(source->undo("ada"));
    const auto events = source->events().value();
    const auto first = target->import(events).value();
    QCOMPARE(first.added, 6);
    QCOMPARE(first.skipped + first.conflicts, 0);
    const auto again = target->import(events).value();
    QCOMPARE(again.skipped, 6);
    QCOMPARE(again.added + again.conflicts, 0);
    for (const auto& [candidate, label] : { std::pair(1, "real"), std::pair(2, "bogus") }) {
        QCOMPARE(current(*source, candidate), std::string(label));
        QCOMPARE(current(*target, candidate), std::string(label));
    }
    // What was added since comes with the next import.
    QVERIFY(source->redo("ada"));
    QCOMPARE(target->import(source->events().value()).value().added, 1);
    QCOMPARE(current(*target, 1), std::string("bogus"));
}

void TestLabels::importIntoTheSameProjectAddsNothing()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    const std::vector gesture{ labelOf(1, "real"), labelOf(2, "real") };
    QVERIFY(store->add(gesture));
    QVERIFY(store->undo("ada"));
    const auto report = store->import(store->events().value()).value();
    QCOMPARE(report.skipped, 4);
    QCOMPARE(report.added + report.conflicts, 0);
}

void TestLabels::importCountsConflicts()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(1, "real")));
    QVERIFY(store->undo("ada"));
    QVERIFY(store->redo("ada"));
    auto events = store->events().value();
    events[0].label = "bogus";
    const auto report = store->import(events).value();
    QCOMPARE(report.conflicts, 3); // the label, and with it what undoes it
    QCOMPARE(report.added + report.skipped, 0);
    QCOMPARE(report.problems.size(), 3u);
    QCOMPARE(current(*store, 1), std::string("real"));

    auto timeless = labelOf(1, "real");
    QCOMPARE(store->import({ &timeless, 1 }).value().skipped, 1);
    timeless.label = "bogus";
    QCOMPARE(store->import({ &timeless, 1 }).value().conflicts, 1);
    timeless.candidate.id = 2;
    QCOMPARE(store->import({ &timeless, 1 }).value().added, 1);
    QCOMPARE(store->import({ &timeless, 1 }).value().skipped, 1);
}

void TestLabels::importOfAnUndoWithoutItsEventAddsNothing()
{
    const TemporaryProject from, to;
    auto source = LabelStore::open(from.project).value();
    auto target = LabelStore::open(to.project).value();
    QVERIFY(source->add(labelOf(1, "real")));
    QVERIFY(source->add(labelOf(2, "real")));
    QVERIFY(source->undo("ada"));
    auto events = source->events().value();
    events.erase(events.begin() + 1);
    const auto report = target->import(events);
    QVERIFY(!report);
    QCOMPARE(report.error().code, Error::Code::Malformed);
    QCOMPARE(target->lastEvent().value(), 0);
}

void TestLabels::importedEventsAreNotUndone()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(1, "real")));
    auto event = labelOf(2, "real");
    event.timeUs = 5;
    QVERIFY(store->import({ &event, 1 }));
    QCOMPARE(store->undo("ada").value().front().undoes, 1);
    QCOMPARE(current(*store, 2), std::string("real"));
}

void TestLabels::exportedCellsReadBackAsTheSameEvents()
{
    const TemporaryProject from, to;
    auto source = LabelStore::open(from.project).value();
    auto full = labelOf(-3, "SN \"Ia\", maybe\nüñí");
    full.candidate.survey = data::Survey::Lsst;
    full.seconds = 0.1;
    full.note = "odd";
    QVERIFY(source->add(full));
    for (const auto kind : { EventKind::Flag, EventKind::Unflag, EventKind::Skip, EventKind::Note }) {
        auto event = labelOf(1, "");
        event.kind = kind;
        event.scheme.clear();
        QVERIFY(source->add(event));
    }
    QVERIFY(source->undo("ada") && source->redo("ada") && source->undo("ada"));
    const auto events = source->events().value();
    std::vector<LabelEvent> read;
    for (const auto& event : events)
        read.push_back(fromExchange(toExchange(event)).value());
    auto target = LabelStore::open(to.project).value();
    QCOMPARE(target->import(read).value().added, 8);
    const auto there = target->events().value();
    for (std::size_t i = 0; i < events.size(); ++i) {
        auto expected = events[i];
        expected.imported = true;
        expected.gesture = expected.event;
        expected.schemeVersion = 0; // is not exported
        QVERIFY2(there[i] == expected, qPrintable(QString::number(i)));
    }
    QCOMPARE(source->import(read).value().skipped, 8);
}

void TestLabels::refusesCellsThatMakeNoSense_data()
{
    QTest::addColumn<int>("cell");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("candid") << 1 << QByteArray("12x");
    QTest::newRow("no candid") << 1 << QByteArray("");
    QTest::newRow("candid of more than 64 bits") << 1 << QByteArray("9223372036854775808");
    QTest::newRow("survey") << 3 << QByteArray("sdss");
    QTest::newRow("no user") << 4 << QByteArray("");
    QTest::newRow("time") << 5 << QByteArray("yesterday");
    QTest::newRow("no scheme") << 6 << QByteArray("");
    QTest::newRow("undoes") << 8 << QByteArray("-");
    QTest::newRow("seconds") << 9 << QByteArray("1,5");
}

void TestLabels::refusesCellsThatMakeNoSense()
{
    QFETCH(int, cell);
    QFETCH(QByteArray, text);
    auto cells = toExchange(labelOf(1, "real"));
    QVERIFY(fromExchange(cells));
    cells[static_cast<std::size_t>(cell)] = text.toStdString();
    const auto event = fromExchange(cells);
    QVERIFY(!event);
    QCOMPARE(event.error().code, Error::Code::Malformed);
    QVERIFY(event.error().message.starts_with(exchangeColumns[static_cast<std::size_t>(cell)]));
}

void TestLabels::timesAreThoseOfTheCalendar_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("timeUs"); // date -u -d TEXT +%s
    QTest::newRow("fraction") << QByteArray("2026-11-22T22:03:58.123456Z") << qint64(1795385038123456);
    QTest::newRow("leap day") << QByteArray("2024-02-29T00:00:00.000000Z") << qint64(1709164800000000);
    QTest::newRow("before 1970") << QByteArray("1969-12-31T23:59:59.999999Z") << qint64(-1);
}

void TestLabels::timesAreThoseOfTheCalendar()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, timeUs);
    QCOMPARE(usOfIso(text.toStdString()).value(), timeUs);
    QCOMPARE(isoOfUs(timeUs), text.toStdString());
    QVERIFY(usOfIso(text.left(19).toStdString()));
    QCOMPARE(usOfIso(text.chopped(1).toStdString() + "+00:00").value(), timeUs); // as Python writes UTC
    for (const char* bad : { "2023-02-29T00:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29", "2024-02-29T00:00:00.Z",
             "2024-02-29T00:00:00+01", "" })
        QVERIFY(!usOfIso(bad));
}

void TestLabels::schemesAreKeptAByVersion()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->putScheme({ "real-bogus", 1, "{}" }));
    QVERIFY(store->putScheme({ "real-bogus", 1, "{}" }));
    QVERIFY(store->putScheme({ "real-bogus", 2, "{2}" }));
    QCOMPARE(store->putScheme({ "real-bogus", 2, "{3}" }).error().code, Error::Code::WrongUse);
    QCOMPARE(store->schemes().value().size(), 2u);
    QCOMPARE(store->activeScheme().value(), std::string());
    QVERIFY(store->setActiveScheme("real-bogus"));
    QCOMPARE(store->activeScheme().value(), std::string("real-bogus"));
}

void TestLabels::whoWritesLongIsWaitedFor()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->putScheme({ "real-bogus", 1, "{}" }));
    auto other = Database::open(t.project.labels(), Mode::ReadWrite).value();
    const auto began = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::steady_clock::now() - began; };
    constexpr std::chrono::seconds held(12);
    VERIFY_RESULT(other.execute("BEGIN IMMEDIATE"));
    std::jthread release([&] {
        std::this_thread::sleep_for(held);
        (void)other.execute("COMMIT");
    });
    QVERIFY(store->putScheme({ "real-bogus", 1, "{}" })); // known: nothing to write
    QCOMPARE(store->putScheme({ "real-bogus", 1, "{1}" }).error().code, Error::Code::WrongUse);
    QVERIFY(passed() < held);
    VERIFY_RESULT(store->add(labelOf(1, "real")));
    QVERIFY(passed() >= held);
}

void TestLabels::seenIsKept()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    std::vector<SeenEvent> seen;
    for (int i = 0; i < 10'000; ++i)
        seen.push_back({ 0, { data::Survey::Lsst, i }, "ada", 1 + i, {} });
    QVERIFY(store->addSeen(seen));
    int count = 0;
    QVERIFY(store->forEachSeen(100, [&](const SeenEvent& event) {
        ++count;
        return event.candidate.id + 1 == event.seen;
    }));
    QCOMPARE(count, 9900);
}

QTEST_APPLESS_MAIN(TestLabels)
#include "tst_labels.moc"
