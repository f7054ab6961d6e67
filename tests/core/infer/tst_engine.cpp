#include "core/infer/engine.h"
#include "tests/core/infer/fake_backend.h"

#include <QTest>

#include <algorithm>
#include <semaphore>
#include <stdexcept>

using namespace vetrina;
using namespace vetrina::infer;
using namespace std::chrono_literals;

/// The engine against a backend that does as it is told; no LibTorch, so ThreadSanitizer sees all of it.
class TestEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scoresEveryCandidateOnceAndInItsPlace();
    void theScreenOvertakesTheQueueBetweenTwoBatches();
    void aNewerScreenJobDropsTheOneThatWaits();
    void memoryThatIsShortHalvesTheBatchAndIsSaid();
    void oneImageThatDoesNotFitFailsAlone();
    void failingCandidatesFailAlone();
    void aPoisonedImageFailsAlone();
    void aBrokenDeviceEndsTheJob();
    void modelsAreSwappedBetweenBatches();
    void theLastHandleFreesTheModelOnTheEnginesThread();
    void aStoppedJobIsCancelledAndKeepsWhatWasDelivered();
    void aFullQueueRefuses();
    void shutdownCancelsAndReturns();
    void workAfterShutdownIsRefused();
    void aPoolThatIsShutDownFailsCandidatesNotTheEngine();
    void progressCounts();
    void aTrainerStepsAsideForTheScreen();
    void jobsFromManyThreads();

private:
    static nets::Model model(const char* version = "1");
    /// Rows 0..count-1, whose image is their number / 1000.
    ScoreJob job(ModelHandle handle, std::size_t count, Priority priority = Priority::Queue);

    std::shared_ptr<fake::Orders> m_orders;
    std::unique_ptr<Executor> m_pool;
    std::unique_ptr<nets::DeviceLease> m_lease;
    std::unique_ptr<Engine> m_engine;
    ModelHandle m_model;
    std::mutex m_mutex;
    std::vector<ScoreBatch> m_batches; ///< delivered
};

nets::Model TestEngine::model(const char* version)
{
    const std::string text = std::string(R"({ "vetrina_card": 1, "name": "fake", "version": ")") + version + R"(",
        "family": "convnext", "variant": "atto",
        "input": { "kind": "triplet", "channels": ["science"], "height": 2, "width": 2 }, "prepare": [],
        "classes": ["real"], "output": "sigmoid", "licence": "MIT", "weights": { "file": "w" } })";
    auto card = nets::ModelCard::parse(text);
    Q_ASSERT(card);
    return { *card, {}, "w", false, false };
}

ScoreJob TestEngine::job(ModelHandle handle, std::size_t count, Priority priority)
{
    ScoreJob job;
    job.model = std::move(handle);
    job.priority = priority;
    for (std::size_t i = 0; i < count; ++i)
        job.rows.push_back(static_cast<data::Row>(i));
    job.triplet = [](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        auto triplet = std::make_shared<data::Triplet>();
        triplet->stamps[0].plane = { 2, 2, std::vector<float>(4, static_cast<float>(row) / 1000) };
        return triplet;
    };
    job.deliver = [this](ScoreBatch batch) {
        std::lock_guard lock(m_mutex);
        m_batches.push_back(std::move(batch));
    };
    return job;
}

void TestEngine::init()
{
    m_model.reset();
    m_engine.reset(); // before what it uses
    m_batches.clear();
    m_orders = std::make_shared<fake::Orders>();
    m_pool = std::make_unique<Executor>("prepare", 2, 16, Executor::WhenFull::Wait);
    m_lease = std::make_unique<nets::DeviceLease>();
    m_engine = std::make_unique<Engine>(
        Engine::Options{ [orders = m_orders] { return std::make_unique<fake::FakeBackend>(orders); }, 4 }, *m_pool,
        *m_lease);
    auto loaded = m_engine->load(model()).get();
    QVERIFY(loaded);
    m_model = *loaded;
}

