#include "ui/stamp/stamp_geometry.h"

#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

constexpr double arcsec = 1.0 / 3600;

std::optional<session::Astrometry> astrometry(const sky::PixelMatrix& matrix, sky::PixelPosition source = { 31, 31 })
{
    return session::Astrometry{ sky::Wcs::tangent(source, { 150, 20 }, matrix).value(), source, "test" };
}

bool near(QPointF a, QPointF b, double by = 1e-6) { return std::hypot(a.x() - b.x(), a.y() - b.y()) < by; }

} // namespace

class TestStampGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asStoredTheFirstRowIsAtTheBottom();
    void northIsUpAndEastIsLeft_data();
    void northIsUpAndEastIsLeft();
    void smallTurnsKeepPixelsUpright();
    void theWheelKeepsThePixelUnderTheCursor_data();
    void theWheelKeepsThePixelUnderTheCursor();
    void draggingMovesTheStampWithTheHand();
    void aCutStampKeepsItsSourceInTheMiddle();
    void aFieldOfViewGivesSurveysOneScale();
};

void TestStampGeometry::asStoredTheFirstRowIsAtTheBottom()
{
    const StampGeometry g(63, 63, std::nullopt, true, { 630, 630 }, {});
    QVERIFY(near(g.toView({ 31, 31 }), { 315, 315 }));
    QVERIFY(near(g.toView({ 0, 0 }), { 5, 625 }));
    QVERIFY(near(g.toView({ 62, 62 }), { 625, 5 }));
    QVERIFY(!g.north());
    QVERIFY(!g.arcsecPerPixel());
}

void TestStampGeometry::northIsUpAndEastIsLeft_data()
{
    QTest::addColumn<double>("turnDeg");
    QTest::addColumn<bool>("mirrored");
    for (const double turn : { 0.0, 1.4, 37.0, 90.0, 179.0, -120.0 })
        for (const bool mirrored : { false, true })
            QTest::addRow("%g deg%s", turn, mirrored ? ", mirrored" : "") << turn << mirrored;
}

void TestStampGeometry::northIsUpAndEastIsLeft()
{
    QFETCH(double, turnDeg);
    QFETCH(bool, mirrored);
    const double a = turnDeg * M_PI / 180, s = mirrored ? -1 : 1;
    const auto where =
        astrometry({ -s * std::cos(a) * arcsec, std::sin(a) * arcsec, s * std::sin(a) * arcsec, std::cos(a) * arcsec });
    const StampGeometry g(63, 63, where, true, { 630, 630 }, {});
    // Truth from the projection itself: a place 10 arcsec north must be painted straight above the source.
    const sky::SkyPosition source = where->wcs.pixelToSky({ 31, 31 });
    const auto north = where->wcs.skyToPixel({ source.raDeg, source.decDeg + 10 * arcsec });
    const auto east =
        where->wcs.skyToPixel({ source.raDeg + 10 * arcsec / std::cos(source.decDeg * M_PI / 180), source.decDeg });
    const QPointF here = g.toView({ 31, 31 });
    const QPointF up = g.toView({ north->column, north->row }) - here,
                  left = g.toView({ east->column, east->row }) - here;
    const double slack = 100 * std::sin(3.01 * M_PI / 180); // pixels stay upright up to 3 degrees
    QVERIFY2(std::abs(up.x()) <= slack && up.y() < -99, qPrintable(QString("%1 %2").arg(up.x()).arg(up.y())));
    QVERIFY2(std::abs(left.y()) <= slack && left.x() < -99, qPrintable(QString("%1 %2").arg(left.x()).arg(left.y())));
    QVERIFY(near(*g.north(), up / std::hypot(up.x(), up.y()), 1e-3));
    QVERIFY(near(*g.east(), left / std::hypot(left.x(), left.y()), 1e-3));
    QVERIFY(std::abs(*g.arcsecPerPixel() - 1) < 1e-6);
}

