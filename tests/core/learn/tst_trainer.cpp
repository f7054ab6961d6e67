#include "core/learn/trainer.h"
#include "tests/core/learn/linear_learner.h"
#include "tests/core/learn/small_card.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace vetrina;
using namespace vetrina::learn;

/// The loop around a network, with one that needs no LibTorch: 3 x 4 x 4 pixels, three classes.
class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itLearns();
    void theSameSeedGivesTheSameWeights();
    void whatWasStoppedEndsWithTheSameWeights_data();
    void whatWasStoppedEndsWithTheSameWeights();
    void whatWasStoppedWhileItWasMeasuredGoesOn();
    void itEndsWhenValidationGetsNoBetter();
    void theBestIsKept();
    void aCheckpointOfSomethingElseIsRefused();
    void aCheckpointBeyondTheEpochIsRefused();
    void nothingToTrainOnIsSaid();
    void moreUrgentWorkGoesFirst();
    void aLossThatIsNotFiniteEndsIt();

private:
    static constexpr std::size_t pixels = 48;

    [[nodiscard]] TrainingData data(std::size_t count, double wrong = 0) const;
    [[nodiscard]] static Recipe recipe()
    {
        Recipe made;
        made.epochs = 6;
        made.batch = 10;
        made.rate = 0.05;
        made.warmUpEpochs = 1;
        made.patience = 0;
        made.augmentation = { .flip = true, .rotate = true, .shiftPx = 0, .noise = 0.1 };
        return made;
    }

    QTemporaryDir m_folder;
};

namespace {

/// The small card with 4 x 4 pixels, which no ConvNeXt would take but this learner does.
nets::ModelCard tinyCard() { return smallCard("softmax", 4); }

} // namespace

TrainingData TestTrainer::data(std::size_t count, double wrong) const
{
    TrainingData made;
    auto store = ImageStore::create(m_folder.path().toStdString(), count, pixels);
    made.images = std::move(*store);
    std::mt19937 random(5);
    std::normal_distribution<float> noise(0, 0.3F);
    std::uniform_real_distribution<double> chance;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t kind = i % 3;
        for (std::size_t x = 0; x < pixels; ++x) // its channel is bright: no turn changes that
            made.images[i][x] = noise(random) + (x / 16 == kind ? 1.F : 0.F);
        Lessons::Lesson lesson;
        const std::size_t told = chance(random) < wrong ? (kind + 1) % 3 : kind;
        lesson.target.type = static_cast<std::int32_t>(told);
        lesson.target.typeWeight = 1;
        lesson.verdict = told;
        made.lessons.push_back(lesson);
        (i % 5 == 0 ? made.validation : made.training).push_back(i);
    }
    return made;
}

void TestTrainer::itLearns()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(300);
    LinearLearner network(pixels, 3);
    std::vector<int> epochs;
    std::int64_t steps = 0;
    Trainer::Options options;
    options.onEpoch = [&](const EpochRecord& record) { epochs.push_back(record.number); };
    options.onStep = [&](const TrainingStep& step) {
        QCOMPARE(step.step, steps + 1);
        steps = step.step;
        QCOMPARE(step.steps, std::int64_t(144));
    };
    const auto how = recipe();
    Trainer trainer(network, card, *lessons, how, samples, options);
    const auto outcome = trainer.run({}, {});
    QVERIFY(outcome);
    QCOMPARE(outcome->stoppedBy, std::string("epochs"));
    QCOMPARE(epochs, (std::vector<int>{ 1, 2, 3, 4, 5, 6 }));
    QCOMPARE(steps, std::int64_t(144)); // 240 images, 10 a batch, 6 times
    QCOMPARE(network.steps, std::size_t(144));
    const auto& last = outcome->history.back();
    QVERIFY(last.trainingLoss < 0.2 * std::log(3.0) && last.validationLoss < 0.2);
    QVERIFY(last.macroF1 > 0.99);
    QCOMPARE(std::accumulate(last.confusion.begin(), last.confusion.end(), std::uint64_t(0)), std::uint64_t(60));
    const auto logits = trainer.logits(outcome->best, samples.validation, {});
    QVERIFY(logits);
    QCOMPARE(tallyOf(card, *lessons, *logits, samples.lessons, samples.validation).confusion.accuracy(), 1.0);
}

