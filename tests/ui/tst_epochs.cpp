#include "tests/ui/demo_window.h"
#include "ui/epochs/epoch_delegate.h"
#include "ui/epochs/epoch_model.h"
#include "ui/epochs/epoch_strip.h"
#include "ui/lightcurve/curve_points.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/widgets/segmented.h"

#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

class TestEpochs : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void tilesAreInOrderOfTimeAndNameWhatIsNotHere();
    void theStripOpensOnThisAlert();
    void steppingShowsTheEpochAndEscReturns();
    void zoomAndPanStayWhileOneStepsThroughTheObject();
    void aLabelGoesToTheCandidateNotToTheEpochLookedAt();
    void aTileWithoutPacketSaysSo();
    void enterGoesThereForGood();
    void anObjectOfOneAlertSaysSoInOneLine();
    void thumbnailsAreDecodedWhenTheyAreSeen();
    void scienceAndDifferenceAreOtherPictures();
    void blinkOffersTheEpochBefore();
    void anotherCandidateEndsTheVisit();

private:
    void openAt(std::size_t count, int alertsPerObject, data::Row row = 0);
    [[nodiscard]] EpochStrip& strip() { return *page().epochs(); }
    /// -1 while there is no tile of this alert.
    [[nodiscard]] data::Row rowOfCurrent()
    {
        const int at = strip().model().current();
        return at < 0 ? -1 : strip().model().tile(at).row;
    }
    [[nodiscard]] bool standsOnThisAlert()
    {
        const int at = strip().model().current();
        return at >= 0 && strip().list()->currentIndex().row() == at;
    }
    /// The middle pixel of a stamp's plane: tells whose stamps the panels show.
    [[nodiscard]] float pixel()
    {
        const image::PlaneView plane = page().stamps()->view(data::Panel::Difference)->plane();
        return plane.size() == 0 ? -1 : plane.data[plane.size() / 2];
    }
    [[nodiscard]] float pixelOf(data::Row row)
    {
        return m_world->candidates.triplet(row)->stamps[2].plane.pixels[63 * 63 / 2];
    }
};

void TestEpochs::openAt(std::size_t count, int alertsPerObject, data::Row row)
{
    open(count, usualSize, alertsPerObject);
    if (row > 0)
        page().showRow(row);
    QTRY_COMPARE(shown(), row);
    QTest::keyClick(m_window.get(), Qt::Key_E);
    QVERIFY(strip().isVisible());
    QTRY_VERIFY(strip().model().rowCount() > 0);
}

void TestEpochs::tilesAreInOrderOfTimeAndNameWhatIsNotHere()
{
    session::CandidateView view;
    view.row = 7;
    view.candidate.jd = 2460000;
    view.candidate.key.id = 70;
    const auto detection = [](double jd, std::int64_t id) {
        sky::Epoch epoch;
        epoch.jd = jd;
        epoch.alertId = id;
        epoch.magnitude = 18;
        return epoch;
    };
    sky::Epoch limit = detection(2459998, 0);
    limit.kind = sky::Epoch::Kind::UpperLimit;
    view.lightCurve.epochs = { detection(2459990, 40), detection(2459995, 50), limit, detection(2460000, 70) };
    const std::vector<session::ObjectAlert> alerts{ { 9, 90, 2460003, 'r', true, 17, 0.1f },
        { 7, 70, 2460000, 'g', true, 18, 0.1f }, { 3, 50, 2459995, 'g', false, 19, 0.1f },
        { 1, 10, std::nan(""), 'g', true, 19, 0.1f } };
    const auto tiles = tilesOf(view, alerts);
    std::vector<std::int64_t> ids;
    std::vector<data::Row> rows;
    for (const EpochTile& tile : tiles) {
        ids.push_back(tile.candid);
        rows.push_back(tile.row);
    }
    QCOMPARE(ids, (std::vector<std::int64_t>{ 10, 40, 50, 70, 90 }));
    QCOMPARE(rows, (std::vector<data::Row>{ 1, -1, 3, 7, 9 }));
    QVERIFY(tiles[3].current && tiles[3].days == 0);
    QCOMPARE(tiles[4].days, 3.);
    QCOMPARE(tiles[1].days, -10.);
    QVERIFY(!tiles[2].positive);
}

void TestEpochs::theStripOpensOnThisAlert()
{
    openAt(400, 200, 120);
    QTRY_VERIFY(standsOnThisAlert());
    QCOMPARE(rowOfCurrent(), 120);
    QVERIFY(strip().list()->viewport()->rect().intersects(
        strip().list()->visualRect(strip().model().index(strip().model().current()))));
    QVERIFY(strip().list()->hasFocus());
    QTest::keyClick(m_window.get(), Qt::Key_E);
    QVERIFY(!strip().isVisible());
}

