#include "core/session/candidates.h"
#include "core/session/ingest.h"
#include "tests/core/session/small_night.h"
#include "tests/real_data.h"

#include <algorithm>
#include <map>

using namespace vetrina;
using namespace vetrina::session;

/// The alerts of an object, as a project that took packets in tells them.
class TestObjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anObjectsAlertsAreThoseOfItsPackets();
    void everyRealAlertIsAmongItsObjects();

private:
    SmallNight m_night;
};

void TestObjects::anObjectsAlertsAreThoseOfItsPackets()
{
    const auto session = m_night.open();
    QVERIFY(session);
    Progress progress;
    VERIFY_RESULT(session->ingest().run({ m_night.file("packets.avro", smallContainer(0, 30)) }, {}, progress));
    const Candidates& candidates = session->candidates();
    const auto row = candidates.find(1013); // alerts 10 to 19 are one object's, five a night
    VERIFY_RESULT(row);
    const auto alerts = candidates.ofObject(*row);
    VERIFY_RESULT(alerts);
    QCOMPARE(alerts->size(), 10u);
    std::map<std::int64_t, ObjectAlert> byId;
    for (const ObjectAlert& alert : *alerts)
        byId[alert.candid] = alert;
    for (std::int64_t number = 10; number < 20; ++number) {
        QVERIFY(byId.contains(1000 + number));
        const ObjectAlert& alert = byId[1000 + number];
        QCOMPARE(alert.jd, 2458000.75 + static_cast<double>(number / 5));
        QCOMPARE(alert.band, number % 2 == 0 ? 'g' : 'r');
        QCOMPARE(alert.magnitude, 18.f + static_cast<float>(number % 7));
        QVERIFY(alert.positive);
        QCOMPARE(candidates.find(alert.candid).value(), alert.row);
    }
    QVERIFY(std::ranges::is_sorted(*alerts, std::greater(), &ObjectAlert::jd)); // newest first
    const auto nobody = candidates.ofObject(1000);
    QVERIFY(!nobody);
    QCOMPARE(nobody.error().code, Error::Code::NotFound);
}

void TestObjects::everyRealAlertIsAmongItsObjects()
{
    REAL_DATA_OR_SKIP();
    const SmallNight night;
    const auto session = night.open();
    QVERIFY(session);
    Progress progress;
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/night" }, {}, progress));
    const Candidates& candidates = session->candidates();
    std::map<std::string, int> counted;
    const auto count = static_cast<data::Row>(candidates.count());
    std::vector<data::Row> rows;
    for (data::Row row = 0; row < count; ++row)
        rows.push_back(row);
    const auto all = candidates.rows(rows);
    VERIFY_RESULT(all);
    for (const CandidateRow& row : *all)
        ++counted[row.candidate.object];
    QCOMPARE(counted.size(), 564u); // the night's 607 packets are 564 objects
    for (const CandidateRow& row : *all) {
        const auto alerts = candidates.ofObject(row.row);
        VERIFY_RESULT(alerts);
        QCOMPARE(static_cast<int>(alerts->size()), counted[row.candidate.object]);
        const auto own = std::ranges::find(*alerts, row.row, &ObjectAlert::row);
        QVERIFY(own != alerts->end() && own->candid == row.candidate.key.id);
    }
}

QTEST_GUILESS_MAIN(TestObjects)
#include "tst_objects.moc"
