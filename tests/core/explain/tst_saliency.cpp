#include "tests/core/explain/linear_network.h"
#include "tests/core/explain/rig.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <semaphore>
#include <thread>

using namespace vetrina;
using namespace vetrina::explain;
using Json = nlohmann::json;
using linear::LinearBackend;
using linear::Orders;

namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

} // namespace

/// What a saliency says of itself, on a network that is known through and through; no LibTorch, so that the sanitizers
/// see all of it.
class TestSaliency : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aLinearNetworksAttributionsAreItsTerms();
    void wrongGradientsShowInTheCompleteness();
    void occlusionOfALinearNetworkIsTheMeanOfWhatIsHidden();
    void mapsThatAreNoneSayWhy_data();
    void mapsThatAreNoneSayWhy();
    void anAnswerThatIsNoNumberIsSaid();
    void anImageThatIsItsBaselineIsSaid();
    void aMapOnThePaddingAloneIsSaid();
    void stampsOfAnotherSizeGetTheirOwnPixelsBack();
    void stampsThatAreNotReadCountForNothing();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void memoryThatIsShortHalvesTheParts();
    void stoppingEndsItBetweenTwoParts();
    void progressCountsImages();
    void networksWithoutGradientsAreNamed();
    void baselinesAreReadAsTheyAreWritten();

private:
    Result<Saliency> ask(const Question& question, const Json& patch = Json::object(), int width = 4, int height = 4,
        std::stop_token stop = {}, Progress* progress = nullptr);

    std::shared_ptr<Orders> m_orders;
    std::unique_ptr<Rig> m_rig;
};

void TestSaliency::init()
{
    m_rig.reset();
    m_orders = std::make_shared<Orders>();
    m_rig = std::make_unique<Rig>([orders = m_orders] { return std::make_unique<LinearBackend>(orders); });
}

/// Of stamps whose pixels are 1, 2, 3, ...
Result<Saliency> TestSaliency::ask(
    const Question& question, const Json& patch, int width, int height, std::stop_token stop, Progress* progress)
{
    const auto card = cardOf("convnext", "atto", 4, patch);
    if (!card)
        return tl::unexpected(card.error());
    const auto model = m_rig->engine.load({ *card, {}, "w", false, false }, "cpu", useOf(question.method)).get();
    if (!model)
        return tl::unexpected(model.error());
    std::vector<float> pixels(static_cast<std::size_t>(3 * width * height));
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<float>(i + 1);
    return explain::explain(m_rig->engine, *model, tripletOf(width, height, pixels), question, stop, progress);
}

void TestSaliency::aLinearNetworksAttributionsAreItsTerms()
{
    Question question;
    question.method = Method::IntegratedGradients;
    question.baseline.value = 1;
    const auto saliency = ask(question);
    QVERIFY(saliency);
    QVERIFY(saliency->byChannel);
    QCOMPARE(saliency->className, std::string("real"));
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t i = 0; i < 16; ++i)
            QVERIFY(std::abs(saliency->maps[c].pixels[i] - static_cast<float>(c * 16 + i) / 48) < 1e-6F);
    QVERIFY(std::abs(*saliency->difference - 23.5) < 1e-5);
    QVERIFY(std::abs(*saliency->completeness) < 1e-5);
    QVERIFY(std::abs(saliency->probability - 1) < 1e-6F);
}

void TestSaliency::wrongGradientsShowInTheCompleteness()
{
    m_orders->slope = 1.5;
    Question question;
    question.method = Method::IntegratedGradients;
    const auto saliency = ask(question);
    QVERIFY(saliency);
    QVERIFY(std::abs(*saliency->completeness - 24.5 / 2) < 1e-4);
}

void TestSaliency::occlusionOfALinearNetworkIsTheMeanOfWhatIsHidden()
{
    Question question;
    question.method = Method::Occlusion;
    question.window = question.stride = 2;
    auto saliency = ask(question);
    QVERIFY(saliency);
    // Science, the first square: 1, 2, 5, 6 of 48 pixels.
    QVERIFY(std::abs(saliency->maps[0].pixels[5] - 14.F / 48) < 1e-5F);
    QVERIFY(std::abs(saliency->maps[2].pixels[0] - (33 + 34 + 37 + 38.F) / 48) < 1e-5F);
    question.byChannel = false;
    saliency = ask(question);
    QVERIFY(saliency);
    QVERIFY(!saliency->byChannel);
    QVERIFY(std::abs(saliency->maps[1].pixels[5] - (3 * 14 + 4 * 48.F) / 48) < 1e-4F);
    question.window = 3; // 0..2, then 2..3: cut at the edge
    question.stride = 2;
    saliency = ask(question);
    QVERIFY(saliency);
    QCOMPARE(m_orders->passes.back(), 4u);
}

