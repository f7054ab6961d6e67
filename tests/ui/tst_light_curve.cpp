#include "tests/real_data.h"
#include "tests/ui/demo_window.h"
#include "ui/lightcurve/curve_points.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QClipboard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

bool same(double ours, double theirs, double tolerance)
{
    return std::isnan(theirs) ? std::isnan(ours) : std::abs(ours - theirs) <= tolerance;
}

sky::Epoch epoch(double jd, char band, float magnitude, bool positive, std::int64_t id)
{
    sky::Epoch epoch;
    epoch.jd = jd;
    epoch.band = band;
    epoch.magnitude = magnitude;
    epoch.magnitudeError = 0.1f;
    epoch.positive = positive;
    epoch.alertId = id;
    return epoch;
}

} // namespace

class TestLightCurve : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void brightIsUpInBothUnits();
    void aLimitHasNoErrorAndAForcedFluxNoLimit();
    void theHeadSaysCountsRateAndColour();
    void forcedPhotometryIsBehindItsSwitch();
    void hoverNamesTheNearestWithinTenPixels();
    void theWheelZoomsAboutTheCursor();
    void aDragPansAndADoubleClickShowsAll();
    void arrowsGoFromPointToPointOnlyWithTheFocus();
    void aClickOnAnAlertOfTheProjectGoesThere();
    void otherAlertsOfTheObjectJoin();
    void thePlotIsDrawnAfterTheStampsAndOncePerCandidate();
    void aPacketWithoutMeasurementsSaysSo();
    void theTableIsCopied();
    void aFileIsWhatItsEndingSays();

private:
    [[nodiscard]] LightCurvePanel& panel() { return *page().lightCurve(); }
    [[nodiscard]] QWidget* plot() { return panel().focusTarget(); }
    void openWith(std::function<sky::LightCurve(const data::Candidate&)> curve = {}, int alertsPerObject = 1);
    void wheel(QPointF at, int turned, Qt::KeyboardModifiers modifiers = {});
    /// The place of the point that this holds of.
    template <typename Is> std::size_t indexOf(Is is)
    {
        const auto& points = panel().points().points;
        return static_cast<std::size_t>(std::ranges::find_if(points, is) - points.begin());
    }
};

void TestLightCurve::openWith(std::function<sky::LightCurve(const data::Candidate&)> curve, int alertsPerObject)
{
    open(60, usualSize, alertsPerObject, std::move(curve));
    QTRY_VERIFY(panel().isDrawn());
}

