#include "tests/ui/demo_services.h"
#include "ui/stamp/limits_editor.h"
#include "ui/stamp/limits_strip.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

class TestStampTools : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init();
    void theTableHoldsThePixelsAboutTheSource();
    void theTableFollowsTheCursorAndReturnsToTheSource();
    void theTableLiesAsTheStampLies_data();
    void theTableLiesAsTheStampLies();
    void theTableCopiesEveryDigit();
    void theTableShowsTrueValuesWhereTheStampIsSmoothed();
    void theCutReadsThePixelsOfAllPanelsAboveTheirMedian();
    void aDraggedLineIsCutAndTheSourceComesBack();
    void panesLieInThePageAndTakeNoFocus();
    void escClosesWhatWasOpenedLast();
    void onePanelFillsTheStageAndGoesBack();
    void enterAndADoubleClickOnTheNameOpenOnePanel();
    void exactNumbersAreTakenAndWrongOnesMarked();
    void aClickOnTheLimitsPlateAsksForNumbers();
    void escInTheEditorLeavesTheLimits();

private:
    ViewPtr view(data::Row row)
    {
        return std::make_shared<const session::CandidateView>(m_world.candidates.view(row, {}).value());
    }
    StampView* stamp(data::Panel panel) { return m_row->view(panel); }
    /// The mouse over the middle of a pixel.
    void hover(data::Panel panel, QPointF pixel)
    {
        StampView* on = stamp(panel);
        const QPointF at = on->geometryOfView().toView(pixel) + QPointF(3, 3);
        QMouseEvent move(QEvent::MouseMove, at, on->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(on, &move);
    }
    void drag(data::Panel panel, QPointF from, QPointF to)
    {
        StampView* on = stamp(panel);
        const auto at = [&](QPointF pixel) { return on->geometryOfView().toView(pixel) + QPointF(3, 3); };
        QMouseEvent press(
            QEvent::MouseButtonPress, at(from), on->mapToGlobal(at(from)), Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(on, &press);
        QMouseEvent move(QEvent::MouseMove, at(to), on->mapToGlobal(at(to)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(on, &move);
        QMouseEvent release(
            QEvent::MouseButtonRelease, at(to), on->mapToGlobal(at(to)), Qt::LeftButton, Qt::NoButton, {});
        QApplication::sendEvent(on, &release);
    }

    demo::World m_world{ 40 };
    std::unique_ptr<QWidget> m_page;
    StampRow* m_row = nullptr;
};

void TestStampTools::init()
{
    m_page = std::make_unique<QWidget>();
    m_page->resize(1010, 760);
    m_row = new StampRow(m_page.get());
    m_row->setGeometry(0, 0, 1010, StampRow::heightFor(333));
    m_row->setStage(m_page.get(), [this] { return m_page->rect(); });
    m_page->show();
    m_row->setCandidate(view(0));
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestStampTools::theTableHoldsThePixelsAboutTheSource()
{
    m_row->tools()->togglePixels();
    const PixelTable* table = m_row->tools()->table();
    QVERIFY(table->isVisible());
    QCOMPARE(table->columns(), 13); // DS9's can be as large
    QCOMPARE(table->rows(), 13);
    const QPointF source = stamp(data::Panel::Science)->geometryOfView().source();
    QCOMPARE(table->pixelAt(0, 0), source.toPoint());
    QCOMPARE(table->box(), QRect(source.toPoint() - QPoint(6, 6), QSize(13, 13)));
    m_row->tools()->togglePixels();
    QVERIFY(!m_row->tools()->anyOpen());
}

void TestStampTools::theTableFollowsTheCursorAndReturnsToTheSource()
{
    m_row->tools()->togglePixels();
    const PixelTable* table = m_row->tools()->table();
    const QPoint source = table->pixelAt(0, 0);
    hover(data::Panel::Difference, { 12, 50 });
    QCOMPARE(table->pixelAt(0, 0), QPoint(12, 50));
    const image::RegionFigures figures = table->figures(),
                               must = image::figuresOf(stamp(data::Panel::Difference)->plane(), 6, 44, 13, 13);
    QCOMPARE(figures.sum, must.sum);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(stamp(data::Panel::Difference), &leave);
    QCOMPARE(table->pixelAt(0, 0), source);
}

void TestStampTools::theTableLiesAsTheStampLies_data()
{
    QTest::addColumn<double>("turnDeg");
    QTest::addColumn<bool>("mirrored");
    for (const double turn : { 0.0, 90.0, 180.0, 30.0, -120.0 })
        for (const bool mirrored : { false, true })
            QTest::addRow("%g deg%s", turn, mirrored ? ", mirrored" : "") << turn << mirrored;
}

void TestStampTools::theTableLiesAsTheStampLies()
{
    QFETCH(double, turnDeg);
    QFETCH(bool, mirrored);
    auto turned = *view(0);
    const double a = turnDeg * M_PI / 180, s = 1.0 / 3600, m = mirrored ? -s : s;
    turned.astrometry.fill(
        session::Astrometry{ sky::Wcs::tangent({ 31, 31 }, { 150, 20 },
                                 { -m * std::cos(a), s * std::sin(a), m * std::sin(a), s * std::cos(a) })
                                 .value(),
            { 31, 31 }, "test" });
    m_row->setCandidate(std::make_shared<const session::CandidateView>(turned));
    m_row->tools()->togglePixels();
    const PixelTable* table = m_row->tools()->table();
    const StampGeometry geometry = stamp(data::Panel::Science)->geometryOfView();
    const QPointF middle = geometry.toView(table->pixelAt(0, 0));
    const QPointF right = geometry.toView(table->pixelAt(1, 0)) - middle,
                  down = geometry.toView(table->pixelAt(0, 1)) - middle;
    // A cell to the right is painted to the right: within 45 degrees, as whole pixels can.
    QVERIFY(right.x() >= std::abs(right.y()) - 1e-6);
    QVERIFY(down.y() >= std::abs(down.x()) - 1e-6);
    QVERIFY(std::abs(QPointF::dotProduct(right, down)) < 1e-6);
}

void TestStampTools::theTableCopiesEveryDigit()
{
    m_row->setCandidate(view(7)); // a bitten corner
    m_row->tools()->togglePixels();
    hover(data::Panel::Science, { 40, 20 });
    const PixelTable* table = m_row->tools()->table();
    const QStringList lines = table->toTsv().trimmed().split('\n');
    QCOMPARE(lines.size(), 14);
    const QStringList head = lines[0].split('\t');
    QCOMPARE(head.size(), 14);
    int missing = 0;
    for (int row = 1; row < 14; ++row) {
        const QStringList cells = lines[row].split('\t');
        for (int column = 1; column < 14; ++column) {
            const float value = stamp(data::Panel::Science)->plane().at(head[column].toInt(), cells[0].toInt());
            if (std::isnan(value)) {
                QCOMPARE(cells[column], QString("NaN"));
                ++missing;
            } else {
                QCOMPARE(cells[column].toFloat(), value); // to the bit
            }
        }
    }
    QCOMPARE(missing, table->figures().missing);
    QVERIFY(missing > 0);
}

void TestStampTools::theTableShowsTrueValuesWhereTheStampIsSmoothed()
{
    m_row->tools()->togglePixels();
    const QString before = m_row->tools()->table()->toTsv();
    m_row->setSmooth(true);
    QCOMPARE(m_row->tools()->table()->toTsv(), before);
}

void TestStampTools::theCutReadsThePixelsOfAllPanelsAboveTheirMedian()
{
    m_row->tools()->toggleCut();
    const auto& cuts = m_row->tools()->plot()->cuts();
    QCOMPARE(cuts.size(), 2U);
    for (const data::Panel panel : data::panels) {
        const image::PlaneView plane = stamp(panel)->plane();
        const double median = image::figuresOf(plane, 0, 0, plane.width, plane.height).median;
        const CutCurve& across = cuts[0].curves[static_cast<std::size_t>(panel)];
        const CutCurve& up = cuts[1].curves[static_cast<std::size_t>(panel)];
        QCOMPARE(across.samples.size(), 33U);
        const QPointF source = stamp(panel)->geometryOfView().source();
        const int x = static_cast<int>(std::lround(source.x())), y = static_cast<int>(std::lround(source.y()));
        for (const image::LineSample& sample : across.samples) { // where it says, the pixel of that offset
            const int offset = static_cast<int>(std::lround(sample.along));
            const QPointF step =
                stamp(panel)->geometryOfView().toPixel({ 1, 0 }) - stamp(panel)->geometryOfView().toPixel({ 0, 0 });
            QCOMPARE(sample.value, static_cast<float>(plane.at(x + (step.x() < 0 ? -offset : offset), y) - median));
        }
        QCOMPARE(up.samples[16].value, across.samples[16].value); // both go through the source
        QCOMPARE(across.samples[16].along, 0.0);
    }
}

void TestStampTools::aDraggedLineIsCutAndTheSourceComesBack()
{
    const Camera before = stamp(data::Panel::Science)->camera();
    m_row->tools()->toggleCut();
    drag(data::Panel::Science, { 10, 20 }, { 40, 60 });
    const auto& cuts = m_row->tools()->plot()->cuts();
    QCOMPARE(cuts.size(), 1U);
    QCOMPARE(cuts[0].curves.size(), 3U);
    QCOMPARE(cuts[0].curves[0].samples.size(), 51U); // 50 px long
    QVERIFY(std::abs(cuts[0].curves[0].samples.front().along + 25) < 0.1);
    QCOMPARE(stamp(data::Panel::Science)->camera(), before); // it draws, it does not pan
    m_row->tools()->setLine({});
    QCOMPARE(cuts.size(), 2U);
    m_row->tools()->toggleCut();
    drag(data::Panel::Science, { 20, 20 }, { 30, 20 });
    QVERIFY(!(stamp(data::Panel::Science)->camera() == before)); // and pans again
}

void TestStampTools::panesLieInThePageAndTakeNoFocus()
{
    stamp(data::Panel::Template)->setFocus();
    m_row->tools()->togglePixels();
    m_row->tools()->toggleCut();
    QVERIFY(stamp(data::Panel::Template)->hasFocus());
    for (QWidget* pane : { m_row->tools()->table()->parentWidget(), m_row->tools()->plot()->parentWidget() }) {
        QCOMPARE(pane->window(), m_page.get());
        QVERIFY(m_page->rect().contains(pane->geometry()));
        QVERIFY2(pane->geometry().top() >= m_row->geometry().bottom(), "it lies over the stamps");
    }
    QVERIFY(!m_row->tools()->table()->parentWidget()->geometry().intersects(
        m_row->tools()->plot()->parentWidget()->geometry()));
}

void TestStampTools::escClosesWhatWasOpenedLast()
{
    m_row->tools()->togglePixels();
    m_row->tools()->toggleCut();
    stamp(data::Panel::Science)->setFocus();
    QTest::keyClick(stamp(data::Panel::Science), Qt::Key_Escape);
    QVERIFY(m_row->tools()->pixelsOpen() && !m_row->tools()->cutOpen());
    QTest::keyClick(stamp(data::Panel::Science), Qt::Key_Escape);
    QVERIFY(!m_row->tools()->anyOpen());
}

void TestStampTools::onePanelFillsTheStageAndGoesBack()
{
    const QRect before = stamp(data::Panel::Template)->geometry();
    m_row->setInHand(data::Panel::Template);
    m_row->setSingle(true);
    QTRY_VERIFY(stamp(data::Panel::Template)->height() > 700);
    QCOMPARE(stamp(data::Panel::Template)->window(), m_page.get());
    QVERIFY(stamp(data::Panel::Template)->hasFocus());
    m_row->setCandidate(view(1)); // the next one comes into it
    QCOMPARE(stamp(data::Panel::Template)->candidate()->row, 1);
    m_row->tools()->togglePixels(); // and makes room for a pane
    QTRY_VERIFY(stamp(data::Panel::Template)->height() < 600);
    m_row->tools()->togglePixels();
    QTest::keyClick(stamp(data::Panel::Template), Qt::Key_Escape);
    QVERIFY(!m_row->single());
    QTRY_COMPARE(stamp(data::Panel::Template)->geometry(), before);
    QVERIFY(stamp(data::Panel::Template)->x() == 0 && stamp(data::Panel::Science)->isVisible());
    QVERIFY(stamp(data::Panel::Science)->mapTo(m_row, QPoint()).x()
        < stamp(data::Panel::Template)->mapTo(m_row, QPoint()).x());
}

void TestStampTools::enterAndADoubleClickOnTheNameOpenOnePanel()
{
    stamp(data::Panel::Difference)->setFocus();
    QTest::keyClick(stamp(data::Panel::Difference), Qt::Key_Return);
    QVERIFY(m_row->single());
    QTest::keyClick(stamp(data::Panel::Difference), Qt::Key_Enter);
    QVERIFY(!m_row->single());
    stamp(data::Panel::Difference)->grab(); // its plates have their places
    QTest::mouseClick(stamp(data::Panel::Difference), Qt::LeftButton, {}, { 20, 16 });
    QTest::mouseDClick(stamp(data::Panel::Difference), Qt::LeftButton, {}, { 20, 16 });
    QVERIFY(m_row->single());
}

void TestStampTools::exactNumbersAreTakenAndWrongOnesMarked()
{
    LimitsStrip* strip = m_row->strip(data::Panel::Science);
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Return);
    auto* editor = m_page->findChild<LimitsEditor*>();
    QVERIFY(editor && editor->isVisible());
    QCOMPARE(
        editor->low()->text().toDouble(), QString::number(m_row->limits(data::Panel::Science).low, 'g', 9).toDouble());
    editor->low()->setText("12.5");
    editor->high()->setText("3");
    QTest::keyClick(editor->low(), Qt::Key_Return);
    QVERIFY(editor->high()->property("wrong").toBool() && editor->isVisible());
    QVERIFY(!m_row->state().user[0]);
    editor->high()->setText("1e3");
    QTest::keyClick(editor->high(), Qt::Key_Return);
    QVERIFY(m_row->limits(data::Panel::Science) == (image::Limits{ 12.5, 1000 }));
    QCOMPARE(m_row->state().rule, image::LimitsRule::User);
    QTRY_VERIFY(!m_page->findChild<LimitsEditor*>());
    QTest::mouseDClick(strip, Qt::LeftButton, {}, { 100, 18 }); // the rule again
    QVERIFY(!m_row->state().user[0]);
    QCOMPARE(m_row->state().rule, image::LimitsRule::ZScale);
}

void TestStampTools::aClickOnTheLimitsPlateAsksForNumbers()
{
    StampView* on = stamp(data::Panel::Template);
    on->grab();
    QTest::mouseClick(on, Qt::LeftButton, {}, { on->width() - 20, on->height() - 16 });
    QVERIFY(m_page->findChild<LimitsEditor*>());
}

void TestStampTools::escInTheEditorLeavesTheLimits()
{
    m_row->editLimits(data::Panel::Template);
    auto* editor = m_page->findChild<LimitsEditor*>();
    editor->low()->setText("-1");
    QTest::keyClick(editor->low(), Qt::Key_Escape);
    QVERIFY(!m_row->state().user[1]);
    QTRY_VERIFY(!m_page->findChild<LimitsEditor*>());
    QVERIFY(stamp(data::Panel::Template)->hasFocus());
}

QTEST_MAIN(TestStampTools)
#include "tst_stamp_tools.moc"
