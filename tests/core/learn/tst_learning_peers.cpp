#include "core/learn/initialise.h"
#include "core/learn/trainable.h"
#include "core/nets/weights.h"
#include "tests/core/learn/small_card.h"
#include "tests/core/nets/numbers.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace vetrina;
using namespace vetrina::learn;

/// What PyTorch makes of the same steps (tests/golden/learn/make_learning.py).
class TestLearningPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stepsAreThoseOfPyTorch_data();
    void stepsAreThoseOfPyTorch();
    void passesAddUpToABatch();
    void theSameStepsGiveTheSameBits();
    void aStateThatIsPutBackGoesOnAlike();
    void aFrozenPartStaysAsItIs();
    void theAverageFollowsSlowly();
    void stateOfAnotherNetworkIsRefused();

private:
    static constexpr std::size_t batch = 6, pixels = 3 * 63 * 63;

    [[nodiscard]] std::unique_ptr<Trainable> network(const std::string& output) const;
    static std::vector<float> images(std::size_t step) { return numbers(step * batch * pixels, batch * pixels); }
    static std::vector<Target> targets(std::size_t step);
    static AdamStep adam(std::size_t step)
    {
        AdamStep made;
        made.rate = 1e-3;
        made.decay = 0.05;
        made.clip = 1;
        made.epsilon = 1e-4;
        made.number = static_cast<std::int64_t>(step + 1);
        return made;
    }
    static void decayOnlyProducts(Trainable& net)
    {
        std::vector<ParameterRule> rules;
        for (const auto& parameter : net.parameters())
            rules.push_back({ 1, parameter.shape.size() > 1 });
        net.setRules(std::move(rules));
    }

    nlohmann::json m_golden;
};

void TestLearningPeers::initTestCase()
{
#ifndef VETRINA_HAS_TORCH
    QSKIP("built without LibTorch");
#endif
    m_golden = nlohmann::json::parse(std::ifstream(VETRINA_SOURCE_DIR "/tests/golden/learn/learning.json"));
}

std::vector<Target> TestLearningPeers::targets(std::size_t step)
{
    std::vector<Target> made;
    for (std::size_t k = step * batch; k < (step + 1) * batch; ++k) {
        Target target;
        target.real = k % 3 != 0 ? 1 : 0;
        target.realWeight = 0.5F + static_cast<float>(k % 2);
        target.type = static_cast<std::int32_t>(k % 2);
        target.typeWeight = k % 3 != 0 ? 0.25F + static_cast<float>(k % 5) : 0;
        made.push_back(target);
    }
    return made;
}

std::unique_ptr<Trainable> TestLearningPeers::network(const std::string& output) const
{
    const auto card = smallCard(output);
    auto made = makeTrainable({ card, "cpu", 1, false });
    if (!made) {
        qWarning("%s", made.error().message.c_str());
        return nullptr;
    }
    TrainingState state;
    state.weights = initialWeights(card, (*made)->parameters(), 1);
    const auto learned = nets::Weights::read(VETRINA_SOURCE_DIR "/tests/golden/nets/convnext_small.safetensors");
    if (!learned || !takeOver(*learned, card, (*made)->parameters(), output != "sigmoid", state.weights))
        return nullptr;
    if (output == "sigmoid")
        for (const auto& parameter : (*made)->parameters()) {
            const auto first = state.weights.begin() + static_cast<std::ptrdiff_t>(parameter.offset);
            if (parameter.name == "head.fc.weight")
                std::ranges::copy(numbers(0, 32), first);
        }
    state.first.assign(state.weights.size(), 0);
    state.second.assign(state.weights.size(), 0);
    if (!(*made)->setState(state))
        return nullptr;
    return std::move(*made);
}

void TestLearningPeers::stepsAreThoseOfPyTorch_data()
{
    QTest::addColumn<QString>("output");
    for (const char* output : { "sigmoid", "softmax", "real-then-type" })
        QTest::newRow(output) << QString(output);
}

void TestLearningPeers::stepsAreThoseOfPyTorch()
{
    QFETCH(QString, output);
    const auto net = network(output.toStdString());
    QVERIFY(net);
    decayOnlyProducts(*net);
    const auto& golden = m_golden["steps"][output.toStdString()];
    for (std::size_t step = 0; step < 5; ++step) {
        const auto loss = net->accumulate(images(step), targets(step), 1.F / batch);
        QVERIFY(loss);
        const double expected = golden["losses"][step].get<double>();
        QVERIFY2(std::abs(*loss / expected - 1) < 2e-5,
            qPrintable(QString("step %1: %2 beside %3").arg(step).arg(*loss).arg(expected)));
        QVERIFY(net->update(adam(step)));
    }
    const auto state = net->state();
    QVERIFY(state);
    QCOMPARE(golden["after"].size(), net->parameters().size());
    for (const auto& parameter : net->parameters()) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < parameter.size; ++i) {
            const auto value = static_cast<double>(state->weights[parameter.offset + i]);
            sum += value;
            squares += value * value;
        }
        const auto& expected = golden["after"][parameter.name];
        const double reach = 2e-5 * std::sqrt(static_cast<double>(parameter.size));
        QVERIFY2(std::abs(sum - expected[0].get<double>()) < reach, parameter.name.c_str());
        QVERIFY2(std::abs(std::sqrt(squares) - expected[1].get<double>()) < 2e-5, parameter.name.c_str());
        QVERIFY2(std::abs(static_cast<double>(state->weights[parameter.offset]) - expected[2].get<double>()) < 1e-5,
            parameter.name.c_str());
    }
}

