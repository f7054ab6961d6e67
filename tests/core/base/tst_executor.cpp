#include "core/base/executor.h"
#include "core/base/file.h"
#include "core/base/hash.h"

#include <QTemporaryDir>
#include <QTest>

#include <latch>
#include <sched.h>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

using namespace vetrina;

class TestExecutor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesResults();
    void turnsExceptionsIntoErrors();
    void doesNotRunWhatWasStopped();
    void refusesWhenFull();
    void dropsTheOldestWhenFull();
    void shutdownFinishesWhatWaits();
    void abandonCancelsWhatWaits();
    void refusesAfterShutdown();
    void backgroundThreadsAndTheirsGoBehind();
    void beforeAWindowBackgroundThreadsStandBack();
    void hashesAgreeWithTheStandards();
    void replacedFilesAreWholeAndReadBack();
    void filesLargerThanTheLimitAreNotRead();
};

namespace {

/// Keeps the only thread of an executor busy until it is let go.
struct Gate {
    std::latch entered{ 1 }, leave{ 1 };
    Result<int> operator()(std::stop_token)
    {
        entered.count_down();
        leave.wait();
        return 0;
    }
};

auto hold(Executor& executor, Gate& gate)
{
    auto held = executor.submit([&](std::stop_token s) { return gate(s); });
    gate.entered.wait();
    return held;
}

Result<int> one(std::stop_token) { return 1; }

} // namespace

void TestExecutor::givesResults()
{
    Executor executor("test", 2, 8, Executor::WhenFull::Wait);
    std::vector<std::future<Result<int>>> futures;
    for (int i = 0; i < 1000; ++i)
        futures.push_back(executor.submit([i](std::stop_token) -> Result<int> { return i; }));
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(futures[i].get().value(), i);
}

void TestExecutor::turnsExceptionsIntoErrors()
{
    Executor executor("test", 1, 8, Executor::WhenFull::Wait);
    auto future = executor.submit([](std::stop_token) -> Result<int> { throw std::runtime_error("words"); });
    const auto result = future.get();
    QVERIFY(!result);
    QCOMPARE(result.error().code, Error::Code::Internal);
    QCOMPARE(result.error().message, std::string("words"));
}

void TestExecutor::doesNotRunWhatWasStopped()
{
    Executor executor("test", 1, 8, Executor::WhenFull::Wait);
    std::stop_source stop;
    stop.request_stop();
    bool ran = false;
    auto future = executor.submit(
        [&](std::stop_token) -> Result<int> {
            ran = true;
            return 1;
        },
        stop.get_token());
    QCOMPARE(future.get().error().code, Error::Code::Cancelled);
    QVERIFY(!ran);
}

void TestExecutor::refusesWhenFull()
{
    Executor executor("test", 1, 1, Executor::WhenFull::Refuse);
    Gate gate;
    auto held = hold(executor, gate);
    auto waits = executor.submit(one);
    QCOMPARE(executor.submit(one).get().error().code, Error::Code::Busy);
    gate.leave.count_down();
    QCOMPARE(waits.get().value(), 1);
}

void TestExecutor::dropsTheOldestWhenFull()
{
    Executor executor("test", 1, 1, Executor::WhenFull::DropOldest);
    Gate gate;
    auto held = hold(executor, gate);
    auto oldest = executor.submit(one);
    auto newest = executor.submit(one);
    QCOMPARE(oldest.get().error().code, Error::Code::Cancelled);
    gate.leave.count_down();
    QCOMPARE(newest.get().value(), 1);
}

void TestExecutor::shutdownFinishesWhatWaits()
{
    Executor executor("test", 1, 100, Executor::WhenFull::Wait);
    std::vector<std::future<Result<int>>> futures;
    for (int i = 0; i < 50; ++i)
        futures.push_back(executor.submit(one));
    executor.shutdown();
    for (auto& future : futures)
        QCOMPARE(future.get().value(), 1);
}

