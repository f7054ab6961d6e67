#include "tests/ui/demo_stamps.h"

#include <QSignalSpy>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

class TestStampBlink : public demo::StampTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(1009); }
    void turnsComeAtWholeMultiplesOfTheInterval_data();
    void turnsComeAtWholeMultiplesOfTheInterval();
    void theRatesAreDs9s();
    void noTurnComesBeforeItsTime();
    void scienceTemplateAndDifferenceComeInTurnInOnePlace();
    void eachPictureHasItsOwnLimitsOrTheSciences();
    void aTurnPaintsWhatThePanelItselfPaints();
    void nothingElseIsPaintedWhileItBlinks();
    void stampsOfOneFrameDoNotMove();
    void anEarlierAlertLiesOnThisOneByTheSky_data();
    void anEarlierAlertLiesOnThisOneByTheSky();
    void aPartnerBlinksAgainstThePanelInHandAndLeavesWithTheCandidate();
    void aMissingTemplateIsLeftOut();
    void escEndsItWhateverHasTheFocus();
    void theReadoutIsOfThePictureShown();

private:
    const BlinkFrame* shown(data::Panel panel) { return m_row->view(panel)->frame(); }
};

void TestStampBlink::turnsComeAtWholeMultiplesOfTheInterval_data()
{
    QTest::addColumn<qint64>("elapsed");
    QTest::addColumn<int>("interval");
    QTest::addColumn<qint64>("due");
    QTest::newRow("at the start") << qint64(0) << 125 << qint64(125);
    QTest::newRow("on time") << qint64(125) << 125 << qint64(250);
    QTest::newRow("a little late: no drift") << qint64(139) << 125 << qint64(250);
    QTest::newRow("very late: nothing is made up for") << qint64(700) << 125 << qint64(750);
    QTest::newRow("slow") << qint64(16001) << 16000 << qint64(32000);
}

void TestStampBlink::turnsComeAtWholeMultiplesOfTheInterval()
{
    QFETCH(qint64, elapsed);
    QFETCH(int, interval);
    QTEST(Blink::nextDue(elapsed, interval), "due");
}

void TestStampBlink::theRatesAreDs9s()
{
    QCOMPARE(m_row->state().blinkMs, 1000); // its default
    QList<int> seen;
    for (int i = 0; i < 9; ++i) {
        seen << m_row->state().blinkMs;
        m_row->blinkBy(-1);
    }
    QCOMPARE(seen.mid(0, 4), QList<int>({ 1000, 500, 250, 125 }));
    QCOMPARE(m_row->state().blinkMs, 125); // no faster
    for (int i = 0; i < 9; ++i)
        m_row->blinkBy(1);
    QCOMPARE(m_row->state().blinkMs, 16000);
}

void TestStampBlink::noTurnComesBeforeItsTime()
{
    Blink blink;
    QElapsedTimer clock;
    int early = 0;
    connect(&blink, &Blink::turned, this, [&] { early += clock.elapsed() + 1 < 125 * blink.turns(); });
    clock.start();
    blink.start(1); // below what there is: the fastest
    QCOMPARE(blink.interval(), 125);
    QTRY_VERIFY_WITH_TIMEOUT(blink.turns() >= 4, 20000);
    QCOMPARE(early, 0);
    blink.stop();
    const int turns = blink.turns();
    QTest::qWait(200);
    QCOMPARE(blink.turns(), turns);
}

void TestStampBlink::scienceTemplateAndDifferenceComeInTurnInOnePlace()
{
    m_row->setInHand(data::Panel::Template);
    m_row->setBlinkInterval(125);
    m_row->setBlinking(true);
    QStringList names{ shown(data::Panel::Template)->name };
    connect(&m_row->blink(), &Blink::turned, m_row.get(), [&] { names << shown(data::Panel::Template)->name; });
    QTRY_VERIFY_WITH_TIMEOUT(names.size() >= 5, 20000);
    QCOMPARE(names.mid(0, 5), QStringList({ "Science", "Template", "Difference", "Science", "Template" }));
    QVERIFY(!shown(data::Panel::Science) && !shown(data::Panel::Difference));
    m_row->setBlinking(false);
    QVERIFY(!shown(data::Panel::Template));
}

void TestStampBlink::eachPictureHasItsOwnLimitsOrTheSciences()
{
    m_row->setBlinking(true);
    const auto& frames = m_row->blinkFrames();
    QCOMPARE(frames.size(), 3U);
    for (const BlinkFrame& frame : frames)
        QCOMPARE(frame.limits, m_row->limits(frame.panel));
    QVERIFY(!(frames[0].limits == frames[2].limits));
    m_row->change([](DisplayState& state) { state.blinkByScience = true; });
    for (const BlinkFrame& frame : m_row->blinkFrames())
        QCOMPARE(frame.limits, m_row->limits(data::Panel::Science));
}

void TestStampBlink::aTurnPaintsWhatThePanelItselfPaints()
{
    m_row->change([](DisplayState& state) { state.crosshair = false; });
    const QImage itself = m_row->view(data::Panel::Template)->grab().toImage();
    m_row->setBlinkInterval(16000);
    m_row->setBlinking(true);
    StampView* place = m_row->view(data::Panel::Science);
    place->setFrame(&m_row->blinkFrames()[1]);
    const QImage blinked = place->grab().toImage();
    // But for the plates, the compass and the scale bar, which are Science's.
    const QRect middle(40, 110, place->width() - 60, place->height() - 160);
    QCOMPARE(blinked.copy(middle), itself.copy(middle));
}

