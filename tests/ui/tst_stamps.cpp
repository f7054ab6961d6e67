#include "tests/ui/demo_stamps.h"
#include "ui/stamp/limits_strip.h"

#include <QMenu>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

/// What the hand does with the three stamps.
class TestStamps : public demo::StampTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void theWheelKeepsThePixelUnderTheCursorInAllPanels();
    void unlinkedPanelsZoomAlone();
    void rightDragIsBiasAcrossAndContrastDown();
    void doubleClickResetsContrastAndZoom();
    void draggingAHandleSetsUserLimits();
    void arrowsMoveTheHandleInHand();
    void theNextCandidateHasItsOwnLimitsUnlessLocked();
    void theReadoutNamesPixelPlaceAndValue();
    void bracketsWalkThroughAllStretches();
    void onePanelMayGoItsOwnWay();
    void allPanelsFollowOneAgain();
    void everyRuleStretchAndMapIsInThePanelsMenu();
    void aRightClickIsAMenuAndNoContrast();
    void aLeftDragPansAndSpaceMeanwhileSkipsNothing();
    void smoothingIsForTheEyeAlone();
};

void TestStamps::theWheelKeepsThePixelUnderTheCursorInAllPanels()
{
    StampView* view = stamp(data::Panel::Science);
    const QPointF at(77, 240), inside = at - QPointF(3, 3);
    const QPointF before = view->geometryOfView().toPixel(inside);
    for (int i = 0; i < 5; ++i) {
        QWheelEvent wheel(
            at, view->mapToGlobal(at), {}, { 0, 120 }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &wheel);
    }
    QVERIFY(std::abs(view->camera().zoom - std::pow(1.2, 5)) < 1e-9);
    const QPointF after = view->geometryOfView().toPixel(inside);
    QVERIFY(std::hypot(after.x() - before.x(), after.y() - before.y()) < 1e-6);
    QCOMPARE(stamp(data::Panel::Difference)->camera(), view->camera());
}

void TestStamps::unlinkedPanelsZoomAlone()
{
    m_row->change([](DisplayState& state) { state.linked = false; });
    m_row->zoomBy(1.2);
    QVERIFY(stamp(data::Panel::Science)->camera().zoom > 1);
    QCOMPARE(stamp(data::Panel::Template)->camera().zoom, 1.0);
}

void TestStamps::rightDragIsBiasAcrossAndContrastDown()
{
    StampView* view = stamp(data::Panel::Template);
    QTest::mousePress(view, Qt::RightButton, {}, { 10, 10 });
    QMouseEvent move(QEvent::MouseMove, QPointF(view->width() * 0.25, view->height() * 0.3),
        view->mapToGlobal(QPointF()), Qt::NoButton, Qt::RightButton, {});
    QApplication::sendEvent(view, &move);
    QTest::mouseRelease(view, Qt::RightButton);
    QVERIFY(std::abs(m_row->state().display.bias - 0.25) < 1e-9); // DS9: x / width
    QVERIFY(std::abs(m_row->state().display.contrast - 3.0) < 1e-9); // DS9: 10 y / height
}

void TestStamps::doubleClickResetsContrastAndZoom()
{
    m_row->zoomBy(2);
    m_row->change([](DisplayState& state) {
        state.display.bias = 0.1;
        state.display.contrast = 4;
    });
    QTest::mouseDClick(stamp(data::Panel::Difference), Qt::LeftButton);
    QCOMPARE(m_row->state().display.bias, 0.5);
    QCOMPARE(m_row->state().display.contrast, 1.0);
    QCOMPARE(stamp(data::Panel::Science)->camera(), Camera());
}