void TestLearningPeers::passesAddUpToABatch()
{
    const auto whole = network("softmax"), parts = network("softmax");
    QVERIFY(whole && parts);
    const auto all = images(0);
    const auto lessons = targets(0);
    QVERIFY(whole->accumulate(all, lessons, 1.F / batch));
    for (std::size_t first = 0; first < batch; first += 2)
        QVERIFY(parts->accumulate(
            std::span(all).subspan(first * pixels, 2 * pixels), std::span(lessons).subspan(first, 2), 1.F / batch));
    QVERIFY(whole->update(adam(0)) && parts->update(adam(0)));
    const auto one = whole->state(), other = parts->state();
    QVERIFY(one && other);
    for (std::size_t i = 0; i < one->weights.size(); ++i)
        QVERIFY(std::abs(one->first[i] - other->first[i]) < 1e-6F);
}

void TestLearningPeers::theSameStepsGiveTheSameBits()
{
    std::vector<std::vector<float>> ends;
    for (int time = 0; time < 2; ++time) {
        const auto net = network("real-then-type");
        QVERIFY(net);
        for (std::size_t step = 0; step < 3; ++step)
            QVERIFY(net->accumulate(images(step), targets(step), 1.F / batch) && net->update(adam(step)));
        ends.push_back(net->state()->weights);
    }
    QVERIFY(ends[0] == ends[1]);
}

void TestLearningPeers::aStateThatIsPutBackGoesOnAlike()
{
    const auto through = network("softmax"), later = network("softmax");
    QVERIFY(through && later);
    const auto take = [&](Trainable& net, std::size_t step) {
        auto how = adam(step);
        how.average = 0.9;
        return net.accumulate(images(step), targets(step), 1.F / batch) && net.update(how);
    };
    QVERIFY(take(*through, 0) && take(*through, 1));
    const auto half = through->state();
    QVERIFY(half && !half->average.empty());
    QVERIFY(take(*through, 2));
    QVERIFY(later->setState(*half) && take(*later, 2));
    QVERIFY(through->state()->weights == later->state()->weights);
    QVERIFY(through->state()->second == later->state()->second);
    QVERIFY(through->state()->average == later->state()->average);
}

void TestLearningPeers::aFrozenPartStaysAsItIs()
{
    const auto net = network("softmax");
    QVERIFY(net);
    std::vector<ParameterRule> rules;
    for (const auto& parameter : net->parameters())
        rules.push_back({ parameter.name.starts_with("head.") ? 1.F : 0.F, true });
    net->setRules(rules);
    const auto before = net->state();
    QVERIFY(net->accumulate(images(0), targets(0), 1.F / batch) && net->update(adam(0)));
    const auto after = net->state();
    for (const auto& parameter : net->parameters()) {
        bool changed = false;
        for (std::size_t i = parameter.offset; i < parameter.offset + parameter.size; ++i)
            changed = changed || before->weights[i] != after->weights[i];
        QCOMPARE(changed, parameter.name.starts_with("head."));
    }
}

void TestLearningPeers::theAverageFollowsSlowly()
{
    const auto net = network("softmax");
    QVERIFY(net);
    auto how = adam(0);
    how.average = 0.75;
    QVERIFY(net->accumulate(images(0), targets(0), 1.F / batch) && net->update(how));
    const auto first = net->state();
    how.number = 2;
    QVERIFY(net->accumulate(images(1), targets(1), 1.F / batch) && net->update(how));
    const auto second = net->state();
    for (std::size_t i = 0; i < first->weights.size(); ++i) {
        const float expected = 0.75F * first->average[i] + 0.25F * second->weights[i];
        QVERIFY(std::abs(second->average[i] - expected) < 1e-6F);
    }
    std::vector<float> own(batch * 3), averaged(batch * 3);
    QVERIFY(net->logits(images(0), own, false) && net->logits(images(0), averaged, true));
    QVERIFY(own != averaged);
    QVERIFY(net->state()->weights == second->weights); // looking changes nothing
}

void TestLearningPeers::stateOfAnotherNetworkIsRefused()
{
    const auto net = network("softmax");
    QVERIFY(net);
    const auto refused = net->setState({ { 1, 2 }, { 0, 0 }, { 0, 0 }, {} });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Malformed);
}

QTEST_APPLESS_MAIN(TestLearningPeers)
#include "tst_learning_peers.moc"
