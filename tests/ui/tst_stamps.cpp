#include "tests/ui/demo_services.h"
#include "ui/stamp/display_bar.h"
#include "ui/stamp/limits_strip.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

class TestStamps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init();
    void theWheelKeepsThePixelUnderTheCursorInAllPanels();
    void unlinkedPanelsZoomAlone();
    void rightDragIsBiasAcrossAndContrastDown();
    void doubleClickResetsContrastAndZoom();
    void draggingAHandleSetsUserLimits();
    void arrowsMoveTheHandleInHand();
    void theNextCandidateHasItsOwnLimitsUnlessLocked();
    void pixelsAreNearestNeighbours();
    void missingPixelsHaveAColourOfTheirOwn();
    void aTornCutoutSaysWhyInItsPanel();
    void theReadoutNamesPixelPlaceAndValue();
    void bracketsWalkThroughAllStretches();
    void onePanelMayGoItsOwnWay();
    void allPanelsFollowOneAgain();
    void everyRuleStretchAndMapIsInThePanelsMenu();
    void aRightClickIsAMenuAndNoContrast();
    void aLeftDragPansAndSpaceMeanwhileSkipsNothing();
    void smoothingIsForTheEyeAlone();
    void theCrosshairStandsAtTheAlertsPlaceInTheSky_data();
    void theCrosshairStandsAtTheAlertsPlaceInTheSky();
    void pixelsHaveExactEdgesAtTwoPixelsAPoint();
    void missingPixelsAreCounted();

private:
    ViewPtr view(data::Row row)
    {
        return std::make_shared<const session::CandidateView>(m_world.candidates.view(row, {}).value());
    }
    StampView* stamp(data::Panel panel) { return m_row->view(panel); }

    demo::World m_world{ 40 };
    std::unique_ptr<StampRow> m_row;
};

void TestStamps::init()
{
    m_row = std::make_unique<StampRow>();
    m_row->resize(1010, StampRow::heightFor(333));
    m_row->show();
    m_row->setCandidate(view(0));
    QVERIFY(QTest::qWaitForWindowExposed(m_row.get()));
}

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

void TestStamps::pixelsAreNearestNeighbours()
{
    m_row->change([](DisplayState& state) { state.crosshair = false; });
    StampView* view = stamp(data::Panel::Template);
    const QImage shown = view->grab().toImage();
    const image::PlaneView plane = view->plane();
    std::vector<std::uint32_t> argb(plane.size());
    image::render(plane, m_row->limits(data::Panel::Template), m_row->state().display, argb);
    const StampGeometry geometry = view->geometryOfView();
    int wrong = 0;
    for (int row = 8; row < plane.height - 8; ++row)
        for (int column = 0; column < plane.width; ++column)
            for (const QPointF d : { QPointF(0, 0), QPointF(0.35, -0.35), QPointF(-0.35, 0.35) }) {
                const QPointF at = geometry.toView(QPointF(column, row) + d) + QPointF(3, 3);
                const QRgb is = shown.pixel(static_cast<int>(at.x()), static_cast<int>(at.y())),
                           must = argb[static_cast<std::size_t>(row * plane.width + column)];
                wrong += (is & 0xffffff) != (must & 0xffffff);
            }
    QVERIFY2(wrong < 20, qPrintable(QString::number(wrong))); // a few sample points fall on an edge
}

void TestStamps::missingPixelsHaveAColourOfTheirOwn()
{
    m_row->setCandidate(view(7)); // its science stamp has a bitten corner
    m_row->change([](DisplayState& state) { state.crosshair = false; });
    StampView* science = stamp(data::Panel::Science);
    const QImage shown = science->grab().toImage();
    const QPointF at = science->geometryOfView().toView({ 42, 18 }) + QPointF(3, 3);
    QCOMPARE(QColor(shown.pixel(at.toPoint())), colour(Token::Nan));
    QVERIFY(science->readout(at).endsWith("NaN"));
}

void TestStamps::aTornCutoutSaysWhyInItsPanel()
{
    m_row->setCandidate(view(5));
    StampView* torn = stamp(data::Panel::Template);
    QCOMPARE(torn->plane().size(), 0u);
    QVERIFY(torn->accessibleDescription().contains("gzip ends"));
    const QImage shown = torn->grab().toImage();
    int ink = 0;
    for (int y = 40; y < shown.height(); ++y)
        for (int x = 10; x < shown.width(); ++x)
            ink += QColor(shown.pixel(x, y)).lightness() > 120;
    QVERIFY(ink > 300); // words stand there
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

void TestStamps::theCrosshairStandsAtTheAlertsPlaceInTheSky_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<double>("turnDeg");
    QTest::newRow("whole") << 63 << 0.0;
    QTest::newRow("cut by the edge, 41 rows") << 41 << 0.0;
    QTest::newRow("turned") << 63 << 57.0;
    QTest::newRow("cut and upside down") << 41 << 180.0;
}