void TestEngine::scoresEveryCandidateOnceAndInItsPlace()
{
    const auto summary = m_engine->submit(job(m_model, 1000)).get();
    QVERIFY(summary);
    QCOMPARE(summary->scored, 1000u);
    QCOMPARE(summary->failed, 0u);
    QCOMPARE(summary->device, std::string("cpu"));
    QCOMPARE(summary->batch, 32u);
    data::Row expected = 0;
    for (const auto& batch : m_batches)
        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
            QCOMPARE(batch.rows[i], expected);
            QCOMPARE(batch.probabilities[i], static_cast<float>(expected++) / 1000);
        }
    QCOMPARE(expected, 1000);
}

void TestEngine::theScreenOvertakesTheQueueBetweenTwoBatches()
{
    std::counting_semaphore<> go(0);
    std::latch begun(1);
    std::atomic<bool> first = true;
    m_orders->before = [&](std::size_t) {
        if (first.exchange(false)) {
            begun.count_down();
            go.acquire();
        }
    };
    auto queue = m_engine->submit(job(m_model, 320));
    begun.wait();
    auto screen = job(m_model, 1, Priority::Screen);
    screen.rows = { 777 };
    auto shown = m_engine->submit(std::move(screen));
    go.release();
    QVERIFY(shown.get());
    QVERIFY(queue.get());
    QCOMPARE(m_batches.at(1).rows, std::vector<data::Row>{ 777 }); // after the batch in hand, before the other nine
    QCOMPARE(m_batches.size(), 11u);
}

void TestEngine::aNewerScreenJobDropsTheOneThatWaits()
{
    std::counting_semaphore<> go(0);
    std::latch begun(1);
    std::atomic<bool> first = true;
    m_orders->before = [&](std::size_t) {
        if (first.exchange(false)) {
            begun.count_down();
            go.acquire();
        }
    };
    auto queue = m_engine->submit(job(m_model, 1));
    begun.wait();
    auto older = m_engine->submit(job(m_model, 1, Priority::Screen));
    auto newer = m_engine->submit(job(m_model, 1, Priority::Screen));
    go.release();
    QVERIFY(newer.get());
    const auto dropped = older.get();
    QVERIFY(!dropped);
    QCOMPARE(dropped.error().code, Error::Code::Cancelled);
    QVERIFY(queue.get());
}

void TestEngine::memoryThatIsShortHalvesTheBatchAndIsSaid()
{
    m_orders->memory = 9;
    const auto summary = m_engine->submit(job(m_model, 100)).get();
    QVERIFY(summary);
    QCOMPARE(summary->scored, 100u);
    QCOMPARE(summary->batch, 8u);
    QCOMPARE(summary->notes.size(), 2u); // 32 to 16 to 8, and remembered
    QCOMPARE(summary->notes.at(0), std::string("out of memory on cpu with 32 images: going on with 16"));
    QCOMPARE(std::ranges::count_if(m_orders->passes, [](std::size_t n) { return n > 9; }), 2);

    const auto again = m_engine->submit(job(m_model, 100)).get();
    QVERIFY(again && again->notes.empty());
}

void TestEngine::oneImageThatDoesNotFitFailsAlone()
{
    m_orders->memory = 0;
    const auto summary = m_engine->submit(job(m_model, 1)).get();
    QVERIFY(summary);
    QCOMPARE(summary->failed, 1u);
    QCOMPARE(m_batches.at(0).failures.at(0).second.code, Error::Code::Full);
}

