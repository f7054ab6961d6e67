#include "tests/ui/queue_window.h"
#include "ui/scan/order_control.h"
#include "ui/scan/queue_delegate.h"
#include "ui/scan/queue_view.h"

#include <QMenu>
#include <QPushButton>
#include <QScrollBar>

using namespace vetrina;
using namespace vetrina::ui;
using Order = session::QueueRequest::Order;

namespace {

/// Counts what is painted.
class CountingDelegate : public QueueDelegate {
public:
    using QueueDelegate::QueueDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        ++painted;
        QueueDelegate::paint(painter, option, index);
    }
    mutable int painted = 0;
};

} // namespace

/// The queue: its orders, its groups, where it goes, and what it says where it ends.
class TestQueuePanel : public demo::QueueTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { openQueue(); }
    void cleanup() { close(); }
    void ordersAreChosenFromTheMenu();
    void aFieldToOrderByIsChosenAmongTheColumns();
    void aSeedIsANumber();
    void byObjectShowsHowManyAlerts();
    void nightsHaveHeadsAndFold();
    void keysWalkByPagesAndToTheEnds();
    void goToTakesANumberACandidAnObject();
    void theEndSaysHowManyWereNeverShown();
    void anEmptyAnswerOffersToClearTheFilter();
    void waitingShowsABarAfterAWhileAndTheOldQueueStays();
    void aMillionRowsPaintAScreenful();
};

void TestQueuePanel::ordersAreChosenFromTheMenu()
{
    OrderControl* control = queue().orderControl();
    const auto choose = [&](const QString& words) {
        Q_EMIT control->menu()->aboutToShow();
        for (QAction* action : control->menu()->actions())
            if (action->text() == words && action->isEnabled())
                return action->trigger(), true;
        return false;
    };
    QVERIFY(choose("Brightest first"));
    QCOMPARE(queue().request().order, Order::Magnitude);
    QVERIFY(choose("Faintest first"));
    QVERIFY(queue().request().reversed);
    for (const auto& [words, order] : { std::pair("Informative: two classes closest first", Order::Margin),
             { "Informative: least confident first", Order::LeastConfident },
             { "Informative: a batch with no two alike", Order::Diverse } }) {
        QVERIFY(choose(words));
        QCOMPARE(queue().request().order, order);
        QTRY_COMPARE(queue().model().rowCount(), 300);
    }
    QVERIFY(choose("One in seven by chance, for a fair test"));
    QVERIFY(queue().request().fairTest);
    QVERIFY(choose("One in seven by chance, for a fair test"));
    QVERIFY(!queue().request().fairTest);
    QVERIFY(choose("Not yet seen first")); // another order begins the usual way round
    QVERIFY(!choose("One in seven by chance, for a fair test")); // that is no question of a model's
    QVERIFY(!queue().request().reversed);
    QVERIFY(!choose("The other way round"));
    QVERIFY(choose("Another random order"));
    const auto seed = queue().request().seed;
    QVERIFY(choose("Another random order"));
    QCOMPARE(queue().request().seed, seed + 1);
    QVERIFY(OrderControl::words(queue().request()).contains(QString::number(seed + 1))); // the seed is to be seen
    for (QPushButton* button : control->findChildren<QPushButton*>())
        if (button->text() == "Informative")
            button->click();
    QCOMPARE(queue().request().order, Order::Uncertain);
}

void TestQueuePanel::aFieldToOrderByIsChosenAmongTheColumns()
{
    run("queue.byField");
    QVERIFY(popover());
    QTest::keyClicks(popover()->field(), "sig");
    QCOMPARE(popover()->list()->count(), 1);
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QCOMPARE(queue().request().order, Order::Field);
    QCOMPARE(queue().request().field, "sigmapsf");
    run("queue.byField");
    popover()->field()->setText("nothing");
    QTest::keyClicks(popover()->field(), "x");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QVERIFY(popover()->isVisible()); // there is no such column
    QCOMPARE(queue().request().field, "sigmapsf");
}

