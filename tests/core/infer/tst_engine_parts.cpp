#include "core/infer/engine.h"
#include "tests/core/infer/fake_backend.h"

#include <QTest>

#include <latch>
#include <semaphore>
#include <set>
#include <stdexcept>

using namespace vetrina;
using namespace vetrina::infer;

/// Work beside scoring, in parts and for vectors, on a backend that does as it is told; no LibTorch, so ThreadSanitizer
/// sees all of it.
class TestEngineParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void partsRunInOrderOnTheEnginesThread();
    void forTheScreenItOvertakesScoringBetweenTwoBatches();
    void aScoreForTheScreenGoesBetweenTwoParts();
    void ofEqualUrgencyTheFirstGoesFirst();
    void anErrorEndsIt_data();
    void anErrorEndsIt();
    void stoppedBetweenTwoPartsItIsCancelled();
    void aFullQueueRefuses();
    void shutdownCancels();
    void holdsNothingWhenItsFutureIsThere();
    void theDeviceIsLeasedForEachPart();
    void jobsOfBothKindsFromManyThreads();
    void vectorsComeAsScoresDo();
    void aNetworkWithoutVectorsIsRefused();

private:
    ScoreJob scores(std::size_t count, Priority priority);
    NetworkJob parts(int count, Priority priority, std::string name);

    std::shared_ptr<fake::Orders> m_orders;
    std::unique_ptr<Executor> m_pool;
    std::unique_ptr<nets::DeviceLease> m_lease;
    std::unique_ptr<Engine> m_engine;
    ModelHandle m_model;
    std::mutex m_mutex;
    std::string m_done; ///< a letter for each part and 's' for each batch
};

void TestEngineParts::init()
{
    m_model.reset();
    m_engine.reset(); // before what it uses
    m_done.clear();
    m_orders = std::make_shared<fake::Orders>();
    m_pool = std::make_unique<Executor>("prepare", 2, 16, Executor::WhenFull::Wait);
    m_lease = std::make_unique<nets::DeviceLease>();
    m_engine = std::make_unique<Engine>(
        Engine::Options{ [orders = m_orders] { return std::make_unique<fake::FakeBackend>(orders); }, 4 }, *m_pool,
        *m_lease);
    const auto card = nets::ModelCard::parse(R"({ "vetrina_card": 1, "name": "fake", "version": "1",
        "family": "convnext", "variant": "atto",
        "input": { "kind": "triplet", "channels": ["science"], "height": 2, "width": 2 }, "prepare": [],
        "classes": ["real"], "output": "sigmoid", "licence": "MIT", "weights": { "file": "w" } })");
    QVERIFY(card);
    auto loaded = m_engine->load({ *card, {}, "w", false, false }).get();
    QVERIFY(loaded);
    m_model = *loaded;
}

ScoreJob TestEngineParts::scores(std::size_t count, Priority priority)
{
    ScoreJob job;
    job.model = m_model;
    job.priority = priority;
    job.rows.resize(count);
    job.triplet = [](data::Row) -> Result<std::shared_ptr<const data::Triplet>> {
        auto triplet = std::make_shared<data::Triplet>();
        triplet->stamps[0].plane = { 2, 2, std::vector<float>(4, 0.5F) };
        return triplet;
    };
    job.deliver = [this](const ScoreBatch&) {
        std::lock_guard lock(m_mutex);
        m_done += 's';
    };
    return job;
}

NetworkJob TestEngineParts::parts(int count, Priority priority, std::string name)
{
    return { m_model, priority,
        [this, left = count, name](Network&) mutable -> Result<bool> {
            std::lock_guard lock(m_mutex);
            m_done += name;
            return --left == 0;
        },
        {} };
}

void TestEngineParts::partsRunInOrderOnTheEnginesThread()
{
    std::vector<int> seen;
    std::set<std::thread::id> on;
    NetworkJob job{ m_model, Priority::Screen,
        [&](Network& network) -> Result<bool> {
            seen.push_back(static_cast<int>(seen.size()));
            on.insert(std::this_thread::get_id());
            return network.device() == "cpu" && seen.size() == 5;
        },
        {} };
    QVERIFY(m_engine->submit(std::move(job)).get());
    QCOMPARE(seen, (std::vector<int>{ 0, 1, 2, 3, 4 }));
    QCOMPARE(on.size(), 1u);
    QVERIFY(!on.contains(std::this_thread::get_id()));
}

void TestEngineParts::forTheScreenItOvertakesScoringBetweenTwoBatches()
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
    auto scoring = m_engine->submit(scores(96, Priority::Queue));
    begun.wait();
    auto shown = m_engine->submit(parts(2, Priority::Screen, "p"));
    go.release();
    QVERIFY(shown.get());
    QVERIFY(scoring.get());
    QCOMPARE(m_done, std::string("sppss"));
}