void TestLightCurve::wheel(QPointF at, int turned, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(
        at, plot()->mapToGlobal(at), {}, { 0, turned }, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(plot(), &event);
}

void TestLightCurve::brightIsUpInBothUnits()
{
    openWith([](const data::Candidate& c) {
        return sky::LightCurve{ { epoch(c.jd - 8, 'g', 19, true, 1), epoch(c.jd - 5, 'g', 18, true, 2),
            epoch(c.jd, 'g', 18.5f, false, c.key.id) } };
    });
    QVERIFY(panel().placeOf(1)->y() < panel().placeOf(0)->y());
    QVERIFY(panel().placeOf(2)->y() > panel().placeOf(1)->y());
    QVERIFY(panel().placeOf(2)->y() < panel().placeOf(0)->y()); // a negative one stands at its size
    QTest::keyClick(m_window.get(), Qt::Key_T);
    QVERIFY(panel().placeOf(1)->y() < panel().placeOf(0)->y());
    QVERIFY(panel().placeOf(2)->y() > panel().placeOf(0)->y()); // below zero
    QVERIFY(panel().values().from < 0);
    QTest::keyClick(m_window.get(), Qt::Key_T);
    QVERIFY(panel().values().from > 17);
}

void TestLightCurve::aLimitHasNoErrorAndAForcedFluxNoLimit()
{
    CurvePoint limit;
    limit.kind = CurvePoint::Kind::Limit;
    limit.limit = 18.9;
    QCOMPARE(limit.value(false), 18.9);
    QVERIFY(same(limit.value(true), 100, 1e-6));
    QVERIFY(limit.isLimit(true));
    QVERIFY(std::isnan(limit.error(false)) && std::isnan(limit.error(true)));
    CurvePoint forced;
    forced.kind = CurvePoint::Kind::ForcedLimit;
    forced.limit = 20;
    forced.flux = -1.5;
    forced.fluxError = 2;
    QCOMPARE(forced.value(false), 20.);
    QCOMPARE(forced.value(true), -1.5);
    QVERIFY(forced.isLimit(false) && !forced.isLimit(true));
    QCOMPARE(forced.error(true), 2.);
}

void TestLightCurve::theHeadSaysCountsRateAndColour()
{
    openWith([](const data::Candidate& c) {
        sky::LightCurve curve{ { epoch(c.jd - 4, 'g', 18.8f, true, 1), epoch(c.jd - 0.04, 'r', 18.5f, true, 2),
            epoch(c.jd, 'g', 18.4f, true, c.key.id) } };
        sky::Epoch limit;
        limit.kind = sky::Epoch::Kind::UpperLimit;
        limit.jd = c.jd - 6;
        limit.band = 'r';
        limit.limit = 20.5f;
        curve.epochs.insert(curve.epochs.begin(), limit);
        return curve;
    });
    QStringList words;
    for (const QLabel* label : panel().findChildren<QLabel*>())
        words << label->accessibleName();
    QVERIFY2(words.contains("3 detections, 1 limit"), qPrintable(words.join('|')));
    QCOMPARE(panel().figures(), QStringLiteral("g −0.10 mag/d in 4.0 d · g−r −0.10"));
}

void TestLightCurve::forcedPhotometryIsBehindItsSwitch()
{
    bool withForced = false;
    openWith([&withForced](const data::Candidate& c) {
        sky::LightCurve curve{ { epoch(c.jd, 'g', 18, true, c.key.id) } };
        if (!withForced && c.key.id % 2 == 0)
            return curve;
        sky::Epoch forced;
        forced.kind = sky::Epoch::Kind::Forced;
        forced.jd = c.jd - 3;
        forced.band = 'g';
        forced.fluxNjy = 9000;
        forced.fluxErrorNjy = 1000;
        curve.epochs.insert(curve.epochs.begin(), forced);
        return curve;
    });
    auto* button = panel().findChild<QPushButton*>();
    for (QPushButton* candidate : panel().findChildren<QPushButton*>())
        if (candidate->text() == "Forced")
            button = candidate;
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains("no forced photometry"));
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QTRY_COMPARE(shown(), 1);
    QTRY_VERIFY(panel().isDrawn());
    QVERIFY(button->isEnabled());
    QVERIFY(!panel().placeOf(0)); // there, and not drawn
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(panel().placeOf(0));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!panel().placeOf(0));
}

void TestLightCurve::hoverNamesTheNearestWithinTenPixels()
{
    openWith();
    const std::size_t point = indexOf([](const CurvePoint& p) { return p.current; });
    const QPointF at = *panel().placeOf(point);
    QTest::mouseMove(plot(), (at + QPointF(6, 6)).toPoint());
    QCOMPARE(panel().named(), std::optional(point));
    const QString words = plot()->accessibleDescription();
    const CurvePoint& named = panel().points().points[point];
    QVERIFY2(words.contains(QString::number(named.magnitude, 'f', 2)), qPrintable(words));
    QVERIFY(words.contains("2023-10-18 08:00:58 UTC"));
    QVERIFY(words.contains("S/N"));
    QVERIFY(words.contains(QString::number(named.candid)));
    QTest::mouseMove(plot(), (at + QPointF(8, 40)).toPoint());
    QVERIFY(!panel().named());
    const std::size_t limit = indexOf([](const CurvePoint& p) { return p.kind == CurvePoint::Kind::Limit; });
    QVERIFY(wordsOf(panel().points().points[limit]).contains("nothing above"));
}