void TestQueuePanel::aSeedIsANumber()
{
    run("queue.seed");
    QTest::keyClicks(popover()->field(), "many");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QVERIFY(popover()->isVisible());
    popover()->field()->setText("42");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QCOMPARE(queue().request().seed, 42u);
    QCOMPARE(queue().request().order, Order::Random);
}

void TestQueuePanel::byObjectShowsHowManyAlerts()
{
    run("queue.objects");
    QVERIFY(queue().request().byObject);
    QTRY_COMPARE(queue().model().alertsOf(3), 4u);
    QTRY_VERIFY(queue().model().data(queue().model().index(3), Qt::AccessibleTextRole).toString().contains("4 alerts"));
    run("queue.objects");
    QTRY_COMPARE(queue().model().alertsOf(3), 0u);
}

void TestQueuePanel::nightsHaveHeadsAndFold()
{
    queue().setOrder(Order::Time);
    QueueView* view = queue().view();
    QTRY_COMPARE(queue().model().sections().size(), 3u);
    const auto top = [&](int row) { return view->visualRect(queue().model().index(row)).top(); };
    QCOMPARE(top(0), QueueView::headHeight);
    QCOMPARE(top(100) - top(99), size::queueRow + QueueView::headHeight);
    QCOMPARE(view->indexAt(QPoint(40, top(2) + 5)).row(), 2);
    QVERIFY(!view->indexAt(QPoint(40, 5)).isValid()); // the head
    view->verticalScrollBar()->setValue(30 * size::queueRow);
    QVERIFY(!view->indexAt(QPoint(40, 5)).isValid()); // it stays on top
    view->verticalScrollBar()->setValue(0);
    queue().goTo(1);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(40, 5));
    QVERIFY(view->isFolded("2023-10-18"));
    QCOMPARE(queue().position(), 1); // what is in hand stays in hand
    QCOMPARE(top(100), 2 * QueueView::headHeight);
    queue().goBy(1);
    QCOMPARE(queue().position(), 100); // what is folded is passed over
    queue().goBy(-1);
    QCOMPARE(queue().position(), 100);
    run("queue.fold");
    run("queue.fold");
    QVERIFY(!view->isFolded("2023-10-18"));
    queue().goBy(-1);
    QCOMPARE(queue().position(), 99);
}

void TestQueuePanel::keysWalkByPagesAndToTheEnds()
{
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(m_window->focusWidget(), key);
        return queue().position();
    };
    queue().list()->setFocus();
    const int page = queue().view()->rowsInSight();
    QVERIFY(page > 3);
    QCOMPARE(press(Qt::Key_PageDown), page);
    QCOMPARE(press(Qt::Key_PageDown), 2 * page);
    QCOMPARE(press(Qt::Key_PageUp), page);
    QCOMPARE(press(Qt::Key_End), 299);
    QVERIFY(queue().view()->viewport()->rect().contains(queue().view()->visualRect(queue().model().index(299))));
    QCOMPARE(press(Qt::Key_Home), 0);
    QCOMPARE(press(Qt::Key_Down), 1);
    QCOMPARE(press(Qt::Key_J), 2);
    QCOMPARE(press(Qt::Key_K), 1);
}

void TestQueuePanel::goToTakesANumberACandidAnObject()
{
    const auto go = [this](const QString& where) {
        queue().list()->setFocus();
        QTest::keyClick(queue().list(), Qt::Key_G);
        QVERIFY(popover());
        QTest::keyClicks(popover()->field(), where);
        QTest::keyClick(popover()->field(), Qt::Key_Return);
    };
    go("17");
    QCOMPARE(queue().position(), 16);
    go("2481334963515010123"); // as the demo numbers its candidates
    QTRY_COMPARE(queue().position(), 123);
    go("ZTF23ab10042");
    QTRY_COMPARE(queue().position(), 42);
    go("ZTF99nowhere");
    const auto refused = [this] {
        if (!popover())
            return false;
        const auto labels = popover()->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [](const QLabel* label) { return label->property("role") == "wrong"; });
    };
    QTRY_VERIFY(refused());
    QTest::keyClick(popover()->field(), Qt::Key_Escape);
    QVERIFY(!popover());
    QCOMPARE(queue().position(), 42);
}

