#include "tests/ui/demo_services.h"
#include "ui/scan/queue_delegate.h"
#include "ui/scan/queue_model.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QListView>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace vetrina;
using namespace vetrina::ui;

class TestQueueModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsBehindTheCursor_data();
    void keepsWhatIsBehindTheCursor();
    void theSelectionDoesNotJumpWhenTheOrderChanges();
    void whatIsPutTogetherElsewhereLeavesTheQueueAlone();
    void aMillionRowsScrollAndFetchOnlyWhatIsSeen();
    void aRowShowsItsLabelBeforeTheDiskHasIt();
    void theDelegatePaintsFilledLabelsAndOutlinedScores();
};

void TestQueueModel::keepsWhatIsBehindTheCursor_data()
{
    QTest::addColumn<QList<qint64>>("before");
    QTest::addColumn<int>("frozen");
    QTest::addColumn<QList<qint64>>("asked");
    QTest::addColumn<QList<qint64>>("after");
    using L = QList<qint64>;
    QTest::newRow("ahead re-orders") << L{ 0, 1, 2, 3, 4 } << 1 << L{ 4, 3, 2, 1, 0 } << L{ 0, 1, 4, 3, 2 };
    QTest::newRow("new ones come ahead") << L{ 0, 1, 2 } << 0 << L{ 5, 2, 1, 0 } << L{ 0, 5, 2, 1 };
    QTest::newRow("what no longer passes stays behind, goes ahead") << L{ 0, 1, 2, 3 } << 1 << L{ 3 } << L{ 0, 1, 3 };
    QTest::newRow("nothing was reached") << L{ 0, 1, 2 } << -1 << L{ 2, 1, 0 } << L{ 2, 1, 0 };
    QTest::newRow("all was reached") << L{ 0, 1 } << 1 << L{ 1, 0 } << L{ 0, 1 };
    QTest::newRow("nothing passes any more") << L{ 0, 1, 2 } << 1 << L{} << L{ 0, 1 };
}

void TestQueueModel::keepsWhatIsBehindTheCursor()
{
    QFETCH(QList<qint64>, before);
    QFETCH(int, frozen);
    QFETCH(QList<qint64>, asked);
    QFETCH(QList<qint64>, after);
    QueueModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setOrder({ before.begin(), before.end() });
    model.refreshOrder({ asked.begin(), asked.end() }, frozen);
    const std::vector<data::Row> expected(after.begin(), after.end());
    QCOMPARE(model.order(), expected);
    for (int i = 0; i < static_cast<int>(expected.size()); ++i)
        QCOMPARE(model.positionOf(expected[static_cast<std::size_t>(i)]), i);
}

void TestQueueModel::theSelectionDoesNotJumpWhenTheOrderChanges()
{
    QueueModel model;
    std::vector<data::Row> order(1000);
    std::iota(order.begin(), order.end(), 0);
    model.setOrder(order);
    QListView view;
    view.setModel(&model);
    view.setCurrentIndex(model.index(300));
    QSignalSpy moved(view.selectionModel(), &QItemSelectionModel::currentChanged);
    std::reverse(order.begin(), order.end());
    for (data::Row added = 1000; added < 1100; ++added)
        order.push_back(added);
    model.refreshOrder(order, 300);
    QCOMPARE(view.currentIndex().row(), 300);
    QCOMPARE(model.rowAt(view.currentIndex().row()), 300);
    QCOMPARE(moved.count(), 0);
    QCOMPARE(model.rowAt(301), 999);
}

void TestQueueModel::whatIsPutTogetherElsewhereLeavesTheQueueAlone()
{
    QueueModel model;
    session::QueueOrder byObject{ { 3, 1, 0, 2 }, { 5, 1, 2, 4 }, {}, 0 };
    model.setOrder(byObject);
    const PlacesPtr before = model.places();
    byObject.rows = { 2, 0, 1, 3, 6 };
    byObject.alerts = { 4, 2, 1, 6, 9 };
    const PlacesPtr after = std::async(std::launch::async, [&] { return refreshed(*before, byObject, 1); }).get();
    QCOMPARE(model.order(), (std::vector<data::Row>{ 3, 1, 0, 2 })); // until it is taken
    QCOMPARE(model.alertsOf(3), 5u);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted), changed(&model, &QAbstractItemModel::dataChanged);
    model.takePlaces(after, 1);
    QCOMPARE(model.order(), (std::vector<data::Row>{ 3, 1, 2, 0, 6 }));
    QCOMPARE(model.alertsOf(3), 6u);
    QCOMPARE(model.alertsOf(6), 9u);
    QCOMPARE(model.positionOf(6), 4);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 2); // what stands behind is not even painted anew
    QCOMPARE(before->rows, (std::vector<data::Row>{ 3, 1, 0, 2 }));
}

