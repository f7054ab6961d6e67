#include "tests/ui/demo_window.h"
#include "ui/scan/saliency_menu.h"
#include "ui/scan/saliency_overlay.h"
#include "ui/stamp/saliency_layer.h"
#include "ui/stamp/saliency_panel.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QSignalSpy>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// A hill about the middle of each stamp, or what the test wants in its place.
class HillExplain : public session::Explain {
public:
    Result<explain::Saliency> of(const Request& request, std::stop_token, Progress&) override
    {
        {
            const std::lock_guard lock(mutex);
            asked.push_back(request);
        }
        if (broken)
            return fail(Error::Code::NotFound, "convnext_pico:v7: is not in the library", "Import it");
        explain::Saliency saliency;
        saliency.className = request.question.className;
        saliency.method = request.question.method;
        if (saliency.method == explain::Method::IntegratedGradients) {
            saliency.difference = 7.3125;
            saliency.completeness = -0.0123;
        }
        saliency.byChannel = saliency.method != explain::Method::GradCam && request.question.byChannel;
        saliency.layer = "stages.1";
        saliency.state = state;
        if (state != explain::Saliency::State::Map)
            return saliency;
        for (auto& plane : saliency.maps) {
            plane = { 63, 63, {} };
            for (int i = 0; i < 63 * 63; ++i)
                plane.pixels.push_back(
                    std::exp(-std::hypot(static_cast<float>(i % 63 - 31), static_cast<float>(i / 63 - 31)) / hill));
        }
        return saliency;
    }

    std::mutex mutex;
    std::vector<Request> asked;
    std::atomic<bool> broken = false;
    std::atomic<float> hill = 15; ///< px in which it falls by e
    std::atomic<explain::Saliency::State> state = explain::Saliency::State::Map;
};

} // namespace

/// Saliency over the stamps, by its key.
class TestSaliencyOverlay : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init();
    void cleanup() { close(); }
    void itsKeyPaintsThreeLinesAndTakesThemAway();
    void nothingIsAskedBeforeItWasOn();
    void theCandidateOnScreenAloneIsAsked();
    void whatTheFirstModelSaysIsAsked();
    void aMapOfNothingIsSaidInWords_data();
    void aMapOfNothingIsSaidInWords();
    void whatWentWrongIsSaidOnThePanel();
    void linesOfOneCandidateLieOverNoOther();
    void opacityGoesRoundAndIsRemembered();
    void everyStampGetsLinesOfItsOwn();
    void whyThereIsNoMapIsSaid();
    void stampsTogetherCarryTheSumOfTheirMaps();
    void whatSpeaksAgainstIsBlueAndHasNoLines();
    void everyMethodAndClassCanBeAskedFor();
    void aClassTheModelDoesNotHaveIsNotAskedFor();
    void completenessStandsBesideTheMethod();
    void colourLiesOverEveryPixel();
    void besideTheStampsAFourthPanelShowsIt();
    void aSinglePanelSaysWhatLiesOverIt();
    void slowMethodsAreNotFoundAhead();
    void aClickOnTheWordsOpensTheMenu();
    void theChoiceIsKept();

private:
    [[nodiscard]] SaliencyOverlay& overlay() { return *page().saliency(); }
    [[nodiscard]] std::size_t asked()
    {
        const std::lock_guard lock(m_explain.mutex);
        return m_explain.asked.size();
    }
    /// Pixels of a panel that are as amber as the lines.
    [[nodiscard]] int amber(data::Panel panel)
    {
        const QImage shown = page().stamps()->view(panel)->grab().toImage();
        const QColor wanted = colour(Token::Anomaly);
        int count = 0;
        for (int y = 0; y < shown.height() - 60; ++y) // not the words
            for (int x = 0; x < shown.width(); ++x) {
                const QColor is = shown.pixelColor(x, y);
                count += std::abs(is.red() - wanted.red()) + std::abs(is.green() - wanted.green())
                        + std::abs(is.blue() - wanted.blue())
                    < 24;
            }
        return count;
    }

    void choose(const std::function<void(SaliencyChoice&)>& change)
    {
        SaliencyChoice choice = overlay().choice();
        change(choice);
        overlay().choose(choice);
    }
    [[nodiscard]] session::Explain::Request lastAsked()
    {
        const std::lock_guard lock(m_explain.mutex);
        return m_explain.asked.back();
    }

    HillExplain m_explain;
};