void TestStampGeometry::smallTurnsKeepPixelsUpright()
{
    const double a = 1.4 * M_PI / 180;
    const auto where =
        astrometry({ -std::cos(a) * arcsec, std::sin(a) * arcsec, std::sin(a) * arcsec, std::cos(a) * arcsec });
    const StampGeometry g(63, 63, where, true, { 630, 630 }, {});
    const QPointF step = g.toView({ 32, 31 }) - g.toView({ 31, 31 });
    QCOMPARE(step.y(), 0.0);
    QCOMPARE(std::abs(step.x()), 10.0);
    QVERIFY(std::abs(g.north()->x()) > 0.02); // the compass says the rest
}

void TestStampGeometry::theWheelKeepsThePixelUnderTheCursor_data()
{
    QTest::addColumn<QPointF>("at");
    QTest::addColumn<double>("factor");
    QTest::addColumn<QPointF>("pan");
    QTest::newRow("corner, in") << QPointF(3, 600) << 1.2 << QPointF();
    QTest::newRow("anywhere, out") << QPointF(400, 100) << 1 / 1.2 << QPointF(7, -3);
    QTest::newRow("many steps") << QPointF(100, 500) << std::pow(1.2, 9) << QPointF(-2, 5);
}

void TestStampGeometry::theWheelKeepsThePixelUnderTheCursor()
{
    QFETCH(QPointF, at);
    QFETCH(double, factor);
    QFETCH(QPointF, pan);
    const auto where = astrometry({ -0.8 * arcsec, 0.6 * arcsec, 0.6 * arcsec, 0.8 * arcsec }, { 31.4, 30.7 });
    const Camera camera{ 1.5, pan };
    const StampGeometry before(63, 63, where, true, { 630, 500 }, camera);
    const Camera zoomed = before.zoomedAbout(at, factor);
    QVERIFY(std::abs(zoomed.zoom / camera.zoom - factor) < 1e-12);
    const StampGeometry after(63, 63, where, true, { 630, 500 }, zoomed);
    QVERIFY(near(before.toPixel(at), after.toPixel(at)));
}

void TestStampGeometry::draggingMovesTheStampWithTheHand()
{
    const StampGeometry before(63, 63, std::nullopt, true, { 630, 630 }, { 2, { 1, 1 } });
    const StampGeometry after(63, 63, std::nullopt, true, { 630, 630 }, before.draggedBy({ 50, -20 }));
    QVERIFY(near(after.toView({ 10, 20 }), before.toView({ 10, 20 }) + QPointF(50, -20)));
}

void TestStampGeometry::aCutStampKeepsItsSourceInTheMiddle()
{
    const auto where = astrometry({ -arcsec, 0, 0, arcsec }, { 31.2, 11.6 });
    const StampGeometry g(63, 43, where, true, { 630, 630 }, {});
    QVERIFY(near(g.toView({ 31, 12 }), { 315, 315 }));
    QVERIFY(near(g.source(), { 31.2, 11.6 }));
}

void TestStampGeometry::aFieldOfViewGivesSurveysOneScale()
{
    const auto perArcsec = [](int side, double arcsecPerPixel, double field, double zoom) {
        const double deg = arcsecPerPixel / 3600, middle = (side - 1) / 2.0;
        const auto where = astrometry({ -deg, 0, 0, deg }, { middle, middle });
        const StampGeometry g(side, side, where, true, { 630, 700 }, { zoom, {} }, field);
        return g.pixelsPerStampPixel() / *g.arcsecPerPixel();
    };
    QVERIFY(std::abs(perArcsec(63, 1.01, 20, 1) - 31.5) < 1e-6);
    QVERIFY(std::abs(perArcsec(30, 0.2, 20, 1) - 31.5) < 1e-6);
    QVERIFY(std::abs(perArcsec(30, 0.2, 20, 2) - 63) < 1e-6);
    QVERIFY(std::abs(perArcsec(63, 1, 0, 1) - 10) < 1e-6); // all of the stamp
    // Whose scale is not known: all of it.
    QCOMPARE(StampGeometry(63, 63, std::nullopt, true, { 630, 700 }, {}, 20).pixelsPerStampPixel(), 10.0);
}

QTEST_APPLESS_MAIN(TestStampGeometry)
#include "tst_stamp_geometry.moc"
