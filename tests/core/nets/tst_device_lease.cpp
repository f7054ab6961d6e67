#include "core/nets/device_lease.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace vetrina::nets;

class TestDeviceLease : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theMostUrgentGoesFirstThenTheFirstToAsk();
    void oneAtATime();
    void whoIsStoppedDoesNotGetIt();
};

void TestDeviceLease::theMostUrgentGoesFirstThenTheFirstToAsk()
{
    DeviceLease lease;
    std::vector<int> order; // guarded by the lease itself
    auto held = lease.acquire(Priority::Training);
    std::vector<std::jthread> threads;
    const auto ask = [&](Priority priority, int name) {
        threads.emplace_back([&, priority, name] {
            const auto mine = lease.acquire(priority);
            order.push_back(name);
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // so that they ask in this order
    };
    ask(Priority::Training, 4);
    QVERIFY(!lease.wanted(Priority::Queue));
    ask(Priority::Queue, 2);
    ask(Priority::Queue, 3);
    QVERIFY(lease.wanted(Priority::Training) && !lease.wanted(Priority::Queue));
    ask(Priority::Screen, 1);
    QVERIFY(lease.wanted(Priority::Queue) && !lease.wanted(Priority::Screen));
    held.reset();
    threads.clear();
    QCOMPARE(order, (std::vector<int>{ 1, 2, 3, 4 }));
}

void TestDeviceLease::oneAtATime()
{
    DeviceLease lease;
    std::atomic<int> inside = 0, most = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 200; ++i) {
                    const auto mine = lease.acquire(static_cast<Priority>(t % 3));
                    most = std::max(most.load(), ++inside);
                    --inside;
                }
            });
    }
    QCOMPARE(most.load(), 1);
}

void TestDeviceLease::whoIsStoppedDoesNotGetIt()
{
    DeviceLease lease;
    auto held = lease.acquire(Priority::Screen);
    std::stop_source stop;
    std::atomic<bool> got = true;
    std::jthread waiting([&] { got = lease.acquire(Priority::Screen, stop.get_token()).has_value(); });
    std::jthread after([&] { (void)lease.acquire(Priority::Queue); }); // is not held up by who gave up
    stop.request_stop();
    waiting.join();
    QVERIFY(!got);
    held.reset();
    after.join();
}

QTEST_APPLESS_MAIN(TestDeviceLease)
#include "tst_device_lease.moc"