void TestEngine::failingCandidatesFailAlone()
{
    auto some = job(m_model, 100);
    some.triplet = [whole = some.triplet](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        if (row == 7)
            return fail(Error::Code::Malformed, "torn");
        if (row == 8)
            throw std::runtime_error("thrown");
        if (row == 9)
            return nullptr;
        auto triplet = std::make_shared<data::Triplet>(**whole(row));
        if (row == 10)
            triplet->stamps[0] = { {}, "gzip: ends early" };
        if (row == 11)
            triplet->stamps[0].plane.pixels[3] = std::nanf("");
        if (row == 12)
            triplet->stamps[0].plane = { 3, 1, { 1, 2, 3 } };
        return triplet;
    };
    const auto summary = m_engine->submit(std::move(some)).get();
    QVERIFY(summary);
    QCOMPARE(summary->scored, 94u);
    QCOMPARE(summary->failed, 6u);
    const auto& batch = m_batches.at(0);
    QCOMPARE(batch.rows.size(), 26u);
    QCOMPARE(batch.rows.at(7), 13);
    QCOMPARE(batch.probabilities.at(7), 13.F / 1000); // the gap was closed
    const char* says[] = { "torn", "thrown", "no cutouts", "gzip: ends early", "not finite", "3 x 1" };
    for (std::size_t i = 0; i < 6; ++i) {
        QCOMPARE(batch.failures.at(i).first, data::Row(7 + i));
        QVERIFY2(batch.failures[i].second.message.find(says[i]) != std::string::npos,
            batch.failures[i].second.message.c_str());
    }
}

void TestEngine::aPoisonedImageFailsAlone()
{
    m_orders->poison = 0.041F;
    const auto summary = m_engine->submit(job(m_model, 64)).get();
    QVERIFY(summary);
    QCOMPARE(summary->scored, 63u);
    QCOMPARE(m_batches.at(1).failures.at(0).first, 41);
    QCOMPARE(m_batches.at(1).failures.at(0).second.message, std::string("poison"));
}

void TestEngine::aBrokenDeviceEndsTheJob()
{
    m_orders->broken = true;
    const auto summary = m_engine->submit(job(m_model, 1000)).get();
    QVERIFY(!summary);
    QCOMPARE(summary.error().message, std::string("the device is gone"));
    QVERIFY(m_orders->passes.size() < 100); // one batch was searched, not all

    m_orders->broken = false; // the engine lives on
    QVERIFY(m_engine->submit(job(m_model, 10)).get());
}

void TestEngine::modelsAreSwappedBetweenBatches()
{
    std::latch begun(1);
    std::counting_semaphore<> go(0);
    std::atomic<bool> first = true;
    m_orders->before = [&](std::size_t) {
        if (first.exchange(false)) {
            begun.count_down();
            go.acquire();
        }
    };
    auto old = m_engine->submit(job(m_model, 320));
    begun.wait();
    auto loading = m_engine->load(model("2"), "cuda:0");
    go.release();
    const auto next = loading.get(); // while the old job runs
    QVERIFY(next);
    auto fresh = m_engine->submit(job(*next, 10, Priority::Screen)).get();
    QVERIFY(fresh);
    QCOMPARE(fresh->device, std::string("cuda:0"));
    QVERIFY(old.get());
    for (const auto& batch : m_batches)
        QCOMPARE(batch.model->card().version, batch.model == m_model ? std::string("1") : std::string("2"));
}

void TestEngine::theLastHandleFreesTheModelOnTheEnginesThread()
{
    std::thread::id engineThread;
    m_orders->before = [&](std::size_t) { engineThread = std::this_thread::get_id(); };
    QVERIFY(m_engine->submit(job(m_model, 1)).get());
    m_batches.clear(); // they hold the model too
    m_model.reset();
    QTRY_COMPARE(m_orders->alive.load(), 0);
    std::lock_guard lock(m_orders->mutex);
    QVERIFY(m_orders->destroyedOn == engineThread);
}

void TestEngine::aStoppedJobIsCancelledAndKeepsWhatWasDelivered()
{
    std::stop_source stop;
    std::atomic<int> passes = 0;
    m_orders->before = [&](std::size_t) {
        if (++passes == 3)
            stop.request_stop();
    };
    auto stopped = job(m_model, 10000);
    stopped.stop = stop.get_token();
    const auto summary = m_engine->submit(std::move(stopped)).get();
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, Error::Code::Cancelled);
    QCOMPARE(m_batches.size(), 2u);
}