void TestQueuePanel::theEndSaysHowManyWereNeverShown()
{
    QTRY_COMPARE(m_window->scan()->shown() ? m_window->scan()->shown()->row : -1, 0);
    queue().goTo(290);
    QTRY_COMPARE(m_window->scan()->shown() ? m_window->scan()->shown()->row : -1, 290);
    for (int i = 0; i < 9; ++i) {
        queue().goBy(1);
        QTRY_COMPARE(m_window->scan()->shown() ? m_window->scan()->shown()->row : -1, 291 + i);
    }
    QVERIFY2(queue().endWords().contains("289 of 300"), qPrintable(queue().endWords()));
    QPushButton* never = nullptr;
    for (QPushButton* button : queue().findChildren<QPushButton*>())
        if (button->isVisible() && button->text().contains("never shown"))
            never = button;
    QVERIFY(never);
    never->click();
    QCOMPARE(queue().position(), 1);
    QVERIFY(!never->isVisible());
}

void TestQueuePanel::anEmptyAnswerOffersToClearTheFilter()
{
    line().apply("false");
    QTRY_COMPARE(queue().model().rowCount(), 0);
    const auto button = [&](const char* words) {
        for (QPushButton* one : m_window->scan()->findChildren<QPushButton*>())
            if (one->isVisible() && one->text() == words)
                return one;
        return static_cast<QPushButton*>(nullptr);
    };
    QTRY_VERIFY(button("Clear the filter"));
    QVERIFY(!button("Add packets…")); // there are some
    QVERIFY(!button("Score this project"));
    button("Clear the filter")->click();
    QTRY_COMPARE(queue().model().rowCount(), 300);
    QTRY_VERIFY(!button("Clear the filter"));
    QVERIFY(line().text().isEmpty());
}

void TestQueuePanel::waitingShowsABarAfterAWhileAndTheOldQueueStays()
{
    QWidget* bar = nullptr;
    for (QWidget* widget : queue().view()->viewport()->findChildren<QWidget*>())
        if (widget->accessibleName() == "Waiting for the queue")
            bar = widget;
    QVERIFY(bar && !bar->isVisible());
    m_world->queue.delayMs = 600;
    queue().setOrder(Order::Magnitude);
    QVERIFY(!bar->isVisible());
    QCOMPARE(queue().model().rowCount(), 300);
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(queue().model().rowCount(), 300);
    QTRY_VERIFY(!bar->isVisible());
}

void TestQueuePanel::aMillionRowsPaintAScreenful()
{
    QueueModel model;
    demo::World world(1'000'000);
    auto project = world.project();
    model.setProject(project.get());
    session::QueueRequest request;
    request.order = Order::Time;
    model.setOrder(world.queue.order(request, {}).value());
    QueueView view(&model);
    auto* delegate = new CountingDelegate(&view);
    view.setItemDelegate(delegate);
    view.resize(240, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const int most = 700 / size::queueRow + 2;
    for (const int to : { 0, 500'000, 999'999, 333'333, 12 }) {
        view.scrollTo(model.index(to), QAbstractItemView::PositionAtCenter);
        delegate->painted = 0;
        view.viewport()->repaint();
        QVERIFY2(delegate->painted > 0 && delegate->painted <= most, qPrintable(QString::number(delegate->painted)));
        QVERIFY(view.viewport()->rect().intersects(view.visualRect(model.index(to))));
    }
    QVERIFY2(world.candidates.rowsAsked <= 5 * most, qPrintable(QString::number(world.candidates.rowsAsked)));
    world.background.abandon();
}

QTEST_MAIN(TestQueuePanel)
#include "tst_queue_panel.moc"
