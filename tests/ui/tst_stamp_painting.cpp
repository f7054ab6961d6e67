#include "tests/ui/demo_stamps.h"

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

/// What is painted of a stamp: its pixels, those that are missing, and where its source is.
class TestStampPainting : public demo::StampTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void pixelsAreNearestNeighbours();
    void missingPixelsHaveAColourOfTheirOwn();
    void aTornCutoutSaysWhyInItsPanel();
    void theCrosshairStandsAtTheAlertsPlaceInTheSky_data();
    void theCrosshairStandsAtTheAlertsPlaceInTheSky();
    void pixelsHaveExactEdgesAtTwoPixelsAPoint();
    void missingPixelsAreCounted();
};

void TestStampPainting::pixelsAreNearestNeighbours()
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

void TestStampPainting::missingPixelsHaveAColourOfTheirOwn()
{
    m_row->setCandidate(view(7)); // its science stamp has a bitten corner
    m_row->change([](DisplayState& state) { state.crosshair = false; });
    StampView* science = stamp(data::Panel::Science);
    const QImage shown = science->grab().toImage();
    const QPointF at = science->geometryOfView().toView({ 42, 18 }) + QPointF(3, 3);
    QCOMPARE(QColor(shown.pixel(at.toPoint())), colour(Token::Nan));
    QVERIFY(science->readout(at).endsWith("NaN"));
}

void TestStampPainting::aTornCutoutSaysWhyInItsPanel()
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

void TestStampPainting::theCrosshairStandsAtTheAlertsPlaceInTheSky_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<double>("turnDeg");
    QTest::newRow("whole") << 63 << 0.0;
    QTest::newRow("cut by the edge, 41 rows") << 41 << 0.0;
    QTest::newRow("turned") << 63 << 57.0;
    QTest::newRow("cut and upside down") << 41 << 180.0;
}

void TestStampPainting::theCrosshairStandsAtTheAlertsPlaceInTheSky()
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

void TestStampPainting::pixelsHaveExactEdgesAtTwoPixelsAPoint()
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

void TestStampPainting::missingPixelsAreCounted()
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

QTEST_MAIN(TestStampPainting)
#include "tst_stamp_painting.moc"