void TestEngine::aFullQueueRefuses()
{
    std::counting_semaphore<> go(0);
    std::latch begun(1);
    std::atomic<bool> first = true;
    m_orders->before = [&](std::size_t) {
        if (first.exchange(false)) {
            begun.count_down();
            go.acquire();
        }
    };
    std::vector<std::future<Result<ScoreSummary>>> taken;
    taken.push_back(m_engine->submit(job(m_model, 1)));
    begun.wait();
    for (int i = 0; i < 3; ++i)
        taken.push_back(m_engine->submit(job(m_model, 1)));
    const auto refused = m_engine->submit(job(m_model, 1)).get();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Busy);
    auto screen = m_engine->submit(job(m_model, 1, Priority::Screen)); // never
    go.release();
    QVERIFY(screen.get());
    for (auto& future : taken)
        QVERIFY(future.get());
}

void TestEngine::shutdownCancelsAndReturns()
{
    m_orders->before = [](std::size_t) { std::this_thread::sleep_for(1ms); };
    auto queue = m_engine->submit(job(m_model, 100000));
    auto waiting = m_engine->submit(job(m_model, 100000));
    std::this_thread::sleep_for(10ms);
    m_engine->shutdown();
    QCOMPARE(queue.get().error().code, Error::Code::Cancelled);
    QCOMPARE(waiting.get().error().code, Error::Code::Cancelled);
    QCOMPARE(m_orders->alive.load(), 0);
}

void TestEngine::workAfterShutdownIsRefused()
{
    m_engine->shutdown();
    QCOMPARE(m_engine->submit(job(m_model, 1)).get().error().code, Error::Code::Cancelled);
    QCOMPARE(m_engine->load(model()).get().error().code, Error::Code::Cancelled);
    QCOMPARE(m_engine->info().get().error().code, Error::Code::Cancelled);
    m_engine->shutdown();
}

void TestEngine::aPoolThatIsShutDownFailsCandidatesNotTheEngine()
{
    m_pool->abandon();
    const auto summary = m_engine->submit(job(m_model, 100)).get();
    QVERIFY(summary);
    QCOMPARE(summary->failed, 100u);
}

void TestEngine::progressCounts()
{
    auto counted = job(m_model, 100);
    counted.progress = std::make_shared<Progress>();
    counted.triplet = [whole = counted.triplet](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        if (row < 10)
            return fail(Error::Code::Malformed, "torn");
        return whole(row);
    };
    const auto progress = counted.progress;
    QVERIFY(m_engine->submit(std::move(counted)).get());
    QCOMPARE(progress->total.load(), 100u);
    QCOMPARE(progress->done.load(), 100u);
    QCOMPARE(progress->bad.load(), 10u);
}

void TestEngine::aTrainerStepsAsideForTheScreen()
{
    auto training = m_lease->acquire(Priority::Training);
    QVERIFY(training);
    QVERIFY(!m_lease->wanted(Priority::Training));
    auto shown = m_engine->submit(job(m_model, 1, Priority::Screen));
    QTRY_VERIFY(m_lease->wanted(Priority::Training));
    QVERIFY(m_batches.empty());
    training.reset();
    QVERIFY(shown.get());
}

void TestEngine::jobsFromManyThreads()
{
    std::atomic<std::uint64_t> scored = 0, refused = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 25; ++i) {
                    std::stop_source stop;
                    auto mine = job(m_model, 50, t == 0 ? Priority::Screen : Priority::Queue);
                    mine.stop = stop.get_token();
                    auto future = m_engine->submit(std::move(mine));
                    if (i % 5 == 4)
                        stop.request_stop();
                    const auto summary = future.get();
                    scored += summary ? summary->scored : 0;
                    refused += !summary;
                }
            });
    }
    QVERIFY(scored.load() >= 4 * 20 * 50);
    QVERIFY(refused.load() <= 20);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