/// Counts the paint events of the widgets below one.
class PaintCounter : public QObject {
public:
    QHash<QObject*, int> painted;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            ++painted[watched];
        return false;
    }
};

void TestStampBlink::nothingElseIsPaintedWhileItBlinks()
{
    m_row->setBlinkInterval(125);
    m_row->setBlinking(true);
    QTest::qWait(50);
    PaintCounter counter;
    for (QWidget* widget : m_row->findChildren<QWidget*>())
        widget->installEventFilter(&counter);
    const int before = m_row->blink().turns();
    QTRY_VERIFY_WITH_TIMEOUT(m_row->blink().turns() >= before + 3, 20000);
    QCOMPARE(counter.painted.keys(), QList<QObject*>({ m_row->view(data::Panel::Science) }));
}

void TestStampBlink::stampsOfOneFrameDoNotMove()
{
    m_row->setBlinking(true);
    for (const BlinkFrame& frame : m_row->blinkFrames())
        QVERIFY(frame.toPlace.isIdentity());
}

void TestStampBlink::anEarlierAlertLiesOnThisOneByTheSky_data()
{
    QTest::addColumn<double>("turnDeg");
    QTest::addColumn<double>("scale");
    QTest::newRow("the same frame, moved") << 0.0 << 1.0;
    QTest::newRow("turned by a camera's rotator") << 37.0 << 1.0;
    QTest::newRow("upside down, finer") << 180.0 << 0.5;
}

void TestStampBlink::anEarlierAlertLiesOnThisOneByTheSky()
{
    QFETCH(double, turnDeg);
    QFETCH(double, scale);
    const double arcsec = 1.0 / 3600, a = turnDeg * M_PI / 180, s = scale * arcsec;
    const auto wcs = [](sky::PixelPosition at, sky::PixelMatrix matrix) {
        return session::Astrometry{ sky::Wcs::tangent(at, { 150, 20 }, matrix).value(), at, "test" };
    };
    auto here = *view(0), there = *view(1);
    here.astrometry.fill(wcs({ 31.2, 30.6 }, { -arcsec, 0, 0, arcsec }));
    there.astrometry.fill(wcs({ 20, 40 }, { -s * std::cos(a), s * std::sin(a), s * std::sin(a), s * std::cos(a) }));
    const QTransform turn = registered(there, data::Panel::Science, here, data::Panel::Science);
    for (const QPointF pixel : { QPointF(20, 40), QPointF(3, 60), QPointF(55, 7.5) }) {
        const auto sky = there.astrometry[0]->wcs.pixelToSky({ pixel.x(), pixel.y() });
        const auto must = *here.astrometry[0]->wcs.skyToPixel(sky);
        const QPointF is = turn.map(pixel);
        QVERIFY(std::hypot(is.x() - must.column, is.y() - must.row) < 1e-3);
    }
}

void TestStampBlink::aPartnerBlinksAgainstThePanelInHandAndLeavesWithTheCandidate()
{
    m_row->setInHand(data::Panel::Difference);
    m_row->setBlinkPartner(view(3), "3 d before");
    QVERIFY(m_row->blinking());
    const auto& frames = m_row->blinkFrames();
    QCOMPARE(frames.size(), 2U);
    QCOMPARE(frames[0].panel, data::Panel::Difference);
    QCOMPARE(frames[1].panel, data::Panel::Difference);
    QVERIFY2(frames[1].name.contains("3 d before"), qPrintable(frames[1].name));
    const auto pixels = frames[1].view->triplet[data::Panel::Difference].plane.view();
    QCOMPARE(frames[1].limits, image::limitsOf(pixels, image::LimitsRule::ZScale)); // of its own sky
    m_row->setCandidate(view(1));
    QVERIFY(m_row->blinking());
    QCOMPARE(m_row->blinkFrames().size(), 3U); // the three of the next candidate
    m_row->setBlinkPartner(nullptr, {});
    QVERIFY(!m_row->blinking());
}

void TestStampBlink::aMissingTemplateIsLeftOut()
{
    m_row->setCandidate(view(5));
    m_row->setBlinking(true);
    QCOMPARE(m_row->blinkFrames().size(), 2U);
    m_row->setCandidate(nullptr);
    QVERIFY(m_row->blinkFrames().empty());
    QVERIFY(!shown(data::Panel::Science));
    m_row->setCandidate(view(0));
    QCOMPARE(m_row->blinkFrames().size(), 3U);
}

void TestStampBlink::escEndsItWhateverHasTheFocus()
{
    m_row->setBlinking(true);
    m_row->view(data::Panel::Template)->setFocus();
    QTest::keyClick(m_row->view(data::Panel::Template), Qt::Key_Escape);
    QVERIFY(!m_row->blinking());
    QVERIFY(!m_row->stepOut()); // nothing else to leave
}

void TestStampBlink::theReadoutIsOfThePictureShown()
{
    m_row->setBlinkInterval(16000);
    m_row->setBlinking(true);
    StampView* place = m_row->view(data::Panel::Science);
    const QPointF at = place->geometryOfView().toView({ 30, 33 }) + QPointF(3, 3);
    for (const BlinkFrame& frame : m_row->blinkFrames()) {
        place->setFrame(&frame);
        const float value = m_row->view(frame.panel)->plane().at(30, 33);
        const QString must = frame.name + ' ' + QString::number(value, 'g', 5);
        QVERIFY2(place->readout(at).endsWith(must), qPrintable(place->readout(at)));
    }
}

QTEST_MAIN(TestStampBlink)
#include "tst_stamp_blink.moc"