void TestLightCurve::theWheelZoomsAboutTheCursor()
{
    openWith();
    const std::size_t point = indexOf([](const CurvePoint& p) { return p.days > -9; });
    const QPointF at = *panel().placeOf(point);
    const auto days = panel().days(), values = panel().values();
    wheel(at, 120);
    QVERIFY(same((panel().days().to - panel().days().from) * 1.2, days.to - days.from, 1e-9));
    QVERIFY(same(panel().values().to, values.to, 0));
    QVERIFY(same(panel().placeOf(point)->x(), at.x(), 0.5)); // what is under the cursor stays
    wheel(at, -240, Qt::ShiftModifier);
    QVERIFY(same((panel().values().to - panel().values().from) / 1.44, values.to - values.from, 1e-9));
    QVERIFY(same(panel().placeOf(point)->y(), at.y(), 0.5));
}

void TestLightCurve::aDragPansAndADoubleClickShowsAll()
{
    openWith();
    const auto days = panel().days(), values = panel().values();
    const std::size_t point = indexOf([](const CurvePoint& p) { return p.current; });
    const QPointF before = *panel().placeOf(point);
    const QPoint from = plot()->rect().center();
    QTest::mousePress(plot(), Qt::LeftButton, {}, from);
    QTest::mouseMove(plot(), from + QPoint(2, 0));
    QVERIFY(same(panel().days().from, days.from, 0)); // a trembling hand is no drag
    QTest::mouseMove(plot(), from + QPoint(-40, 15));
    QTest::mouseRelease(plot(), Qt::LeftButton, {}, from + QPoint(-40, 15));
    const QPointF after = *panel().placeOf(point);
    QVERIFY(same(after.x() - before.x(), -40, 1));
    QVERIFY(same(after.y() - before.y(), 15, 1));
    QTest::mouseDClick(plot(), Qt::LeftButton, {}, from);
    QVERIFY(same(panel().days().from, days.from, 0) && same(panel().days().to, days.to, 0));
    QVERIFY(same(panel().values().from, values.from, 0));
}

void TestLightCurve::arrowsGoFromPointToPointOnlyWithTheFocus()
{
    openWith();
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QTRY_COMPARE(shown(), 1); // without it they go through the queue
    QTRY_VERIFY(panel().isDrawn());
    plot()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(plot(), Qt::Key_Left);
    const std::size_t current = indexOf([](const CurvePoint& p) { return p.current; });
    QCOMPARE(panel().named(), std::optional(current));
    QTest::keyClick(plot(), Qt::Key_Left);
    QVERIFY(panel().named() && *panel().named() < current);
    QCOMPARE(shown(), 1);
    QTest::keyClick(plot(), Qt::Key_Home);
    QCOMPARE(panel().named(), std::optional<std::size_t>(0));
    QTest::keyClick(plot(), Qt::Key_End);
    QCOMPARE(panel().named(), std::optional(panel().points().points.size() - 1));
    QTest::keyClick(plot(), Qt::Key_Escape);
    QVERIFY(!panel().named());
    QTest::keyClick(plot(), Qt::Key_3); // and every other key is the window's
    QTRY_COMPARE(shown(), 2);
}

void TestLightCurve::aClickOnAnAlertOfTheProjectGoesThere()
{
    openWith({}, 6);
    page().showRow(5);
    QTRY_COMPARE(shown(), 5);
    QTRY_VERIFY(panel().points().elsewhere > 0);
    const std::size_t other = indexOf([](const CurvePoint& p) { return p.row == 2; });
    QVERIFY(wordsOf(panel().points().points[other]).contains("click to go there"));
    QTest::mouseClick(plot(), Qt::LeftButton, {}, panel().placeOf(other)->toPoint());
    QTRY_COMPARE(shown(), 2);
}

void TestLightCurve::otherAlertsOfTheObjectJoin()
{
    openWith([](const data::Candidate& c) { return sky::LightCurve{ { epoch(c.jd, 'g', 18, true, c.key.id) } }; }, 6);
    QTRY_COMPARE(panel().points().elsewhere, 5);
    QCOMPARE(panel().points().detections, 1); // the packet's own
    QCOMPARE(panel().points().points.size(), 6u);
    for (std::size_t i = 0; i + 1 < 6; ++i)
        QVERIFY(panel().points().points[i].jd <= panel().points().points[i + 1].jd);
    QTest::keyClick(m_window.get(), Qt::Key_Y);
    QVERIFY(panel().days().to > 5 * 0.33); // later ones too
}