void TestStamps::draggingAHandleSetsUserLimits()
{
    LimitsStrip* strip = m_row->strip(data::Panel::Science);
    const image::Limits before = m_row->limits(data::Panel::Science);
    const int from = static_cast<int>(std::lround(strip->xOf(before.low))), to = from + 30;
    QTest::mousePress(strip, Qt::LeftButton, {}, { from, 18 });
    QMouseEvent move(
        QEvent::MouseMove, QPointF(to, 18), strip->mapToGlobal(QPointF(to, 18)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(strip, &move);
    QTest::mouseRelease(strip, Qt::LeftButton, {}, { to, 18 });
    const image::Limits after = m_row->limits(data::Panel::Science);
    QCOMPARE(after.high, before.high);
    QVERIFY(after.low > before.low);
    QCOMPARE(m_row->state().rule, image::LimitsRule::User);
    QVERIFY(!m_row->state().user[1]); // the other panels keep their rule
}

void TestStamps::arrowsMoveTheHandleInHand()
{
    LimitsStrip* strip = m_row->strip(data::Panel::Difference);
    const image::Limits before = m_row->limits(data::Panel::Difference);
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Right);
    QVERIFY(m_row->limits(data::Panel::Difference).low > before.low);
    QTest::keyClick(strip, Qt::Key_Down); // the other handle
    QTest::keyClick(strip, Qt::Key_Left);
    QVERIFY(m_row->limits(data::Panel::Difference).high < before.high);
}

void TestStamps::theNextCandidateHasItsOwnLimitsUnlessLocked()
{
    const image::Limits mine{ 1, 2 };
    m_row->setUserLimits(data::Panel::Science, mine);
    m_row->setCandidate(view(1));
    QCOMPARE(m_row->state().rule, image::LimitsRule::ZScale);
    QVERIFY(!(m_row->limits(data::Panel::Science) == mine));
    m_row->change([](DisplayState& state) { state.locked = true; });
    m_row->setUserLimits(data::Panel::Science, mine);
    m_row->setCandidate(view(2));
    QVERIFY(m_row->limits(data::Panel::Science) == mine);
    QCOMPARE(m_row->state().rule, image::LimitsRule::User);
}

void TestStamps::theReadoutNamesPixelPlaceAndValue()
{
    StampView* science = stamp(data::Panel::Science);
    const QPointF at = science->geometryOfView().toView({ 31, 31 }) + QPointF(3, 3);
    const QString readout = science->readout(at);
    QVERIFY2(readout.startsWith("x 31.0 y 31.0 · 01:18:44."), qPrintable(readout));
    QVERIFY(readout.contains(QString::number(science->plane().at(31, 31), 'g', 5)));
    QVERIFY(science->readout({ -50, -50 }).isEmpty());
}

void TestStamps::bracketsWalkThroughAllStretches()
{
    QSet<int> seen;
    for (std::size_t i = 0; i < image::stretches().size(); ++i) {
        seen.insert(static_cast<int>(m_row->state().display.stretch));
        m_row->stretchBy(1);
    }
    QCOMPARE(seen.size(), static_cast<qsizetype>(image::stretches().size()));
    QCOMPARE(m_row->state().display.stretch, image::Stretch::Linear);
}

void TestStamps::onePanelMayGoItsOwnWay()
{
    m_row->setInHand(data::Panel::Difference);
    m_row->setOnlyInHand(true);
    m_row->setRule(image::LimitsRule::P90);
    m_row->stretchBy(1);
    const image::PlaneView plane = stamp(data::Panel::Difference)->plane();
    QCOMPARE(m_row->limits(data::Panel::Difference), image::limitsOf(plane, image::LimitsRule::P90));
    const image::PlaneView science = stamp(data::Panel::Science)->plane();
    QCOMPARE(m_row->limits(data::Panel::Science), image::limitsOf(science, image::LimitsRule::ZScale));
    QCOMPARE(m_row->state().look(data::Panel::Difference).display.stretch, image::Stretch::Log);
    QCOMPARE(m_row->state().display.stretch, image::Stretch::Linear);
    m_row->setOnlyInHand(false); // the two others go on together, the one keeps its own
    m_row->setRule(image::LimitsRule::MinMax);
    QCOMPARE(m_row->limits(data::Panel::Difference), image::limitsOf(plane, image::LimitsRule::P90));
    QCOMPARE(m_row->limits(data::Panel::Science), image::limitsOf(science, image::LimitsRule::MinMax));
    m_row->setCandidate(view(1)); // and so for the next
    QCOMPARE(m_row->limits(data::Panel::Difference),
        image::limitsOf(stamp(data::Panel::Difference)->plane(), image::LimitsRule::P90));
}

void TestStamps::allPanelsFollowOneAgain()
{
    m_row->setInHand(data::Panel::Template);
    m_row->setOnlyInHand(true);
    m_row->setRule(image::LimitsRule::P95);
    m_row->lookForAll(data::Panel::Template);
    for (const data::Panel panel : data::panels) {
        QVERIFY(!m_row->state().own[static_cast<std::size_t>(panel)]);
        QCOMPARE(m_row->limits(panel), image::limitsOf(stamp(panel)->plane(), image::LimitsRule::P95));
    }
    QVERIFY(!m_row->state().onlyInHand);
}

void TestStamps::everyRuleStretchAndMapIsInThePanelsMenu()
{
    const std::unique_ptr<QMenu> menu(m_row->menuOf(data::Panel::Science));
    QSet<QString> there;
    for (const QAction* action : menu->actions())
        if (action->menu())
            for (const QAction* choice : action->menu()->actions())
                there.insert(choice->text().toLower());
    const auto has = [&](std::string_view words) {
        return there.contains(QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())).toLower());
    };
    for (const image::LimitsRule rule : image::limitsRules())
        QVERIFY(has(image::label(rule)));
    for (const image::Stretch stretch : image::stretches())
        QVERIFY(has(image::label(stretch)));
    for (const image::ColorMap& map : image::ColorMap::all())
        QVERIFY(has(map.name));
    for (QAction* action : menu->actions()) // a rule from it holds
        if (action->menu())
            for (QAction* choice : action->menu()->actions())
                if (choice->text() == "90%" || choice->text() == "90 %")
                    choice->trigger();
    QCOMPARE(m_row->state().rule, image::LimitsRule::P90);
}

