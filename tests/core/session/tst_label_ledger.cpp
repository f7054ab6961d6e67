#include "core/session/label_ledger.h"
#include "tests/core/store/store_test.h"

#include <map>

using namespace vetrina;
using namespace vetrina::session;
using store::EventKind;
using store::LabelEvent;
using store::LabelStore;

class TestLabelLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsLabelsFlagsSkipsAndNotes();
    void anUndoneEventNoLongerStandsUntilItIsDoneAgain();
    void onlyTheUsersOwnEventsCount();
    void aLabelOfAnotherSchemeIsNone();
    void seesWhatAnotherProcessAdded();
    void agreesWithTheStoreAfterAnyHistory();
};

namespace {

const data::CandidateKey one{ data::Survey::Ztf, 1 };

LabelEvent mark(std::int64_t number, EventKind kind, const std::string& note = {})
{
    auto event = labelOf(number, "");
    event.kind = kind;
    event.scheme.clear();
    event.note = note;
    return event;
}

} // namespace

void TestLabelLedger::followsLabelsFlagsSkipsAndNotes()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    LabelLedger ledger("ada");
    const auto standing = [&] {
        (void)ledger.refresh(*store);
        return ledger.of(one, "real-bogus");
    };
    QVERIFY(standing().label.empty());
    QVERIFY(store->add(mark(1, EventKind::Skip)));
    QVERIFY(standing().skipped);
    QVERIFY(store->add(labelOf(1, "real")));
    QCOMPARE(standing().label, std::string("real"));
    QVERIFY(!standing().skipped); // it was labelled since
    QVERIFY(store->add(mark(1, EventKind::Flag)) && store->add(mark(1, EventKind::Note, "edge")));
    QVERIFY(standing().flagged);
    QCOMPARE(standing().note, std::string("edge"));
    QVERIFY(store->add(mark(1, EventKind::Unflag)) && store->add(labelOf(1, "bogus")));
    QVERIFY(!standing().flagged);
    QCOMPARE(standing().label, std::string("bogus"));
    QVERIFY(store->add(labelOf(2, "real")) && store->add(mark(3, EventKind::Skip)));
    QVERIFY(ledger.refresh(*store));
    const auto counts = ledger.counts("real-bogus");
    QVERIFY(counts.labelled == 2 && counts.skipped == 1 && counts.flagged == 0);
}

void TestLabelLedger::anUndoneEventNoLongerStandsUntilItIsDoneAgain()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    LabelLedger ledger("ada");
    const auto label = [&] {
        (void)ledger.refresh(*store);
        return ledger.of(one, "real-bogus").label;
    };
    QVERIFY(store->add(labelOf(1, "real")) && store->add(labelOf(1, "bogus")));
    QVERIFY(store->undo("ada"));
    QCOMPARE(label(), std::string("real"));
    QVERIFY(store->undo("ada"));
    QCOMPARE(label(), std::string());
    QVERIFY(store->redo("ada") && store->redo("ada"));
    QCOMPARE(label(), std::string("bogus"));
    QVERIFY(store->undo("ada") && store->undo("ada"));
    QCOMPARE(label(), std::string());
}

void TestLabelLedger::onlyTheUsersOwnEventsCount()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    QVERIFY(store->add(labelOf(1, "real", "mk")) && store->add(labelOf(2, "bogus", "ada")));
    LabelLedger ledger("ada");
    QVERIFY(ledger.refresh(*store));
    QVERIFY(ledger.of(one, "real-bogus").label.empty());
    QCOMPARE(ledger.counts("real-bogus").labelled, 1u);
}

void TestLabelLedger::aLabelOfAnotherSchemeIsNone()
{
    const TemporaryProject t;
    auto store = LabelStore::open(t.project).value();
    auto event = labelOf(1, "spiral");
    event.scheme = "morphology";
    QVERIFY(store->add(event));
    LabelLedger ledger("ada");
    QVERIFY(ledger.refresh(*store));
    QVERIFY(ledger.of(one, "real-bogus").label.empty());
    QCOMPARE(ledger.of(one, "morphology").label, std::string("spiral"));
    QCOMPARE(ledger.counts("real-bogus").labelled, 0u);
}

void TestLabelLedger::seesWhatAnotherProcessAdded()
{
    const TemporaryProject t;
    auto here = LabelStore::open(t.project).value(), there = LabelStore::open(t.project).value();
    LabelLedger ledger("ada");
    QVERIFY(ledger.refresh(*here));
    QVERIFY(there->add(labelOf(1, "real")));
    QVERIFY(ledger.refresh(*here));
    QCOMPARE(ledger.of(one, "real-bogus").label, std::string("real"));
}

void TestLabelLedger::agreesWithTheStoreAfterAnyHistory()
{
    const TemporaryProject t(quickFolder());
    auto store = LabelStore::open(t.project).value();
    std::mt19937 random(3);
    LabelLedger ledger("ada");
    for (int step = 0; step < 2000; ++step) {
        const auto candidate = static_cast<std::int64_t>(random() % 12);
        switch (random() % 6) {
        case 0:
            (void)store->undo("ada"); // at times there is nothing to take back
            break;
        case 1:
            (void)store->redo("ada");
            break;
        case 2:
            QVERIFY(store->add(mark(candidate, random() % 2 ? EventKind::Flag : EventKind::Unflag)));
            break;
        default:
            QVERIFY(store->add(labelOf(candidate, std::string(1, static_cast<char>('a' + random() % 5)))));
        }
        if (step % 50 != 0)
            continue;
        QVERIFY(ledger.refresh(*store));
        // The store's own answer is one SQL query over all events.
        std::map<std::int64_t, std::string> labels;
        const auto currentLabels = store->currentLabels("real-bogus", "ada").value();
        for (const auto& current : currentLabels)
            labels[current.candidate.id] = current.label;
        const auto flagged = store->flagged("ada").value();
        QCOMPARE(ledger.counts("real-bogus").labelled, static_cast<std::uint64_t>(labels.size()));
        QCOMPARE(ledger.counts("real-bogus").flagged, static_cast<std::uint64_t>(flagged.size()));
        for (std::int64_t number = 0; number < 12; ++number) {
            const auto standing = ledger.of({ data::Survey::Ztf, number }, "real-bogus");
            QCOMPARE(standing.label, labels[number]);
            QCOMPARE(standing.flagged, std::ranges::find(flagged, number, &data::CandidateKey::id) != flagged.end());
        }
    }
}

QTEST_GUILESS_MAIN(TestLabelLedger)
#include "tst_label_ledger.moc"