void TestSaliencyOverlay::init()
{
    m_explain.asked.clear();
    m_explain.broken = false;
    m_explain.hill = 15;
    m_explain.state = explain::Saliency::State::Map;
    m_world = std::make_unique<demo::World>(20);
    m_window = std::make_unique<MainWindow>();
    m_window->resize(usualSize);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto project = m_world->project();
    project->services().explain = &m_explain;
    m_window->setProject(std::move(project));
    QTRY_COMPARE(shown(), 0);
}

void TestSaliencyOverlay::itsKeyPaintsThreeLinesAndTakesThemAway()
{
    for (const auto panel : data::panels)
        QCOMPARE(amber(panel), 0);
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    for (const auto panel : data::panels)
        QVERIFY(amber(panel) > 200);
    QVERIFY(overlay().layer()->words.startsWith("Grad-CAM · "));
    press(Qt::Key_S);
    for (const auto panel : data::panels)
        QCOMPARE(amber(panel), 0);
    press(Qt::Key_S); // at hand: at once
    QVERIFY(amber(data::Panel::Template) > 200);
    QCOMPARE(asked(), 1u);
}

void TestSaliencyOverlay::nothingIsAskedBeforeItWasOn()
{
    press(Qt::Key_J);
    QTRY_COMPARE(shown(), 1);
    QTest::qWait(50);
    QCOMPARE(asked(), 0u);
}

void TestSaliencyOverlay::theCandidateOnScreenAloneIsAsked()
{
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    press(Qt::Key_S);
    press(Qt::Key_J);
    QTRY_COMPARE(shown(), 1);
    QTRY_VERIFY(overlay().layer()); // found ahead though it is off
    QCOMPARE(overlay().layer()->row, 1);
    QCOMPARE(amber(data::Panel::Science), 0);
    QCOMPARE(asked(), 2u);
}

void TestSaliencyOverlay::whatTheFirstModelSaysIsAsked()
{
    const auto opinion = page().shown()->opinions.front();
    press(Qt::Key_S);
    QTRY_COMPARE(asked(), 1u);
    const std::lock_guard lock(m_explain.mutex);
    QCOMPARE(m_explain.asked[0].model, opinion.model);
    const auto likeliest = std::ranges::max_element(opinion.probabilities) - opinion.probabilities.begin();
    QCOMPARE(m_explain.asked[0].question.className, opinion.classes[static_cast<std::size_t>(likeliest)]);
    QCOMPARE(m_explain.asked[0].row, 0);
}

void TestSaliencyOverlay::aMapOfNothingIsSaidInWords_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("says");
    QTest::newRow("zero") << static_cast<int>(explain::Saliency::State::Zero) << "zero everywhere";
    QTest::newRow("NaN") << static_cast<int>(explain::Saliency::State::NotANumber) << "not a number";
}

void TestSaliencyOverlay::aMapOfNothingIsSaidInWords()
{
    QFETCH(int, state);
    QFETCH(QString, says);
    m_explain.state = static_cast<explain::Saliency::State>(state);
    StampView* difference = page().stamps()->view(data::Panel::Difference);
    const QImage before = difference->grab().toImage();
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    QVERIFY2(overlay().layer()->words.contains(says), qPrintable(overlay().layer()->words));
    QVERIFY(difference->grab().toImage() != before); // the words stand there
    for (const auto panel : data::panels)
        QCOMPARE(amber(panel), 0);
}

void TestSaliencyOverlay::whatWentWrongIsSaidOnThePanel()
{
    m_explain.broken = true;
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    QVERIFY(overlay().layer()->nothing);
    QCOMPARE(overlay().layer()->words, "convnext_pico:v7: is not in the library. Import it");
    m_explain.broken = false;
    press(Qt::Key_S);
    press(Qt::Key_S); // asked for again, it is there
    QTRY_VERIFY(overlay().layer() && !overlay().layer()->nothing);
}