void TestSaliency::mapsThatAreNoneSayWhy_data()
{
    using Values = std::vector<float>;
    QTest::addColumn<Values>("maps");
    QTest::addColumn<Values>("gradients");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing speaks for it")
        << Values{ 1, 2, 3, 4 } << Values{ -1, -1, -1, -1 } << true << "Nothing that only sees speaks for 'real'";
    QTest::newRow("no gradient") << Values{ 1, 2, 3, 4 } << Values{ 0, 0, 0, 0 } << true << "vanishes at only";
    QTest::newRow("flat") << Values{ 2, 2, 2, 2 } << Values{ 1, 1, 1, 1 } << true << "the same everywhere";
    QTest::newRow("NaN gradient") << Values{ 1, 2, 3, 4 } << Values{ 1, notANumber, 1, 1 } << false << "not numbers";
    QTest::newRow("infinite map") << Values{ 1, 2, 3, std::numeric_limits<float>::infinity() } << Values{ 1, 1, 1, 1 }
                                  << false << "not numbers";
}

void TestSaliency::mapsThatAreNoneSayWhy()
{
    QFETCH(std::vector<float>, maps);
    QFETCH(std::vector<float>, gradients);
    QFETCH(bool, isNumber);
    QFETCH(QString, says);
    m_orders->maps = maps;
    m_orders->mapGradients = gradients;
    const auto saliency = ask({});
    QVERIFY(saliency);
    QVERIFY(saliency->state == (isNumber ? Saliency::State::Zero : Saliency::State::NotANumber));
    QVERIFY2(QString::fromStdString(saliency->reason).contains(says), saliency->reason.c_str());
    for (const auto& plane : saliency->maps)
        QVERIFY(plane.empty());
}

void TestSaliency::anAnswerThatIsNoNumberIsSaid()
{
    m_orders->answer = notANumber;
    for (const auto method : methods) {
        Question question;
        question.method = method;
        question.window = 2;
        question.stride = 2;
        const auto saliency = ask(question);
        QVERIFY(saliency);
        QVERIFY(saliency->state == Saliency::State::NotANumber);
        QVERIFY(!saliency->reason.empty());
    }
}

void TestSaliency::anImageThatIsItsBaselineIsSaid()
{
    Question question;
    question.method = Method::IntegratedGradients;
    question.baseline.value = 5;
    const auto saliency =
        ask(question, { { "prepare", { { { "step", "scale" }, { "factor", 0 }, { "offset", 5 } } } } });
    QVERIFY(saliency);
    QVERIFY(saliency->state == Saliency::State::Zero);
    QCOMPARE(saliency->reason, std::string("The image is its own baseline."));
    QCOMPARE(*saliency->completeness, 0.);
}

void TestSaliency::aMapOnThePaddingAloneIsSaid()
{
    m_orders->maps = { 0, 0, 0, 1 }; // its lower right quarter; one pixel of the stamp is left
    const auto saliency = ask({},
        { { "prepare",
            { { { "step", "pad" }, { "height", 4 }, { "width", 4 }, { "value", 0 },
                { "corner", "bottom-right" } } } } },
        1, 1);
    QVERIFY(saliency);
    QVERIFY(saliency->state == Saliency::State::Zero);
    QVERIFY(saliency->reason.find("padded") != std::string::npos);
}

void TestSaliency::stampsOfAnotherSizeGetTheirOwnPixelsBack()
{
    const Json pad{ { "step", "pad" }, { "height", 4 }, { "width", 4 }, { "value", 0 }, { "corner", "bottom-right" } };
    const Json crop{ { "step", "crop" }, { "height", 4 }, { "width", 4 }, { "renormalise", false } };
    for (const auto& [width, height] : { std::pair{ 3, 4 }, { 4, 2 }, { 6, 5 }, { 2, 7 } }) {
        const auto saliency = ask({}, { { "prepare", { crop, pad } } }, width, height);
        QVERIFY(saliency);
        for (const auto& plane : saliency->maps) {
            QCOMPARE(plane.width, width);
            QCOMPARE(plane.height, height);
            QCOMPARE(plane.pixels.size(), plane.view().size());
        }
    }
}