void TestEngineParts::aScoreForTheScreenGoesBetweenTwoParts()
{
    std::future<Result<ScoreSummary>> scored;
    int part = 0;
    NetworkJob job{ m_model, Priority::Screen,
        [&](Network&) -> Result<bool> {
            if (++part == 1)
                scored = m_engine->submit(scores(1, Priority::Screen));
            std::lock_guard lock(m_mutex);
            m_done += 'p';
            return part == 3;
        },
        {} };
    QVERIFY(m_engine->submit(std::move(job)).get());
    QVERIFY(scored.get());
    QCOMPARE(m_done, std::string("pspp"));
}

void TestEngineParts::ofEqualUrgencyTheFirstGoesFirst()
{
    std::latch begun(1);
    std::counting_semaphore<> go(0);
    NetworkJob gate{ m_model, Priority::Screen,
        [&](Network&) -> Result<bool> {
            begun.count_down();
            go.acquire();
            return true;
        },
        {} };
    auto waited = m_engine->submit(std::move(gate));
    begun.wait();
    auto a = m_engine->submit(parts(2, Priority::Queue, "a"));
    auto scored = m_engine->submit(scores(32, Priority::Queue));
    auto b = m_engine->submit(parts(2, Priority::Queue, "b"));
    auto c = m_engine->submit(parts(1, Priority::Screen, "c"));
    go.release();
    QVERIFY(waited.get() && a.get() && scored.get() && b.get() && c.get());
    QCOMPARE(m_done, std::string("caasbb"));
}

void TestEngineParts::anErrorEndsIt_data()
{
    QTest::addColumn<bool>("thrown");
    QTest::newRow("returned") << false;
    QTest::newRow("thrown") << true;
}

void TestEngineParts::anErrorEndsIt()
{
    QFETCH(bool, thrown);
    int calls = 0;
    NetworkJob job{ m_model, Priority::Screen,
        [&](Network&) -> Result<bool> {
            ++calls;
            if (thrown)
                throw std::runtime_error("the device is gone");
            return fail(Error::Code::Internal, "the device is gone");
        },
        {} };
    const auto ended = m_engine->submit(std::move(job)).get();
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, Error::Code::Internal);
    QVERIFY(ended.error().message.find("the device is gone") != std::string::npos);
    QCOMPARE(calls, 1);
    QVERIFY(m_engine->submit(parts(1, Priority::Screen, "p")).get()); // and the engine goes on
}

void TestEngineParts::stoppedBetweenTwoPartsItIsCancelled()
{
    std::stop_source stop;
    int calls = 0;
    NetworkJob job{ m_model, Priority::Screen,
        [&](Network&) -> Result<bool> {
            if (++calls == 2)
                stop.request_stop();
            return false;
        },
        stop.get_token() };
    const auto ended = m_engine->submit(std::move(job)).get();
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, Error::Code::Cancelled);
    QCOMPARE(calls, 2);
    auto late = parts(1, Priority::Screen, "p");
    late.stop = stop.get_token();
    QCOMPARE(m_engine->submit(std::move(late)).get().error().code, Error::Code::Cancelled);
    QCOMPARE(m_done, std::string());
}

void TestEngineParts::aFullQueueRefuses()
{
    std::latch begun(1);
    std::counting_semaphore<> go(0);
    NetworkJob gate{ m_model, Priority::Screen,
        [&](Network&) -> Result<bool> {
            begun.count_down();
            go.acquire();
            return true;
        },
        {} };
    auto waited = m_engine->submit(std::move(gate));
    begun.wait();
    std::vector<std::future<Result<void>>> waiting;
    for (int i = 0; i < 3; ++i)
        waiting.push_back(m_engine->submit(parts(1, Priority::Queue, "q")));
    auto scored = m_engine->submit(scores(1, Priority::Queue));
    const auto refused = m_engine->submit(parts(1, Priority::Training, "t")).get();
    auto screen = m_engine->submit(parts(1, Priority::Screen, "p")); // never refused
    go.release();
    QCOMPARE(refused.error().code, Error::Code::Busy);
    QVERIFY(waited.get() && screen.get() && scored.get());
    for (auto& one : waiting)
        QVERIFY(one.get());
}

void TestEngineParts::shutdownCancels()
{
    std::latch begun(1);
    std::atomic<bool> told = false;
    NetworkJob endless{ m_model, Priority::Screen,
        [&](Network&) -> Result<bool> {
            if (!told.exchange(true))
                begun.count_down();
            return false;
        },
        {} };
    auto running = m_engine->submit(std::move(endless));
    auto waiting = m_engine->submit(parts(1, Priority::Training, "t"));
    begun.wait();
    m_engine->shutdown();
    QCOMPARE(running.get().error().code, Error::Code::Cancelled);
    QCOMPARE(waiting.get().error().code, Error::Code::Cancelled);
    QCOMPARE(m_engine->submit(parts(1, Priority::Screen, "p")).get().error().code, Error::Code::Cancelled);
}

