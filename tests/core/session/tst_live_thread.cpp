#include "core/session/live_thread.h"

#include <QTest>

#include <atomic>
#include <vector>

using namespace vetrina;
using namespace vetrina::session;

class TestLiveThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneLoopRunsAtATimeWhoeverStartsThem();
    void itEndsWithItsOwner();
};

void TestLiveThread::oneLoopRunsAtATimeWhoeverStartsThem()
{
    std::atomic<int> running = 0, most = 0, begun = 0;
    LiveThread live;
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 4; ++caller)
            callers.push_back(startThread("caller", [&](std::stop_token) {
                for (int i = 0; i < 25; ++i) {
                    live.start("loop", [&](std::stop_token stop) {
                        ++begun;
                        most = std::max(most.load(), ++running);
                        while (!stop.stop_requested())
                            std::this_thread::yield();
                        --running;
                    });
                    if (i % 5 == 4)
                        live.stop();
                }
            }));
    }
    live.stop();
    QCOMPARE(most.load(), 1);
    QCOMPARE(running.load(), 0);
    QCOMPARE(begun.load(), 100);
}

void TestLiveThread::itEndsWithItsOwner()
{
    std::atomic<bool> ended = false;
    {
        LiveThread live;
        live.start("loop", [&](std::stop_token stop) {
            while (!stop.stop_requested())
                std::this_thread::yield();
            ended = true;
        });
    }
    QVERIFY(ended);
}

QTEST_APPLESS_MAIN(TestLiveThread)
#include "tst_live_thread.moc"
