#include "core/session/embeddings.h"
#include "core/session/ingest.h"
#include "core/store/embeddings.h"
#include "tests/core/session/small_night.h"
#include "ui/commands/commands.h"
#include "ui/map/bulk_bar.h"
#include "ui/map/hover_stamp.h"
#include "ui/map/map_controls.h"
#include "ui/map/map_legend.h"
#include "ui/map/map_page.h"
#include "ui/map/selection_panel.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspaces.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QWheelEvent>

#include <nlohmann/json.hpp>

#include <cmath>
#include <future>

using namespace vetrina;
using namespace vetrina::ui;

/// Map over a project on the disk: 300 alerts, 270 of them with vectors and on a map of three islands.
class TestMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aLassoSelectsExactlyWhatLiesWithin();
    void shiftAddsAndAltTakesAway();
    void aRectangleAndAClickSelectToo();
    void aLabelForManyIsDurableAndOneUndoTakesItBack();
    void scanAndTheFilterShareTheSelection();
    void underTheCursorIsTheRightCandidate();
    void aHiddenClassIsNeitherDrawnNorSelected();
    void aFilterLeavesOnlyWhatItLetsThrough();
    void aMistakeInTheFilterIsSaid();
    void theCandidateOfScanIsMarked();
    void theKeysGoFromPointToPoint();
    void zoomKeepsWhatIsUnderTheCursor();
    void theFiguresOfTheSelectionAreItsOwn();
    void withoutVectorsTheMapSaysWhatToDo();
    void whatIsNewIsCounted();
    void theSelectionStandsWhenTheMapIsAnother();
    void anotherColourKeepsTheSelection();
    void aLassoOfTheMapBeforeSelectsNothing();
    void answersForAMapThatIsGoneAreDropped();
    void aDragEndsWithItsMap();

private:
    enum Vectors { None, Some };
    void open(Vectors vectors = Some);
    /// Drags along a path of the view's pixels.
    void drag(const QPolygonF& path, Qt::KeyboardModifiers modifiers = {});
    /// A lasso about an island, wider than it.
    [[nodiscard]] QPolygonF about(int island) const;
    void settled() { QTRY_VERIFY(page().isSettled()); }
    /// Nothing that the window asks for is answered until the promise is kept.
    [[nodiscard]] std::promise<void> held()
    {
        std::promise<void> gate;
        const std::shared_future<void> open = gate.get_future().share();
        for (int thread = 0; thread < 2; ++thread)
            (void)m_window->project()->services().io->submit([open](std::stop_token) -> Result<int> {
                open.wait();
                return 0;
            });
        return gate;
    }
    void chooseModel(const QString& model)
    {
        page().controls()->chooseModel(model);
        Q_EMIT page().controls()->modelChosen(model);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_window.get(), key, modifiers); }
    [[nodiscard]] MapPage& page() const { return *m_window->map(); }
    [[nodiscard]] MapView& view() const { return *page().view(); }
    [[nodiscard]] static std::vector<data::Row> island(int which)
    {
        std::vector<data::Row> rows;
        for (data::Row row = 0; row < 270; ++row)
            if (row % 3 == which)
                rows.push_back(row);
        return rows;
    }
    [[nodiscard]] data::Row shownInScan() const
    {
        const ViewPtr& shown = m_window->scan()->shown();
        return shown ? shown->row : -1;
    }
    [[nodiscard]] std::size_t events() const
    {
        return nlohmann::json::parse(m_session->labels().exported("json").value())["events"].size();
    }

    std::unique_ptr<SmallNight> m_night;
    std::shared_ptr<session::Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void TestMap::initTestCase() { applyTheme(Scheme::Dark); }

void TestMap::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_night.reset();
}