void TestStamps::theCrosshairStandsAtTheAlertsPlaceInTheSky()
{
    QFETCH(int, rows);
    QFETCH(double, turnDeg);
    auto cut = *view(0);
    const double a = turnDeg * M_PI / 180, s = 1.01 / 3600;
    const sky::SkyPosition alert{ 150, 20 };
    for (const data::Panel panel : data::panels) {
        image::Plane& plane = cut.triplet[panel].plane;
        plane.pixels.resize(static_cast<std::size_t>(rows) * 63);
        plane.height = rows;
        const auto wcs = sky::Wcs::tangent(
            { 30.6, 22.3 }, alert, { -s * std::cos(a), s * std::sin(a), s * std::sin(a), s * std::cos(a) });
        cut.astrometry[static_cast<std::size_t>(panel)] = session::Astrometry{ *wcs, { 30.6, 22.3 }, "test" };
    }
    m_row->setCandidate(std::make_shared<const session::CandidateView>(cut));
    StampView* science = stamp(data::Panel::Science);
    // Painted with and without it: where they differ is the crosshair, and its middle is the alert's place.
    const QImage with = science->grab().toImage();
    m_row->change([](DisplayState& state) { state.crosshair = false; });
    const QImage without = science->grab().toImage();
    QRect differs;
    for (int y = 0; y < with.height(); ++y)
        for (int x = 0; x < with.width(); ++x)
            if (with.pixel(x, y) != without.pixel(x, y))
                differs |= QRect(x, y, 1, 1);
    const auto pixel = cut.astrometry[0]->wcs.skyToPixel(alert);
    const QPointF must = science->geometryOfView().toView({ pixel->column, pixel->row }) + QPointF(3, 3);
    const QPointF is = QRectF(differs).center();
    QVERIFY2(
        std::hypot(is.x() - must.x(), is.y() - must.y()) < 1, qPrintable(QString("%1 %2").arg(is.x()).arg(is.y())));
    const QPoint centre = must.toPoint();
    QCOMPARE(with.pixel(centre), without.pixel(centre)); // its middle is open
}

void TestStamps::pixelsHaveExactEdgesAtTwoPixelsAPoint()
{
    m_row->change([](DisplayState& state) { state.crosshair = false; });
    StampView* view = stamp(data::Panel::Template);
    QImage shown(view->size() * 2, QImage::Format_RGB32);
    shown.setDevicePixelRatio(2);
    view->render(&shown);
    const QImage pixels = view->rendered();
    const StampGeometry geometry = view->geometryOfView();
    int wrong = 0, compared = 0;
    for (int y = 70; y < shown.height() - 60; ++y) // below the name, above the limits
        for (int x = 8; x < shown.width() - 8; ++x) {
            const QPointF at = geometry.toPixel(QPointF((x + 0.5) / 2, (y + 0.5) / 2) - QPointF(3, 3));
            const QPointF corner = at + QPointF(0.5, 0.5);
            const QPoint pixel(static_cast<int>(std::floor(corner.x())), static_cast<int>(std::floor(corner.y())));
            const auto onEdge = [](double place) { return std::abs(place - std::round(place)) < 0.02; };
            if (!pixels.rect().contains(pixel) || onEdge(corner.x()) || onEdge(corner.y()))
                continue; // either side is right there
            ++compared;
            wrong += (shown.pixel(x, y) & 0xffffff) != (pixels.pixel(pixel) & 0xffffff);
        }
    QVERIFY(compared > 100000);
    QCOMPARE(wrong, 0);
}

void TestStamps::missingPixelsAreCounted()
{
    m_row->setCandidate(view(7));
    StampView* science = stamp(data::Panel::Science);
    const QImage with = science->grab().toImage();
    int ink = 0; // "460 px without a value" on its plate
    for (int y = 30; y < 52; ++y)
        for (int x = 8; x < 140; ++x)
            ink += QColor(with.pixel(x, y)).lightness() > 160;
    QVERIFY2(ink > 60, qPrintable(QString::number(ink)));
}

QTEST_MAIN(TestStamps)
#include "tst_stamps.moc"