void TestStamps::aRightClickIsAMenuAndNoContrast()
{
    QSignalSpy asked(stamp(data::Panel::Template), &StampView::menuAsked);
    disconnect(stamp(data::Panel::Template), &StampView::menuAsked, m_row.get(), nullptr);
    QTest::mouseClick(stamp(data::Panel::Template), Qt::RightButton, {}, { 100, 120 });
    QCOMPARE(asked.size(), 1);
    QCOMPARE(m_row->state().display.contrast, 1.0);
    QCOMPARE(m_row->state().display.bias, 0.5);
    QCOMPARE(m_row->inHand(), data::Panel::Template);
}

void TestStamps::aLeftDragPansAndSpaceMeanwhileSkipsNothing()
{
    StampView* view = stamp(data::Panel::Science);
    const QPointF under = view->geometryOfView().toPixel(QPointF(97, 97));
    QTest::mousePress(view, Qt::LeftButton, {}, { 100, 100 });
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
    override.ignore();
    QApplication::sendEvent(view, &override);
    QVERIFY(override.isAccepted()); // so no shortcut gets it
    QMouseEvent move(
        QEvent::MouseMove, QPointF(150, 80), view->mapToGlobal(QPointF(150, 80)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(view, &move);
    QTest::mouseRelease(view, Qt::LeftButton, {}, { 150, 80 });
    const QPointF now = view->geometryOfView().toPixel(QPointF(147, 77));
    QVERIFY(std::hypot(now.x() - under.x(), now.y() - under.y()) < 1e-6);
    QCOMPARE(stamp(data::Panel::Template)->camera(), view->camera());
    override.ignore();
    QApplication::sendEvent(view, &override);
    QVERIFY(!override.isAccepted()); // no hand on it: the window's again
}

void TestStamps::smoothingIsForTheEyeAlone()
{
    StampView* view = stamp(data::Panel::Difference);
    const QPointF at = view->geometryOfView().toView({ 31, 31 }) + QPointF(3, 3);
    const QString before = view->readout(at);
    m_row->setSmooth(true);
    const image::Plane must = image::smoothed(view->plane(), m_row->state().smoothing);
    QVERIFY(view->shownPlane().pixels().size() == must.pixels.size()
        && std::equal(must.pixels.begin(), must.pixels.end(), view->shownPlane().pixels().begin()));
    QCOMPARE(m_row->limits(data::Panel::Difference), image::limitsOf(must.view(), image::LimitsRule::ZScale));
    const QString after = view->readout(at);
    QVERIFY2(after.startsWith(before), qPrintable(after)); // the true value, and the other by its name
    QVERIFY(after.endsWith("smoothed " + QString::number(must.view().at(31, 31), 'g', 5)));
    m_row->setSmooth(false);
    QCOMPARE(view->readout(at), before);
}

QTEST_MAIN(TestStamps)
#include "tst_stamps.moc"