void TestQueueModel::aMillionRowsScrollAndFetchOnlyWhatIsSeen()
{
    demo::World world(1'000'000);
    auto project = world.project();
    QueueModel model;
    model.setProject(project.get());
    std::vector<data::Row> order(1'000'000);
    std::iota(order.begin(), order.end(), 0);
    model.setOrder(order);
    QListView view;
    view.setUniformItemSizes(true);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setItemDelegate(new QueueDelegate(&view));
    view.setModel(&model);
    view.resize(240, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    for (const int to : { 500'000, 999'999, 12, 750'000 }) {
        view.scrollTo(model.index(to), QAbstractItemView::PositionAtCenter);
        view.grab();
        QTRY_VERIFY(model.info(to) != nullptr);
        QCOMPARE(model.info(to)->row, to);
        QVERIFY(view.visualRect(model.index(to)).intersects(view.viewport()->rect()));
    }
    QVERIFY2(world.candidates.rowsAsked < 500, qPrintable(QString::number(world.candidates.rowsAsked)));
    world.background.abandon();
}

void TestQueueModel::aRowShowsItsLabelBeforeTheDiskHasIt()
{
    demo::World world(10);
    auto project = world.project();
    QueueModel model;
    model.setProject(project.get());
    model.setOrder({ 0, 1, 2 });
    QTRY_VERIFY(model.info(1) != nullptr);
    QVERIFY(model.info(1)->label.empty());
    model.setLabel(1, "agn", QueueModel::Saving::Pending);
    QCOMPARE(model.info(1)->label, "agn");
    QCOMPARE(model.saving(1), QueueModel::Saving::Pending);
    model.outdated({ 1 }); // a score comes while the label is on its way
    (void)model.info(1);
    QTest::qWait(50);
    QCOMPARE(model.info(1)->label, "agn");
    model.setSaving(1, QueueModel::Saving::Saved);
    QCOMPARE(model.saving(1), QueueModel::Saving::Saved);
    QVERIFY(model.data(model.index(1), Qt::DisplayRole).toString().contains("AGN"));
}

void TestQueueModel::theDelegatePaintsFilledLabelsAndOutlinedScores()
{
    applyTheme(Scheme::Dark);
    demo::World world(10);
    auto project = world.project();
    QueueModel model;
    model.setProject(project.get());
    model.setOrder({ 0, 1, 2 });
    for (int i = 0; i < 3; ++i)
        QTRY_VERIFY(model.info(i) != nullptr);
    QTRY_VERIFY(model.thumbnail(0) != nullptr);
    QCOMPARE(model.thumbnail(0)->size(), QSize(QueueModel::thumbnailSide, QueueModel::thumbnailSide));
    model.setLabel(0, "supernova", QueueModel::Saving::Saved);

    const QueueDelegate delegate;
    const auto paint = [&](int row, int width) {
        QImage image(width, size::queueRow, QImage::Format_RGB32);
        image.fill(colour(Token::Panel));
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        delegate.paint(&painter, option, model.index(row));
        return image;
    };
    // How much of the row has the class's colour: a filled tag much, an outlined one its edge and letters.
    const auto share = [](const QImage& image, const QColor& wanted) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 60; x < image.width(); ++x)
                count += QColor(image.pixel(x, y)) == wanted;
        return count;
    };
    const QColor supernova = colour(Token::Supernova);
    for (const int width : { 240, 184 }) {
        const int filled = share(paint(0, width), supernova), outlined = share(paint(1, width), supernova);
        QVERIFY2(filled > 200, qPrintable(QString::number(filled)));
        QVERIFY2(outlined > 20 && outlined < filled, qPrintable(QString::number(outlined)));
    }
    QVERIFY(paint(0, 240) != paint(0, 184));
}

QTEST_MAIN(TestQueueModel)
#include "tst_queue_model.moc"
