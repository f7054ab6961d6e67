#include "core/base/crew.h"

#include <QTest>

#include <atomic>
#include <vector>

using namespace vetrina;

class TestCrew : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWorkerRunsOnce();
    void everyPartIsDoneOnce_data();
    void everyPartIsDoneOnce();
};

void TestCrew::everyWorkerRunsOnce()
{
    for (const unsigned workers : { 0U, 1U, 4U }) {
        Crew crew("test", workers);
        QCOMPARE(crew.workers(), std::max(1U, workers));
        for (int call = 0; call < 50; ++call) {
            std::vector<std::atomic<int>> ran(crew.workers());
            crew.run([&](unsigned worker) { ++ran[worker]; });
            for (const auto& count : ran)
                QCOMPARE(count.load(), 1);
        }
    }
}

void TestCrew::everyPartIsDoneOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("piece");
    QTest::newRow("nothing") << 0 << 4;
    QTest::newRow("one piece") << 4 << 4;
    QTest::newRow("an odd end") << 1001 << 7;
    QTest::newRow("a piece of none is one") << 10 << 0;
}

void TestCrew::everyPartIsDoneOnce()
{
    QFETCH(int, count);
    QFETCH(int, piece);
    Crew crew("test", 3);
    std::vector<int> done(std::size_t(count), 0);
    crew.each(std::size_t(count), std::size_t(piece), [&](std::size_t first, std::size_t last, unsigned worker) {
        for (std::size_t i = first; i < last; ++i)
            done[i] += worker < 3 && last - first <= std::size_t(std::max(1, piece)) ? 1 : 100;
    });
    QCOMPARE(done, std::vector<int>(std::size_t(count), 1));
}

QTEST_APPLESS_MAIN(TestCrew)
#include "tst_crew.moc"