void TestEngineParts::holdsNothingWhenItsFutureIsThere()
{
    auto held = std::make_shared<int>(1);
    NetworkJob job{ m_model, Priority::Screen, [held](Network&) -> Result<bool> { return true; }, {} };
    QVERIFY(m_engine->submit(std::move(job)).get());
    QCOMPARE(held.use_count(), 1L);
    QCOMPARE(
        m_engine->submit(NetworkJob{ nullptr, Priority::Screen, {}, {} }).get().error().code, Error::Code::WrongUse);
}

void TestEngineParts::theDeviceIsLeasedForEachPart()
{
    auto trainer = m_lease->acquire(Priority::Training);
    QVERIFY(trainer);
    auto shown = m_engine->submit(parts(3, Priority::Screen, "p"));
    while (!m_lease->wanted(Priority::Training))
        std::this_thread::yield();
    QCOMPARE(m_done, std::string());
    trainer.reset();
    QVERIFY(shown.get());
    QCOMPARE(m_done, std::string("ppp"));
    QVERIFY(m_lease->acquire(Priority::Training)); // and given back
}

void TestEngineParts::jobsOfBothKindsFromManyThreads()
{
    std::atomic<int> ended = 0, stopped = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 25; ++i) {
                    std::stop_source stop;
                    auto mine = parts(7, t % 2 ? Priority::Screen : Priority::Queue, "p");
                    mine.stop = stop.get_token();
                    auto future = m_engine->submit(std::move(mine));
                    auto scored = m_engine->submit(scores(40, t % 2 ? Priority::Queue : Priority::Screen));
                    if (i % 5 == 4)
                        stop.request_stop();
                    const auto how = future.get();
                    (how ? ended : stopped)++;
                    (void)scored.get();
                }
            });
    }
    QCOMPARE(ended + stopped, 100);
    QVERIFY(ended.load() >= 60);
}

void TestEngineParts::vectorsComeAsScoresDo()
{
    m_orders->memory = 20; // a batch of 32 does not fit
    m_orders->poison = 0.007F;
    auto job = scores(100, Priority::Queue);
    job.asked = Asked::Features;
    for (std::size_t i = 0; i < job.rows.size(); ++i)
        job.rows[i] = static_cast<data::Row>(i);
    job.triplet = [](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        if (row == 50)
            return fail(Error::Code::NotFound, "no cutouts");
        auto triplet = std::make_shared<data::Triplet>();
        triplet->stamps[0].plane = { 2, 2, std::vector<float>(4, static_cast<float>(row) / 1000) };
        return triplet;
    };
    data::Row next = 0;
    std::set<data::Row> failed;
    bool right = true;
    job.deliver = [&](const ScoreBatch& batch) {
        right = right && batch.probabilities.empty() && batch.features.size() == batch.rows.size() * 2;
        for (const auto& [row, error] : batch.failures)
            failed.insert(row);
        for (std::size_t i = 0; i < batch.rows.size() && right; ++i) {
            next += next == 7 || next == 50 ? 1 : 0;
            const auto pixel = static_cast<float>(next) / 1000;
            right = batch.rows[i] == next++ && batch.features[i * 2] == pixel && batch.features[i * 2 + 1] == pixel * 2;
        }
    };
    QCOMPARE(m_model->featureCount(), 2u);
    const auto summary = m_engine->submit(std::move(job)).get();
    QVERIFY(summary);
    QVERIFY(right);
    QCOMPARE(next, 100);
    QCOMPARE(failed, (std::set<data::Row>{ 7, 50 }));
    QCOMPARE(summary->scored, 98u);
    QVERIFY(summary->batch <= 20 && !summary->notes.empty());
}

void TestEngineParts::aNetworkWithoutVectorsIsRefused()
{
    m_orders->features = 0;
    const auto loaded = m_engine->load({ m_model->card(), {}, "w", false, false }).get();
    QVERIFY(loaded);
    QCOMPARE((*loaded)->featureCount(), 0u);
    auto job = scores(3, Priority::Queue);
    job.model = *loaded;
    job.asked = Asked::Features;
    const auto ended = m_engine->submit(std::move(job)).get();
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, Error::Code::Unsupported);
    QVERIFY2(ended.error().message.starts_with("fake:1"), ended.error().message.c_str());
    QVERIFY(m_done.empty());
}

QTEST_GUILESS_MAIN(TestEngineParts)
#include "tst_engine_parts.moc"