void TestTrainer::theSameSeedGivesTheSameWeights()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(100);
    std::vector<std::vector<float>> ends;
    for (const std::uint64_t seed : { 1, 1, 2 }) {
        LinearLearner network(pixels, 3);
        auto how = recipe();
        how.seed = seed;
        Trainer trainer(network, card, *lessons, how, samples, {});
        ends.push_back(trainer.run({}, {})->best);
    }
    QVERIFY(ends[0] == ends[1]);
    QVERIFY(ends[0] != ends[2]);
}

void TestTrainer::whatWasStoppedEndsWithTheSameWeights_data()
{
    QTest::addColumn<int>("passes");
    for (const int passes : { 1, 2, 17, 24, 25, 60, 77, 140 })
        QTest::newRow(qPrintable(QString("after %1 passes").arg(passes))) << passes;
}

/// Stopped anywhere, even in the middle of a batch, and gone on in another process as far as the trainer can tell.
void TestTrainer::whatWasStoppedEndsWithTheSameWeights()
{
    QFETCH(int, passes);
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(100, 0.1);
    const auto how = recipe();
    LinearLearner whole(pixels, 3);
    const auto expected = Trainer(whole, card, *lessons, how, samples, {}).run({}, {});
    QVERIFY(expected);

    nets::DeviceLease lease;
    Trainer::Options options;
    options.checkpoint = std::filesystem::path(m_folder.path().toStdString()) / "checkpoint.safetensors";
    options.recipeSum = "this";
    options.lease = &lease;
    LinearLearner first(pixels, 3);
    std::stop_source stop;
    int done = 0;
    first.before = [&] {
        if (++done == passes)
            stop.request_stop();
    };
    const auto stopped = Trainer(first, card, *lessons, how, samples, options).run({}, stop.get_token());
    QVERIFY(stopped);
    QCOMPARE(stopped->stoppedBy, std::string("stop"));
    auto checkpoint = Checkpoint::read(options.checkpoint);
    QVERIFY2(checkpoint, checkpoint ? "" : checkpoint.error().message.c_str());
    LinearLearner second(pixels, 3);
    const auto outcome = Trainer(second, card, *lessons, how, samples, options).run(*checkpoint, {});
    QVERIFY(outcome);
    QVERIFY(outcome->best == expected->best);
    QCOMPARE(outcome->bestEpoch, expected->bestEpoch);
    QCOMPARE(outcome->history.size(), expected->history.size());
    for (std::size_t i = 0; i < expected->history.size(); ++i)
        QVERIFY(outcome->history[i].trainingLoss == expected->history[i].trainingLoss
            && outcome->history[i].validationLoss == expected->history[i].validationLoss);
}

/// The last batch is a smaller one, and all of them are done: nothing may be put together beyond it.
void TestTrainer::whatWasStoppedWhileItWasMeasuredGoesOn()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(100, 0.1); // 80 to train on
    auto how = recipe();
    how.batch = 48;
    LinearLearner whole(pixels, 3);
    const auto expected = Trainer(whole, card, *lessons, how, samples, {}).run({}, {});
    QVERIFY(expected);

    nets::DeviceLease lease;
    Trainer::Options options;
    options.checkpoint = std::filesystem::path(m_folder.path().toStdString()) / "measured.safetensors";
    options.recipeSum = "this";
    options.lease = &lease;
    std::stop_source stop;
    std::optional<nets::DeviceLease::Hold> screen;
    options.onStep = [&](const TrainingStep& step) {
        if (step.step != 4) // the last of the second epoch
            return;
        screen.emplace(std::move(*lease.acquire(nets::Priority::Screen)));
        stop.request_stop();
    };
    LinearLearner first(pixels, 3);
    const auto stopped = Trainer(first, card, *lessons, how, samples, options).run({}, stop.get_token());
    QVERIFY(stopped);
    QCOMPARE(stopped->stoppedBy, std::string("stop"));
    options.onStep = {};
    screen.reset();
    auto checkpoint = Checkpoint::read(options.checkpoint);
    QVERIFY(checkpoint);
    QCOMPARE(checkpoint->batch, std::int64_t(2));
    LinearLearner second(pixels, 3);
    const auto outcome = Trainer(second, card, *lessons, how, samples, options).run(*checkpoint, {});
    QVERIFY(outcome);
    QVERIFY(outcome->best == expected->best);
    QCOMPARE(outcome->history.size(), expected->history.size());
    for (std::size_t i = 0; i < expected->history.size(); ++i)
        QCOMPARE(outcome->history[i].trainingLoss, expected->history[i].trainingLoss);
}