void TestMap::open(Vectors vectors)
{
    m_night = std::make_unique<SmallNight>();
    const auto packets = m_night->file("packets/night.avro", smallContainer(0, 300));
    m_session = m_night->open();
    QVERIFY(m_session);
    Progress progress;
    VERIFY_RESULT(m_session->ingest().run({ packets }, {}, progress));
    if (vectors == Some) {
        const auto project = store::Project::open(m_night->project(), store::Mode::ReadWrite);
        auto store = store::EmbeddingStore::open(*project);
        VERIFY_RESULT(store);
        // One that embedded a few of them, whose map is a small one, and then the one that all tests look at.
        const store::EmbeddingModel few{ (*store)->model("few", "1", 1).value(), "few", "1", 1 };
        QVERIFY((*store)->put(few, std::vector<data::Row>{ 3, 4, 5 }, std::vector<float>{ 1, 2, 3 }));
        QVERIFY((*store)->putMap(few.id, "umap", { "{}", { 3, 4, 5 }, { 0, 0, 1, 0, 0, 1 } }));
        const store::EmbeddingModel none{ (*store)->model("unmapped", "1", 1).value(), "unmapped", "1", 1 };
        QVERIFY((*store)->put(none, std::vector<data::Row>{ 3 }, std::vector<float>{ 1 }));
        const store::EmbeddingModel model{ (*store)->model("net", "1", 3).value(), "net", "1", 3 };
        std::vector<data::Row> rows;
        std::vector<float> values, xy;
        for (data::Row row = 0; row < 270; ++row) {
            rows.push_back(row);
            const auto at = static_cast<float>(row);
            values.insert(values.end(), { row % 3 == 0 ? 9.f : 1.f, row % 3 == 1 ? 9.f : 1.f, std::sin(at) * 0.5f });
            xy.insert(xy.end(),
                { static_cast<float>(row % 3) * 10 + std::cos(at * 2.4f) * at * 0.01f,
                    std::sin(at * 2.4f) * at * 0.01f });
        }
        QVERIFY((*store)->put(model, rows, values));
        QVERIFY((*store)->putMap(model.id, "umap", { R"({"fitted": 265})", rows, xy }));
        QVERIFY((*store)->putMap(model.id, "pca", { "{}", rows, xy }));
    }
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->setProject(Project::of(m_session));
    QTRY_VERIFY(m_window->scan()->shown());
    press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->workspaces()->current(), &page());
    settled();
}

void TestMap::drag(const QPolygonF& path, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(&view(), Qt::LeftButton, modifiers, path.front().toPoint());
    for (const QPointF& at : path)
        QTest::mouseMove(&view(), at.toPoint());
    QTest::mouseRelease(&view(), Qt::LeftButton, modifiers, path.back().toPoint());
    QTRY_VERIFY(page().isSettled());
}

QPolygonF TestMap::about(int island) const
{
    QPolygonF path;
    for (int i = 0; i < 60; ++i) {
        const double turn = i * 2 * 3.14159265 / 60;
        path << view().sight().toScreen({ island * 10 + 3.6 * std::cos(turn), 3.6 * std::sin(turn) }, view().size());
    }
    return path;
}

void TestMap::aLassoSelectsExactlyWhatLiesWithin()
{
    open();
    QCOMPARE(page().selectedCount(), std::size_t(0));
    QVERIFY(page().bulk()->isHidden());
    QPolygonF path; // through the middle of an island, and back
    for (const QPointF place : { QPointF(8, -3), { 10.4, -2 }, { 10.1, 0.7 }, { 12, 3 }, { 7, 4 } })
        path << view().sight().toScreen(place, view().size());
    drag(path);
    QCOMPARE(view().outline().size(), std::size_t(1));
    const QPolygonF drawn = view().outline().front();
    std::vector<data::Row> truth;
    for (std::size_t i = 0; i < view().points()->count(); ++i)
        if (drawn.containsPoint(view().points()->at(i), Qt::WindingFill))
            truth.push_back(view().points()->row(i));
    QVERIFY(truth.size() > 20 && truth.size() < 85);
    QCOMPARE(page().selectedRows(), truth);
    QVERIFY(page().bulk()->isVisible());
    QTRY_COMPARE(*m_session->selection().rows(), truth);
    press(Qt::Key_Escape);
    QCOMPARE(page().selectedCount(), std::size_t(0));
    QVERIFY(page().bulk()->isHidden());
    QTRY_VERIFY(m_session->selection().rows()->empty());
}