void TestSaliency::stampsThatAreNotReadCountForNothing()
{
    const Json one{ { "input",
        { { "kind", "triplet" }, { "channels", { "difference" } }, { "height", 4 }, { "width", 4 } } } };
    Question question;
    question.method = Method::IntegratedGradients;
    auto saliency = ask(question, one);
    QVERIFY(saliency);
    QCOMPARE(saliency->maps[0].pixels, std::vector<float>(16, 0.F));
    QVERIFY(saliency->maps[2].pixels[0] > 0);
    saliency = ask({}, one); // a map of the sky lies on all
    QVERIFY(saliency);
    QCOMPARE(saliency->maps[0].pixels, saliency->maps[2].pixels);
    QVERIFY(saliency->maps[0].pixels.back() > 0.9F);
}

void TestSaliency::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("value");
    QTest::newRow("no such class") << "class" << 0;
    QTest::newRow("one step") << "steps" << 1;
    QTest::newRow("steps without end") << "steps" << 100000;
    QTest::newRow("a window larger than the image") << "window" << 5;
    QTest::newRow("a window of nothing") << "window" << 0;
    QTest::newRow("a stride of nothing") << "stride" << 0;
    QTest::newRow("a stride that leaves gaps") << "stride" << 3;
}

void TestSaliency::whatMakesNoSenseIsRefused()
{
    QFETCH(QString, what);
    QFETCH(int, value);
    Question question;
    question.method = what == "steps" ? Method::IntegratedGradients : Method::Occlusion;
    question.window = question.stride = 2;
    if (what == "class")
        question.className = "asteroid";
    else
        (what == "steps" ? question.steps : what == "window" ? question.window : question.stride) = value;
    const auto saliency = ask(question);
    QVERIFY(!saliency);
    QCOMPARE(saliency.error().code, Error::Code::WrongUse);
    QVERIFY(!saliency.error().remedy.empty());
}

void TestSaliency::memoryThatIsShortHalvesTheParts()
{
    Question question;
    question.method = Method::IntegratedGradients;
    const auto whole = ask(question);
    m_orders->memory = 3;
    m_orders->passes.clear();
    const auto halved = ask(question);
    QVERIFY(whole && halved);
    QCOMPARE(halved->maps[0].pixels, whole->maps[0].pixels);
    QVERIFY(*std::ranges::max_element(m_orders->passes) == 8 && m_orders->passes.back() <= 2);
    m_orders->memory = 0;
    const auto none = ask(question);
    QVERIFY(!none);
    QCOMPARE(none.error().code, Error::Code::Full);
}

void TestSaliency::stoppingEndsItBetweenTwoParts()
{
    std::stop_source stop;
    m_orders->before = [&] { stop.request_stop(); };
    Question question;
    question.method = Method::Occlusion;
    question.window = question.stride = 1; // 48 images, 8 a part
    const auto saliency = ask(question, Json::object(), 4, 4, stop.get_token());
    QVERIFY(!saliency);
    QCOMPARE(saliency.error().code, Error::Code::Cancelled);
    QCOMPARE(m_orders->passes, (std::vector<std::size_t>{ 1, 1, 8 })); // the answer, again as the method asks, one part
}

void TestSaliency::progressCountsImages()
{
    Progress progress;
    Question question;
    question.method = Method::Occlusion;
    question.window = question.stride = 2;
    QVERIFY(ask(question, Json::object(), 4, 4, {}, &progress));
    QCOMPARE(progress.total.load(), 12u);
    QCOMPARE(progress.done.load(), 12u);
}

void TestSaliency::networksWithoutGradientsAreNamed()
{
    m_orders->differentiable = false;
    const auto saliency = ask({});
    QVERIFY(!saliency);
    QCOMPARE(saliency.error().code, Error::Code::Unsupported);
    QVERIFY(saliency.error().remedy.find("torch") != std::string::npos);
    Question question;
    question.method = Method::Occlusion; // needs none
    question.window = question.stride = 2;
    QVERIFY(ask(question));
}

void TestSaliency::baselinesAreReadAsTheyAreWritten()
{
    for (const char* word : { "0", "median", "-1.5", "1e-09" }) {
        const auto baseline = Baseline::parse(word);
        QVERIFY(baseline);
        QCOMPARE(baseline->text(), std::string(word));
    }
    for (const char* word : { "", "black", "1x", "nan", "inf" })
        QVERIFY(!Baseline::parse(word));
    for (const auto method : methods)
        QVERIFY(*parseMethod(name(method)) == method);
    QVERIFY(!parseMethod("scorecam"));
}

QTEST_GUILESS_MAIN(TestSaliency)
#include "tst_saliency.moc"