void TestSaliencyOverlay::linesOfOneCandidateLieOverNoOther()
{
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    StampView* view = page().stamps()->view(data::Panel::Science);
    auto other = std::make_shared<session::CandidateView>(*page().shown());
    other->row = 7;
    view->setCandidate(other); // as another epoch does
    QCOMPARE(amber(data::Panel::Science), 0);
    QVERIFY(amber(data::Panel::Template) > 200);
}

void TestSaliencyOverlay::opacityGoesRoundAndIsRemembered()
{
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    const int bold = amber(data::Panel::Template);
    press(Qt::Key_S, Qt::ShiftModifier);
    QCOMPARE(overlay().choice().look.opacity, 0.6);
    QVERIFY(amber(data::Panel::Template) < bold / 2); // mixed with the sky
    QCOMPARE(page().viewState()["saliency"].toObject()["opacity"].toDouble(), 0.6);
    press(Qt::Key_S, Qt::ShiftModifier);
    press(Qt::Key_S, Qt::ShiftModifier);
    QCOMPARE(overlay().choice().look.opacity, 1.0);
}

void TestSaliencyOverlay::everyStampGetsLinesOfItsOwn()
{
    explain::Saliency saliency;
    saliency.maps[0] = { 3, 3, { 0, 0, 0, 0, 1, 0, 0, 0, 0 } };
    saliency.maps[2] = { 3, 3, { 0, 0, 0, 0, 0.5F, 0, 0, 0, 0 } };
    saliency.className = "not real";
    const auto layer = SaliencyLayer::of(saliency, 3);
    QCOMPARE(layer.words, "Grad-CAM · not real");
    QCOMPARE(layer.lines[0][0].size(), 4u); // a diamond
    QCOMPARE(layer.lines[1][0].size(), 0u); // no stamp
    QCOMPARE(layer.lines[2][0].size(), 4u); // 0.5 is above a quarter of the peak
    QCOMPARE(layer.lines[2][2].size(), 0u); // and below three
}

void TestSaliencyOverlay::whyThereIsNoMapIsSaid()
{
    explain::Saliency saliency;
    saliency.state = explain::Saliency::State::Zero;
    saliency.reason = "The gradient of 'agn' vanishes at stages.1.";
    saliency.className = "agn";
    const auto layer = SaliencyLayer::of(saliency, 3);
    QVERIFY(layer.nothing && !layer.isError);
    QVERIFY2(layer.words.endsWith("The gradient of 'agn' vanishes at stages.1."), qPrintable(layer.words));
}

void TestSaliencyOverlay::stampsTogetherCarryTheSumOfTheirMaps()
{
    explain::Saliency saliency;
    saliency.method = explain::Method::Occlusion;
    saliency.byChannel = true;
    saliency.maps[0] = { 2, 2, { 1, 0, 0, 0.25F } };
    saliency.maps[1] = { 2, 2, { 1, 0.5F, 0, 0.25F } };
    QCOMPARE(SaliencyLayer::of(saliency, 3).peak, 1.F);
    QVERIFY(SaliencyLayer::of(saliency, 3).byStamp);
    const auto layer = SaliencyLayer::of(saliency, 3, true);
    QCOMPARE(layer.peak, 2.F);
    QVERIFY(!layer.byStamp);
    QCOMPARE(layer.colours[0], layer.colours[1]);
    QVERIFY(layer.colours[2].isNull()); // no stamp
    QCOMPARE(qAlpha(layer.colours[0].pixel(0, 0)), 255);
    QCOMPARE(qAlpha(layer.colours[0].pixel(1, 0)), 64); // 0.5 of 2
    saliency.maps[1] = { 2, 2, { -1, 0, 0, -0.25F } };
    QVERIFY(SaliencyLayer::of(saliency, 3, true).nothing); // they cancel out
    saliency.maps[1] = { 1, 1, { 4 } };
    QCOMPARE(SaliencyLayer::of(saliency, 3, true).peak, 4.F); // of different sizes: each its own
}