void TestMap::shiftAddsAndAltTakesAway()
{
    open();
    drag(about(0));
    QCOMPARE(page().selectedRows(), island(0));
    drag(about(2), Qt::ShiftModifier);
    QCOMPARE(page().selectedCount(), std::size_t(180));
    drag(about(0), Qt::AltModifier);
    QCOMPARE(page().selectedRows(), island(2));
    drag(about(1)); // a new one
    QCOMPARE(page().selectedRows(), island(1));
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(page().selectedCount(), std::size_t(270));
}

void TestMap::aRectangleAndAClickSelectToo()
{
    open();
    press(Qt::Key_T);
    QCOMPARE(view().tool(), MapView::Tool::Rectangle);
    const QSizeF size = view().size();
    drag({ view().sight().toScreen({ 5, 5 }, size), view().sight().toScreen({ 15, -5 }, size) });
    QCOMPARE(page().selectedRows(), island(1));
    const int point = view().points()->find(260);
    QTest::mouseClick(&view(), Qt::LeftButton, Qt::NoModifier, view().screenOf(point).toPoint());
    QCOMPARE(page().selectedRows(), std::vector<data::Row>({ 260 }));
    press(Qt::Key_L);
    QCOMPARE(view().tool(), MapView::Tool::Lasso);
    press(Qt::Key_P);
    const MapSight before = view().sight();
    drag({ { 300, 300 }, { 320, 310 }, { 360, 340 } });
    QCOMPARE(page().selectedCount(), std::size_t(1)); // panning selects nothing
    QVERIFY(std::abs(view().sight().centre.x() - before.centre.x() + 60 / before.scale) < 1e-9);
    QVERIFY(std::abs(view().sight().centre.y() - before.centre.y() - 40 / before.scale) < 1e-9);
    press(Qt::Key_0);
    QVERIFY(view().sight() == before);
}

void TestMap::aLabelForManyIsDurableAndOneUndoTakesItBack()
{
    open();
    press(Qt::Key_1); // nothing is selected
    drag(about(1));
    QCOMPARE(events(), std::size_t(0));
    QSignalSpy done(m_window->scan()->labelling(), &Labelling::labelledAll);
    const ClassStyle second = m_window->project()->classes().all()[1];
    press(Qt::Key(second.key[0].unicode()));
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(events(), std::size_t(90));
    QCOMPARE(m_session->labels().counts()->labelled, std::uint64_t(90));
    const auto rows = m_session->candidates().rows({ 1, 4, 268, 0 }).value();
    QCOMPARE(rows[2].label, second.name);
    QCOMPARE(rows[3].label, "");
    QTRY_COMPARE(view().colouring()->groups[1].count, std::size_t(90)); // the map shows it
    QCOMPARE(page().selectedRows(), island(1));

    press(Qt::Key_U);
    QTRY_COMPARE(m_session->labels().counts()->labelled, std::uint64_t(0));
    QCOMPARE(events(), std::size_t(180)); // what was said stays written
    QTRY_COMPARE(view().colouring()->groups[1].count, std::size_t(0));
    press(Qt::Key_U, Qt::ShiftModifier);
    QTRY_COMPARE(m_session->labels().counts()->labelled, std::uint64_t(90));

    done.clear();
    page().bulk()->button(0)->click(); // the button is the key
    QTRY_COMPARE(done.count(), 1);
    QTRY_COMPARE(m_session->candidates().rows({ 4 })->front().label, m_window->project()->classes().all()[0].name);
}

