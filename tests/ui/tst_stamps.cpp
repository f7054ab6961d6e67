#include "tests/ui/demo_services.h"
#include "ui/stamp/display_bar.h"
#include "ui/stamp/limits_strip.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

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

QTEST_MAIN(TestStamps)
#include "tst_stamps.moc"