void TestEpochs::steppingShowsTheEpochAndEscReturns()
{
    openAt(30, 10, 5);
    QTRY_VERIFY(standsOnThisAlert());
    QTest::keyClick(strip().list(), Qt::Key_Left);
    QTRY_COMPARE(pixel(), pixelOf(4));
    QCOMPARE(shown(), 5); // the candidate in hand stays
    QVERIFY(strip().isAway());
    const auto& curve = *page().lightCurve();
    QTRY_VERIFY(curve.named() && curve.points().points[*curve.named()].row == 4); // pointed out in the light curve
    QTest::keyClick(strip().list(), Qt::Key_Left);
    QTRY_COMPARE(pixel(), pixelOf(3));
    QTest::keyClick(strip().list(), Qt::Key_End);
    QTRY_COMPARE(pixel(), pixelOf(9));
    QTest::keyClick(strip().list(), Qt::Key_Right); // nothing beyond the last
    QTest::qWait(50);
    QCOMPARE(pixel(), pixelOf(9));
    QTest::keyClick(strip().list(), Qt::Key_Escape);
    QTRY_COMPARE(pixel(), pixelOf(5));
    QVERIFY(!strip().isAway());
    QVERIFY(!curve.named());
    QVERIFY(strip().isVisible());
    QTest::keyClick(strip().list(), Qt::Key_Escape); // one more step out
    QVERIFY(!strip().isVisible());
    // A click on a tile does the same as the arrows, and Esc returns wherever the focus is.
    QTest::keyClick(m_window.get(), Qt::Key_E);
    const auto& tiles = strip().model().tiles();
    const auto fourth = std::ranges::find(tiles, data::Row(4), &EpochTile::row);
    const QModelIndex tile = strip().model().index(static_cast<int>(fourth - tiles.begin()));
    QTest::mouseClick(strip().list()->viewport(), Qt::LeftButton, {}, strip().list()->visualRect(tile).center());
    QTRY_COMPARE(pixel(), pixelOf(4));
    page().stamps()->view(data::Panel::Science)->setFocus();
    QTest::keyClick(page().stamps()->view(data::Panel::Science), Qt::Key_Escape);
    QTRY_COMPARE(pixel(), pixelOf(5));
}

void TestEpochs::zoomAndPanStayWhileOneStepsThroughTheObject()
{
    openAt(30, 10, 5);
    StampRow& stamps = *page().stamps();
    const Camera close{ 3, { 4, -2 } };
    for (const data::Panel panel : data::panels)
        Q_EMIT stamps.view(panel)->cameraChanged(close);
    QCOMPARE(stamps.view(data::Panel::Science)->camera(), close);
    QTRY_VERIFY(standsOnThisAlert());
    QTest::keyClick(strip().list(), Qt::Key_Left);
    QTRY_COMPARE(pixel(), pixelOf(4));
    for (const data::Panel panel : data::panels)
        QCOMPARE(stamps.view(panel)->camera(), close);
    QTest::keyClick(strip().list(), Qt::Key_Escape);
    QTRY_COMPARE(pixel(), pixelOf(5));
    QCOMPARE(stamps.view(data::Panel::Template)->camera(), close);
    page().queue()->list()->setFocus();
    QTest::keyClick(page().queue()->list(), Qt::Key_Right); // another candidate is looked at anew
    QTRY_COMPARE(shown(), 6);
    QCOMPARE(stamps.view(data::Panel::Science)->camera(), Camera());
}

void TestEpochs::aLabelGoesToTheCandidateNotToTheEpochLookedAt()
{
    openAt(30, 10, 5);
    QTRY_VERIFY(standsOnThisAlert());
    QTest::keyClick(strip().list(), Qt::Key_Left);
    QTRY_COMPARE(pixel(), pixelOf(4));
    QTest::keyClick(strip().list(), Qt::Key_F); // presented again, yet the epoch stays
    QTRY_VERIFY(page().shown() && page().shown()->flagged); // none is shown while it is fetched again
    QCOMPARE(pixel(), pixelOf(4));
    QTest::keyClick(strip().list(), Qt::Key_3);
    QTRY_COMPARE(shown(), 6);
    QTRY_VERIFY(!events().empty());
    QCOMPARE(events().back().row, 5);
}

void TestEpochs::aTileWithoutPacketSaysSo()
{
    openAt(30, 10, 5);
    QSignalSpy said(&strip(), &EpochStrip::said);
    QTRY_VERIFY(std::ranges::any_of(strip().model().tiles(), [](const EpochTile& tile) { return tile.row < 0; }));
    const auto at = std::ranges::find_if(strip().model().tiles(), [](const EpochTile& tile) { return tile.row < 0; });
    const QModelIndex index = strip().model().index(static_cast<int>(at - strip().model().tiles().begin()));
    strip().list()->scrollTo(index);
    QTest::mouseClick(strip().list()->viewport(), Qt::LeftButton, {}, strip().list()->visualRect(index).center());
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().contains("not in this project"));
    QVERIFY(!strip().isAway());
}