void TestLightCurve::thePlotIsDrawnAfterTheStampsAndOncePerCandidate()
{
    openWith();
    QTest::qWait(150);
    struct Watch : QObject {
        QStringList seen;
        bool eventFilter(QObject*, QEvent* event) override
        {
            if (event->type() == QEvent::Paint)
                seen << "stamps";
            return false;
        }
    } watch;
    page().stamps()->view(data::Panel::Difference)->installEventFilter(&watch);
    QSignalSpy drawn(plot(), SIGNAL(afterReplot()));
    QVERIFY(drawn.isValid());
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QTRY_COMPARE(shown(), 1);
    QVERIFY2(drawn.isEmpty() || !watch.seen.isEmpty(), "the plot before the stamps");
    QTRY_COMPARE(drawn.size(), 1);
    QVERIFY(!watch.seen.isEmpty());
    QTest::keyClick(m_window.get(), Qt::Key_F); // flagged: the same candidate presented again
    QTest::qWait(150);
    QCOMPARE(drawn.size(), 1);
}

void TestLightCurve::aPacketWithoutMeasurementsSaysSo()
{
    openWith([](const data::Candidate&) { return sky::LightCurve(); });
    QVERIFY(!plot()->isVisible());
    QStringList words;
    for (const QLabel* label : panel().findChildren<QLabel*>())
        if (label->isVisible())
            words << label->text();
    QVERIFY2(words.join('|').contains("No light curve"), qPrintable(words.join('|')));
    QTest::keyClick(m_window.get(), Qt::Key_T); // and the keys do no harm
    QTest::keyClick(m_window.get(), Qt::Key_Y);
}

void TestLightCurve::theTableIsCopied()
{
    openWith();
    plot()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(plot(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), static_cast<qsizetype>(panel().points().points.size()) + 1);
    const QStringList head = lines[0].split('\t');
    const std::size_t current = indexOf([](const CurvePoint& p) { return p.current; });
    const QStringList cells = lines[static_cast<qsizetype>(current) + 1].split('\t');
    QCOMPARE(cells.size(), head.size());
    QCOMPARE(cells[head.indexOf("candid")], QString::number(page().shown()->candidate.key.id));
    QCOMPARE(cells[head.indexOf("band")], QString(QChar(page().shown()->candidate.band)));
    QVERIFY(same(cells[head.indexOf("magnitude")].toDouble(), page().shown()->candidate.magnitude, 1e-4));
    QCOMPARE(cells[head.indexOf("limit")], QString());
}

void TestLightCurve::aFileIsWhatItsEndingSays()
{
    openWith();
    QTemporaryDir folder;
    QSignalSpy said(&panel(), &LightCurvePanel::said);
    const std::pair<const char*, QByteArray> kinds[] = { { "csv", "kind,band,jd" }, { "png", "\x89PNG" },
        { "svg", "<?xml" }, { "pdf", "%PDF-" } };
    for (const auto& [ending, begins] : kinds) {
        const QString path = folder.filePath(QStringLiteral("curve.") + ending);
        panel().saveTo(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(bytes.startsWith(begins), ending);
        if (QByteArray(ending) == "png") {
            const QImage image = QImage::fromData(bytes);
            QCOMPARE(image.width(), 1800);
            QVERIFY(image.pixelColor(4, 4) == colour(Token::Panel));
        }
        if (QByteArray(ending) == "svg") {
            QVERIFY(bytes.contains("difference magnitude"));
            QVERIFY(bytes.contains("ZTF23ab10000"));
            QVERIFY(!bytes.contains("<image")); // marks are drawn, not painted
        }
    }
    QTRY_COMPARE(said.size(), 4);
    panel().saveTo(folder.filePath("curve.doc"));
    QTRY_COMPARE(said.size(), 5);
    QVERIFY(said.back()[1].toBool() && said.back()[0].toString().contains(".png"));
    panel().saveTo(folder.filePath("not/there.csv"));
    QTRY_COMPARE(said.size(), 6);
    QVERIFY(said.back()[1].toBool());
}

QTEST_MAIN(TestLightCurve)
#include "tst_light_curve.moc"