void TestSaliencyOverlay::whatSpeaksAgainstIsBlueAndHasNoLines()
{
    explain::Saliency saliency;
    saliency.method = explain::Method::Occlusion;
    saliency.maps[0] = { 3, 3, { 0, 0, 0, 0, -2, 0, 0, 0, 0 } };
    const auto layer = SaliencyLayer::of(saliency, 3);
    QVERIFY(!layer.nothing && layer.againstToo);
    QVERIFY2(layer.words.endsWith("all of it speaks against"), qPrintable(layer.words));
    for (const auto& lines : layer.lines[0])
        QVERIFY(lines.empty());
    const QColor middle = layer.colours[0].pixelColor(1, 1);
    QVERIFY(middle.alpha() == 255 && middle.blue() > 2 * middle.red());
    QCOMPARE(layer.colours[0].pixelColor(0, 0).alpha(), 0);
}

void TestSaliencyOverlay::everyMethodAndClassCanBeAskedFor()
{
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    const auto classes = overlay().classes();
    QVERIFY(classes.size() > 1);
    for (const explain::Method method : explain::methods)
        for (const std::string& each : classes) {
            choose([&](SaliencyChoice& choice) {
                choice.method = method;
                choice.className = each;
            });
            QTRY_VERIFY(overlay().layer());
            QCOMPARE(lastAsked().question.method, method);
            QCOMPARE(lastAsked().question.className, each);
            QVERIFY2(overlay().layer()->words.startsWith(
                         saliencyMethodName(method) + QStringLiteral(" · ") + saliencyClassName(each)),
                qPrintable(overlay().layer()->words));
        }
    choose([](SaliencyChoice& choice) { choice.together = true; });
    QTRY_VERIFY(overlay().layer());
    QVERIFY(!lastAsked().question.byChannel);
}

void TestSaliencyOverlay::aClassTheModelDoesNotHaveIsNotAskedFor()
{
    const auto opinion = page().shown()->opinions.front();
    choose([](SaliencyChoice& choice) { choice.className = "Kilonova"; });
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    QVERIFY(std::ranges::find(opinion.classes, lastAsked().question.className) != opinion.classes.end());
}

void TestSaliencyOverlay::completenessStandsBesideTheMethod()
{
    choose([](SaliencyChoice& choice) { choice.method = explain::Method::IntegratedGradients; });
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    QVERIFY2(
        overlay().layer()->words.endsWith("completeness error 0.012 of 7.31"), qPrintable(overlay().layer()->words));
}

void TestSaliencyOverlay::colourLiesOverEveryPixel()
{
    StampView* view = page().stamps()->view(data::Panel::Template);
    const auto reddish = [&](QPoint at) {
        const QColor is = view->grab().toImage().pixelColor(at);
        return is.red() - is.blue();
    };
    const QPoint middle = view->rect().center() + QPoint(12, 12); // off the crosshair
    QVERIFY(std::abs(reddish(middle)) < 8); // a grey sky
    choose([](SaliencyChoice& choice) { choice.look.style = SaliencyLook::Style::Colour; });
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    QVERIFY(reddish(middle) > 60);
    const int bold = reddish(middle);
    choose([](SaliencyChoice& choice) { choice.look.opacity = 0.3; });
    QVERIFY(reddish(middle) < bold / 2 && reddish(middle) > 10);
    QCOMPARE(asked(), 1u); // the same answer
}

void TestSaliencyOverlay::besideTheStampsAFourthPanelShowsIt()
{
    choose([](SaliencyChoice& choice) { choice.look.style = SaliencyLook::Style::Beside; });
    const int before = page().stamps()->view(data::Panel::Science)->width();
    press(Qt::Key_S);
    QVERIFY(page().stamps()->besideShown()); // its place at least: nothing moves when the answer comes
    QTRY_VERIFY(overlay().layer());
    QTRY_VERIFY(page().stamps()->view(data::Panel::Science)->width() < before);
    auto* panel = page().stamps()->findChild<SaliencyPanel*>();
    QVERIFY(panel);
    for (const auto each : data::panels)
        QCOMPARE(amber(each), 0);
    const QColor middle = panel->grab().toImage().pixelColor(panel->width() / 2, (panel->height() - 37) / 2);
    QVERIFY(middle.red() > 150 && middle.blue() < 120);
    page().stamps()->setInHand(data::Panel::Difference);
    QCOMPARE(panel->of(), page().stamps()->view(data::Panel::Difference));
    press(Qt::Key_S);
    QVERIFY(!page().stamps()->besideShown());
    QTRY_COMPARE(page().stamps()->view(data::Panel::Science)->width(), before);
}