void TestMap::scanAndTheFilterShareTheSelection()
{
    open();
    drag(about(2));
    press(Qt::Key_Return);
    QCOMPARE(m_window->workspaces()->current(), m_window->scan());
    const auto rowsOfQueue = [&] {
        std::vector<data::Row> rows;
        for (int i = 0; i < m_window->scan()->queue()->model().rowCount(); ++i)
            rows.push_back(m_window->scan()->queue()->model().rowAt(i));
        std::ranges::sort(rows);
        return rows;
    };
    QTRY_COMPARE(rowsOfQueue(), island(2));
    QCOMPARE(m_window->scan()->queue()->request().filter, "selected");
    // Another selection is another queue, and the word works in any filter.
    press(Qt::Key_3, Qt::ControlModifier);
    drag(about(0));
    press(Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(rowsOfQueue(), island(0));
    m_window->scan()->queue()->filterLine()->apply("not selected and candid < 1010");
    QTRY_COMPARE(rowsOfQueue(), std::vector<data::Row>({ 1, 2, 4, 5, 7, 8 }));
}

void TestMap::underTheCursorIsTheRightCandidate()
{
    open();
    for (const data::Row row : { 269, 200, 154 }) {
        const int point = view().points()->find(row);
        const QPointF at = view().screenOf(point) + QPointF(2, 1);
        QTest::mouseMove(&view(), at.toPoint());
        QTRY_COMPARE(view().hovered(), point);
        QTRY_VERIFY(page().hoverStamp()->isVisible());
        QCOMPARE(page().hoverStamp()->row(), row);
        const auto one = m_session->candidates().rows({ row })->front();
        QTRY_VERIFY2(page().hoverStamp()->words().contains(QString::fromStdString(one.candidate.object)),
            qPrintable(page().hoverStamp()->words()));
        QVERIFY(page().hoverStamp()->words().contains(
            QString::number(static_cast<double>(one.candidate.magnitude), 'f', 2)));
        // It does not cover what it is about.
        QVERIFY(!page().hoverStamp()->geometry().contains(view().screenOf(point).toPoint()));
    }
    QTest::mouseMove(&view(), view().sight().toScreen({ 5, 0 }, view().size()).toPoint()); // between two islands
    QTRY_VERIFY(page().hoverStamp()->isHidden());
    QSignalSpy asked(&page(), &MapPage::openAsked);
    QTest::mouseDClick(&view(), Qt::LeftButton, Qt::NoModifier, view().screenOf(view().points()->find(200)).toPoint());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(m_window->workspaces()->current(), m_window->scan());
    QTRY_COMPARE(shownInScan(), data::Row(200));
}

void TestMap::aHiddenClassIsNeitherDrawnNorSelected()
{
    open();
    session::Labels::Request request;
    request.text = "bogus";
    VERIFY_RESULT(m_session->labels().addToAll(request, island(1)));
    page().colourBy(ColourBy::Label);
    const int bogus = m_window->project()->classes().indexOf("bogus");
    QTRY_COMPARE(view().colouring()->groups[static_cast<std::size_t>(bogus)].count, std::size_t(90));
    settled();
    QCOMPARE(view().frame().inSight, std::size_t(270));
    QTest::mouseMove(&view(), { 5, 5 });
    page().controls()->legend()->box(bogus)->click();
    QTRY_COMPARE(view().frame().inSight, std::size_t(180));
    drag(about(1));
    QCOMPARE(page().selectedCount(), std::size_t(0));
    QTest::mouseMove(&view(), view().screenOf(view().points()->find(268)).toPoint());
    QCOMPARE(view().hovered(), -1);
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(page().selectedCount(), std::size_t(180));
    page().controls()->legend()->box(bogus)->click();
    QTRY_COMPARE(view().frame().inSight, std::size_t(270));
}

void TestMap::aFilterLeavesOnlyWhatItLetsThrough()
{
    open();
    page().controls()->show()->apply("candid < 1100");
    QTRY_COMPARE(view().frame().inSight, std::size_t(100));
    drag(about(0));
    QCOMPARE(page().selectedCount(), std::size_t(34));
    page().controls()->show()->apply("");
    QTRY_COMPARE(view().frame().inSight, std::size_t(270));
    QCOMPARE(page().selectedCount(), std::size_t(34)); // the filter is about what is seen
}

void TestMap::aMistakeInTheFilterIsSaid()
{
    open();
    QSignalSpy said(page().controls()->show(), &FilterLine::wrong);
    page().controls()->show()->apply("candidd < 1100", true);
    settled();
    QCOMPARE(view().frame().inSight, std::size_t(270));
    QVERIFY(!page().controls()->findChildren<QLabel*>().isEmpty());
    QTRY_VERIFY(std::ranges::any_of(page().controls()->findChildren<QLabel*>(),
        [](const QLabel* words) { return words->isVisible() && words->text().contains("candidd"); }));
}

void TestMap::theCandidateOfScanIsMarked()
{
    open();
    press(Qt::Key_1, Qt::ControlModifier);
    m_window->scan()->showRow(123);
    QTRY_COMPARE(shownInScan(), data::Row(123));
    press(Qt::Key_M);
    QCOMPARE(m_window->workspaces()->current(), &page());
    QTRY_COMPARE(view().current(), view().points()->find(123));
    press(Qt::Key_Return); // nothing is selected: back to it
    QCOMPARE(m_window->workspaces()->current(), m_window->scan());
    m_window->scan()->showRow(290); // it has no vector
    QTRY_COMPARE(shownInScan(), data::Row(290));
    QSignalSpy said(&page(), &Workspace::said);
    press(Qt::Key_M);
    QCOMPARE(said.count(), 1);
}

void TestMap::theKeysGoFromPointToPoint()
{
    open();
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Right);
    const int first = view().current();
    QVERIFY(first >= 0);
    QTest::keyClick(&view(), Qt::Key_Right);
    QVERIFY(view().current() != first);
    QVERIFY(view().points()->at(std::size_t(view().current())).x() > view().points()->at(std::size_t(first)).x());
    QTest::keyClick(&view(), Qt::Key_Space);
    QTest::keyClick(&view(), Qt::Key_Left);
    QTest::keyClick(&view(), Qt::Key_Space);
    QCOMPARE(page().selectedCount(), std::size_t(2));
    QTest::keyClick(&view(), Qt::Key_Space, Qt::AltModifier);
    QCOMPARE(page().selectedCount(), std::size_t(1));
    for (int i = 0; i < 5; ++i)
        press(Qt::Key_F6); // from pane to pane, and never nowhere
    QVERIFY(m_window->focusWidget() && page().isAncestorOf(m_window->focusWidget()));
}