void TestEpochs::enterGoesThereForGood()
{
    openAt(30, 10, 5);
    QTRY_VERIFY(standsOnThisAlert());
    QTest::keyClick(strip().list(), Qt::Key_Left);
    QTRY_VERIFY(strip().isAway());
    QTest::keyClick(strip().list(), Qt::Key_Return);
    QTRY_COMPARE(shown(), 4);
    QTRY_COMPARE(rowOfCurrent(), 4);
}

void TestEpochs::anObjectOfOneAlertSaysSoInOneLine()
{
    openAt(30, 1);
    QTRY_VERIFY(!strip().nothing().isEmpty());
    QVERIFY2(strip().nothing().startsWith("No other alert of ZTF23ab10000 is in this project."),
        qPrintable(strip().nothing()));
    QVERIFY(strip().nothing().contains("history names"));
    QVERIFY(!strip().list()->isVisible());
    QVERIFY(strip().hasFocus());
    QTest::keyClick(&strip(), Qt::Key_Escape);
    QVERIFY(!strip().isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_E);
    m_world->candidates.setCurve([](const data::Candidate&) { return sky::LightCurve(); });
    page().showRow(29); // none that was fetched ahead
    QTRY_COMPARE(strip().nothing(), "No other alert of ZTF23ab10029 is in this project.");
}

void TestEpochs::thumbnailsAreDecodedWhenTheyAreSeen()
{
    openAt(220, 200);
    QTRY_COMPARE(strip().model().current() >= 0, true);
    const auto decoded = [this] {
        int count = 0;
        for (int i = 0; i < strip().model().rowCount(); ++i)
            if (strip().model().tile(i).row >= 0) {
                const QRect place = strip().list()->visualRect(strip().model().index(i));
                if (strip().list()->viewport()->rect().intersects(place))
                    count += strip().model().thumbnail(i) != nullptr;
            }
        return count;
    };
    QTRY_VERIFY(decoded() >= 5);
    QTest::qWait(100);
    QVERIFY2(m_world->candidates.viewsAsked < 120, "far more was decoded than was seen"); // the queue's are among them
    strip().list()->horizontalScrollBar()->setValue(strip().list()->horizontalScrollBar()->maximum());
    QTRY_VERIFY(decoded() >= 5);
}

void TestEpochs::scienceAndDifferenceAreOtherPictures()
{
    openAt(30, 10, 5);
    const auto current = [this] { return strip().model().current(); };
    QTRY_VERIFY(strip().model().thumbnail(current()));
    const QImage science = *strip().model().thumbnail(current());
    auto* segments = strip().findChild<Segmented*>();
    QTest::mouseClick(segments->button(static_cast<int>(data::Panel::Difference)), Qt::LeftButton);
    QTRY_VERIFY(strip().model().thumbnail(current()));
    QVERIFY(*strip().model().thumbnail(current()) != science);
}

void TestEpochs::blinkOffersTheEpochBefore()
{
    openAt(30, 10, 5);
    QTRY_VERIFY(strip().model().current() >= 0);
    std::vector<data::Row> asked;
    QStringList names;
    connect(&strip(), &EpochStrip::blinkAsked, this, [&](const ViewPtr& view, const QString& name) {
        asked.push_back(view->row);
        names << name;
    });
    strip().blink();
    QTRY_COMPARE(asked, std::vector<data::Row>{ 4 });
    QCOMPARE(names, QStringList{ QStringLiteral("−7.9 h") });
    QTest::keyClick(strip().list(), Qt::Key_Home);
    QTRY_COMPARE(pixel(), pixelOf(0));
    strip().blink(); // now against the one chosen, and this alert is in the panels
    QTRY_COMPARE(asked, (std::vector<data::Row>{ 4, 0 }));
    QCOMPARE(pixel(), pixelOf(5));
}

void TestEpochs::anotherCandidateEndsTheVisit()
{
    openAt(30, 10, 5);
    QTRY_VERIFY(standsOnThisAlert());
    QTest::keyClick(strip().list(), Qt::Key_Left);
    QTRY_VERIFY(strip().isAway());
    QTest::keyClick(strip().list(), Qt::Key_J); // J and K are the queue's even here
    QTRY_COMPARE(shown(), 6);
    QVERIFY(!strip().isAway());
    QTRY_COMPARE(pixel(), pixelOf(6));
    QTRY_COMPARE(rowOfCurrent(), 6);
}

QTEST_MAIN(TestEpochs)
#include "tst_epochs.moc"