void TestSaliencyOverlay::aSinglePanelSaysWhatLiesOverIt()
{
    const auto words = [&](data::Panel panel) { // amber ones in the lowest fifth of the left half
        const QImage shown = page().stamps()->view(panel)->grab().toImage();
        int count = 0;
        for (int y = shown.height() * 4 / 5; y < shown.height(); ++y)
            for (int x = 0; x < shown.width() / 2; ++x)
                count += shown.pixelColor(x, y).red() - shown.pixelColor(x, y).blue() > 120;
        return count;
    };
    m_explain.hill = 3; // far from the words
    choose([](SaliencyChoice& choice) { choice.look.style = SaliencyLook::Style::Beside; });
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    page().stamps()->setInHand(data::Panel::Science);
    page().stamps()->setSingle(true);
    QVERIFY(!page().stamps()->besideShown());
    QVERIFY(words(data::Panel::Science) > 20);
    QVERIFY(amber(data::Panel::Science) > 50);
    page().stamps()->setSingle(false);
    QVERIFY(page().stamps()->besideShown());
}

void TestSaliencyOverlay::slowMethodsAreNotFoundAhead()
{
    choose([](SaliencyChoice& choice) { choice.method = explain::Method::Occlusion; });
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    press(Qt::Key_S);
    press(Qt::Key_J);
    QTRY_COMPARE(shown(), 1);
    QTest::qWait(50);
    QCOMPARE(asked(), 1u);
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    QCOMPARE(asked(), 2u);
}

void TestSaliencyOverlay::aClickOnTheWordsOpensTheMenu()
{
    press(Qt::Key_S);
    QTRY_VERIFY(overlay().layer());
    StampView* view = page().stamps()->view(data::Panel::Difference);
    (void)view->grab(); // the words have a place once they are painted
    QSignalSpy asked(page().stamps(), &StampRow::saliencyMenuAsked);
    QTest::mouseClick(view, Qt::LeftButton, {}, QPoint(view->width() / 2, view->height() / 2));
    QCOMPARE(asked.size(), 0);
    QTest::mouseClick(view, Qt::LeftButton, {}, QPoint(20, view->height() - 14));
    QCOMPARE(asked.size(), 1);
    auto* menu = page().findChild<SaliencyMenu*>();
    QVERIFY(menu && menu->isVisible());
    for (QAction* action : menu->actions())
        if (action->text() == "Occlusion")
            action->trigger();
    menu->hide();
    QCOMPARE(overlay().choice().method, explain::Method::Occlusion);
    QVERIFY(overlay().on());
}

void TestSaliencyOverlay::theChoiceIsKept()
{
    SaliencyChoice choice;
    choice.method = explain::Method::Occlusion;
    choice.className = "not real";
    choice.together = true;
    choice.look = { SaliencyLook::Style::Beside, 0.6 };
    QVERIFY(saliencyChoiceOf(saliencyWords(choice)) == choice);
    QVERIFY(saliencyChoiceOf({}) == SaliencyChoice());
    QVERIFY(saliencyChoiceOf({ { "method", "guess" }, { "look", 7 }, { "opacity", -3 } }).look.opacity == 0.3);
    overlay().choose(choice);
    overlay().setOn(true);
    const QJsonObject kept = page().viewState();
    overlay().setOn(false);
    overlay().choose({});
    page().restoreView(kept);
    QVERIFY(overlay().on() && overlay().choice() == choice);
}

QTEST_MAIN(TestSaliencyOverlay)
#include "tst_saliency_overlay.moc"