void TestMap::zoomKeepsWhatIsUnderTheCursor()
{
    open();
    const QPointF at(333, 222);
    const QPointF place = view().sight().toMap(at, view().size());
    const double scale = view().sight().scale;
    QWheelEvent wheel(
        at, view().mapToGlobal(at), {}, { 0, 240 }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view(), &wheel);
    const QPointF now = view().sight().toMap(at, view().size());
    QVERIFY(std::hypot(now.x() - place.x(), now.y() - place.y()) < 1e-9);
    QVERIFY(std::abs(view().sight().scale - scale * 1.44) < 1e-9);
    settled();
    QVERIFY(view().frame().sight == view().sight()); // and the picture follows
}

void TestMap::theFiguresOfTheSelectionAreItsOwn()
{
    open();
    drag(about(1));
    QTRY_COMPARE(page().panel()->figures().count, std::size_t(90));
    const SelectionFigures& figures = page().panel()->figures();
    QCOMPARE(figures.middle.size(), MapQuestions::inMiddle);
    for (const data::Row row : figures.middle)
        QVERIFY(row % 3 == 1);
    QVERIFY(!figures.histograms.empty());
    const SelectionHistogram& magnitudes = figures.histograms.back();
    QCOMPARE(magnitudes.column, "magpsf");
    std::size_t selected = 0, all = 0;
    for (std::size_t i = 0; i < magnitudes.all.size(); ++i) {
        QVERIFY(magnitudes.selected[i] <= magnitudes.all[i]);
        selected += magnitudes.selected[i];
        all += magnitudes.all[i];
    }
    QCOMPARE(selected, std::size_t(90));
    QCOMPARE(all, std::size_t(270));
    QVERIFY(page().panel()->similar()->isVisible());
    page().panel()->similar()->click();
    QTRY_COMPARE(page().selectedCount(), std::size_t(180)); // all others there are: fewer than 200
    for (const data::Row row : page().selectedRows())
        QVERIFY(row % 3 != 1);
}