void TestTrainer::itEndsWhenValidationGetsNoBetter()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(60, 0.4); // much of it is wrong: what is learned by heart does not help
    auto how = recipe();
    how.epochs = 500;
    how.patience = 4;
    how.rate = 0.3;
    LinearLearner network(pixels, 3);
    const auto outcome = Trainer(network, card, *lessons, how, samples, {}).run({}, {});
    QVERIFY(outcome);
    QCOMPARE(outcome->stoppedBy, std::string("patience"));
    QCOMPARE(outcome->history.back().number, outcome->bestEpoch + 4);
}

void TestTrainer::theBestIsKept()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(60, 0.4);
    auto how = recipe();
    how.epochs = 40;
    how.rate = 0.3;
    LinearLearner network(pixels, 3);
    Trainer trainer(network, card, *lessons, how, samples, {});
    const auto outcome = trainer.run({}, {});
    QVERIFY(outcome);
    const auto best = std::ranges::min_element(outcome->history, {}, &EpochRecord::validationLoss);
    QCOMPARE(outcome->bestEpoch, best->number);
    QVERIFY(best->number < 40);
    QVERIFY(outcome->best != network.state()->weights);
}

void TestTrainer::aCheckpointOfSomethingElseIsRefused()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(30);
    const auto how = recipe();
    LinearLearner network(pixels, 3);
    Trainer::Options options;
    options.recipeSum = "mine";
    Checkpoint other;
    other.recipe = "another";
    other.state = *network.state();
    const auto refused = Trainer(network, card, *lessons, how, samples, options).run(other, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::WrongUse);
}

void TestTrainer::aCheckpointBeyondTheEpochIsRefused()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(30);
    const auto how = recipe();
    LinearLearner network(pixels, 3);
    Checkpoint damaged;
    damaged.state = *network.state();
    damaged.batch = 1'000'000;
    const auto refused = Trainer(network, card, *lessons, how, samples, {}).run(damaged, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Malformed);
}

void TestTrainer::nothingToTrainOnIsSaid()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const TrainingData none;
    const auto how = recipe();
    LinearLearner network(pixels, 3);
    const auto refused = Trainer(network, card, *lessons, how, none, {}).run({}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::WrongUse);
}

void TestTrainer::moreUrgentWorkGoesFirst()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    const auto samples = data(300);
    auto how = recipe();
    how.epochs = 30;
    nets::DeviceLease lease;
    LinearLearner network(pixels, 3);
    std::atomic<int> passes = 0;
    network.before = [&] {
        ++passes;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    };
    Trainer::Options options;
    options.lease = &lease;
    Trainer trainer(network, card, *lessons, how, samples, options);
    std::stop_source stop;
    std::thread training([&] { (void)trainer.run({}, stop.get_token()); });
    while (passes == 0)
        std::this_thread::yield();
    for (int i = 0; i < 50; ++i) {
        const int before = passes;
        const auto hold = lease.acquire(nets::Priority::Screen);
        QVERIFY(passes - before <= 1); // the pass in hand, and no other
    }
    stop.request_stop();
    training.join();
}

void TestTrainer::aLossThatIsNotFiniteEndsIt()
{
    const auto card = tinyCard();
    const auto lessons = Lessons::of(card, card.classes);
    auto samples = data(30);
    samples.images[samples.training[7]][3] = std::numeric_limits<float>::infinity();
    auto how = recipe();
    how.augmentation.noise = 0;
    LinearLearner network(pixels, 3);
    const auto ended = Trainer(network, card, *lessons, how, samples, {}).run({}, {});
    QVERIFY(!ended);
    QVERIFY(ended.error().message.find("finite") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