void TestExecutor::abandonCancelsWhatWaits()
{
    Executor executor("test", 1, 100, Executor::WhenFull::Wait);
    Gate gate;
    auto held = hold(executor, gate);
    auto waiting = executor.submit(one);
    auto letGo = startThread("let go", [&](std::stop_token) {
        while (waiting.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) { }
        gate.leave.count_down();
    });
    executor.abandon();
    QCOMPARE(waiting.get().error().code, Error::Code::Cancelled);
    QCOMPARE(held.get().value(), 0);
}

void TestExecutor::refusesAfterShutdown()
{
    Executor executor("test", 1, 1, Executor::WhenFull::Wait);
    executor.shutdown();
    QCOMPARE(executor.submit(one).get().error().code, Error::Code::Cancelled);
}

void TestExecutor::backgroundThreadsAndTheirsGoBehind()
{
    const auto niceOfThisThread = [](std::stop_token = {}) -> Result<int> {
        return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
    };
    const int ours = *niceOfThisThread();
    Executor normal("normal", 1, 4, Executor::WhenFull::Wait);
    Executor background("background", 1, 4, Executor::WhenFull::Wait, ThreadPriority::Background);
    QCOMPARE(*normal.submit(niceOfThisThread).get(), ours);
    QCOMPARE(*background.submit(niceOfThisThread).get(), std::max(ours, 10));
    auto made = background.submit([&](std::stop_token) -> Result<int> {
        int theirs = 0;
        startThread("made", [&](std::stop_token) { theirs = *niceOfThisThread(); }).join();
        return theirs;
    });
    QCOMPARE(*made.get(), std::max(ours, 10));
    QCOMPARE(*niceOfThisThread(), ours);
}

void TestExecutor::beforeAWindowBackgroundThreadsStandBack()
{
    const auto policy = [](std::stop_token = {}) -> Result<int> { return ::sched_getscheduler(0); };
    const int ours = *policy();
    letBackgroundStandBack(true);
    Executor normal("normal", 1, 4, Executor::WhenFull::Wait);
    Executor background("background", 1, 4, Executor::WhenFull::Wait, ThreadPriority::Background);
    letBackgroundStandBack(false);
    Executor later("later", 1, 4, Executor::WhenFull::Wait, ThreadPriority::Background);
    QCOMPARE(*normal.submit(policy).get(), ours);
    QCOMPARE(*background.submit(policy).get(), SCHED_IDLE);
    QCOMPARE(*later.submit(policy).get(), ours);
    auto made = background.submit([&](std::stop_token) -> Result<int> {
        int theirs = 0;
        startThread("made", [&](std::stop_token) { theirs = *policy(); }).join();
        return theirs;
    });
    QCOMPARE(*made.get(), SCHED_IDLE);
    QCOMPARE(*policy(), ours);
}

void TestExecutor::hashesAgreeWithTheStandards()
{
    // FIPS 180-2, appendix B.1; XXH3 of nothing from the reference implementation's sanity table.
    QCOMPARE(sha256(asBytes("abc")), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(checksum({}), 0x2D06800538D394C2ull);
}

void TestExecutor::replacedFilesAreWholeAndReadBack()
{
    QTemporaryDir dir;
    const auto file = std::filesystem::path(dir.path().toStdString()) / "a";
    QVERIFY(replaceFile(file, asBytes("one")));
    QVERIFY(replaceFile(file, asBytes("two and more")));
    QCOMPARE(std::string(asText(*readFile(file))), std::string("two and more"));
    QCOMPARE(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1);
    QCOMPARE(replaceFile(file.parent_path() / "no" / "b", {}).error().code, Error::Code::NotFound);
}

void TestExecutor::filesLargerThanTheLimitAreNotRead()
{
    QTemporaryDir dir;
    const auto file = std::filesystem::path(dir.path().toStdString()) / "a";
    QVERIFY(replaceFile(file, asBytes("12345")));
    QVERIFY(readFile(file, 5));
    QCOMPARE(readFile(file, 4).error().code, Error::Code::Unsupported);
    QCOMPARE(readFile(file.parent_path()).error().code, Error::Code::Unsupported);
}

QTEST_APPLESS_MAIN(TestExecutor)
#include "tst_executor.moc"