void TestMap::withoutVectorsTheMapSaysWhatToDo()
{
    open(None);
    QVERIFY2(page().emptyWords().contains("No vectors yet"), qPrintable(page().emptyWords()));
    QVERIFY(page().bulk()->isHidden());
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_L);
    press(Qt::Key_0);
    press(Qt::Key_Return);
    QCOMPARE(m_window->workspaces()->current(), &page());
    QVERIFY(m_window->commands()->why(*m_window->commands()->find("map.lasso")).contains("no map"));
}

void TestMap::whatIsNewIsCounted()
{
    open();
    const auto buttons = page().controls()->findChildren<QPushButton*>();
    QVERIFY(std::ranges::any_of(buttons,
        [](const QPushButton* button) { return button->isVisible() && button->text().contains("30"); })); // of 300
    QTRY_VERIFY(std::ranges::any_of(page().controls()->findChildren<QLabel*>(), [](const QLabel* words) {
        return words->accessibleName() == "placed without a refit" && words->text() == "5";
    }));
}

void TestMap::theSelectionStandsWhenTheMapIsAnother()
{
    open();
    drag(about(1));
    QTRY_COMPARE(m_session->selection().rows()->size(), std::size_t(90));
    Q_EMIT page().controls()->kindChosen("pca");
    page().controls()->chooseKind("pca");
    Q_EMIT page().controls()->kindChosen("pca");
    settled();
    QCOMPARE(page().selectedRows(), island(1));
}

void TestMap::anotherColourKeepsTheSelection()
{
    open();
    drag(about(1));
    page().colourBy(ColourBy::Magnitude);
    QTRY_VERIFY(view().colouring()->isScale());
    QCOMPARE(view().colouring()->column, "magpsf");
    settled();
    QCOMPARE(page().selectedRows(), island(1));
    page().colourBy(ColourBy::Field, "no such column");
    QTRY_VERIFY(!view().colouring()->isScale()); // it is said, and the labels stand again
}

/// Its points are numbered by the map that it was drawn on; the one that comes has three.
void TestMap::aLassoOfTheMapBeforeSelectsNothing()
{
    open();
    auto gate = held();
    chooseModel("few:1");
    const QPolygonF path = about(2);
    QTest::mousePress(&view(), Qt::LeftButton, {}, path.front().toPoint());
    for (const QPointF& at : path)
        QTest::mouseMove(&view(), at.toPoint());
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, path.back().toPoint());
    QCOMPARE(view().outline().size(), std::size_t(1));
    gate.set_value();
    QTRY_COMPARE(view().points()->count(), std::size_t(3));
    settled();
    QCOMPARE(page().selectedCount(), std::size_t(0));
    QVERIFY(m_session->selection().rows()->empty());
}

void TestMap::answersForAMapThatIsGoneAreDropped()
{
    open();
    drag(about(0));
    auto gate = held();
    page().controls()->show()->apply("candid < 1100");
    QTest::qWait(400); // it asks a moment later
    page().colourBy(ColourBy::Magnitude);
    press(Qt::Key_A, Qt::ControlModifier);
    chooseModel("unmapped:1");
    QVERIFY2(page().emptyWords().contains("No UMAP"), qPrintable(page().emptyWords()));
    gate.set_value();
    settled();
    QVERIFY(!view().points());
    QVERIFY(!view().colouring());
    chooseModel("net:1");
    settled();
    QCOMPARE(view().points()->count(), std::size_t(270));
}

void TestMap::aDragEndsWithItsMap()
{
    open();
    const QPoint middle = view().rect().center();
    QTest::mousePress(&view(), Qt::LeftButton, {}, middle);
    chooseModel("unmapped:1");
    QVERIFY(!view().points());
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, middle);
    chooseModel("net:1");
    settled();
    QVERIFY(!view().stepOut()); // nothing is being drawn
}

QTEST_MAIN(TestMap)
#include "tst_map.moc"
