#include "tests/ui/demo_services.h"
#include "ui/commands/commands.h"
#include "ui/preferences/settings.h"
#include "ui/scan/completion_popup.h"
#include "ui/scan/filters_panel.h"
#include "ui/scan/order_control.h"
#include "ui/scan/popover.h"
#include "ui/scan/queue_delegate.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/queue_view.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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

class TestQueuePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init();
    void cleanup();
    void completionIsTakenByKeysAndNeverHoldsTyping();
    void completionOffersTheClassesOfALabel();
    void earlierFiltersComeBackWithTheArrows();
    void theHistoryIsKeptByProject();
    void aMistakeIsMarkedAndMendedWithAClick();
    void halfAFilterIsNoMistakeYet();
    void namedFiltersAreListedCountedAndApplied();
    void aFilterIsSavedRenamedDeletedAndBroughtBack();
    void aShippedNameIsRefusedInPlace();
    void onlyWithoutALabelIsAToggle();
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

private:
    [[nodiscard]] QueuePanel& queue() { return *m_window->scan()->queue(); }
    [[nodiscard]] FilterLine& line() { return *queue().filterLine(); }
    [[nodiscard]] Popover* popover()
    {
        for (Popover* popover : m_window->findChildren<Popover*>())
            if (popover->isVisible())
                return popover; // one that was closed goes with the next turn of the event loop
        return nullptr;
    }
    [[nodiscard]] QString wrong()
    {
        for (const QLabel* label : queue().findChildren<QLabel*>())
            if (label->property("role") == "wrong" && label->isVisible())
                return label->text();
        return {};
    }
    void type(const QString& text)
    {
        line().setFocus();
        line().selectAll();
        QTest::keyClicks(&line(), text);
    }
    void run(const char* id)
    {
        const Command* command = m_window->commands()->find(id);
        QVERIFY2(command, id);
        command->action->trigger();
    }

    std::unique_ptr<demo::World> m_world;
    std::unique_ptr<MainWindow> m_window;
};

void TestQueuePanel::init()
{
    m_world = std::make_unique<demo::World>(300);
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->setProject(m_world->project());
    QTRY_VERIFY(m_window->scan()->shown());
    QTRY_VERIFY([this] { // the words are there
        type("drb ");
        return line().completion() && line().completion()->isVisible();
    }());
    line().clear();
    line().completion()->hide();
}

void TestQueuePanel::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void TestQueuePanel::completionIsTakenByKeysAndNeverHoldsTyping()
{
    type("mag");
    QVERIFY(line().completion()->isVisible());
    QCOMPARE(line().completion()->completion().words.front().text, "magpsf");
    QTest::keyClick(&line(), Qt::Key_Tab);
    QCOMPARE(line().text(), "magpsf ");
    QVERIFY(line().hasFocus());
    QVERIFY(line().completion()->isVisible()); // comparisons
    QTest::keyClick(&line(), Qt::Key_Down);
    QTest::keyClick(&line(), Qt::Key_Down);
    QTest::keyClick(&line(), Qt::Key_Return); // the second one: <
    QCOMPARE(line().text(), "magpsf < ");
    QTest::keyClicks(&line(), "18.5 an");
    QTest::keyClick(&line(), Qt::Key_Escape); // only what is offered goes
    QVERIFY(line().hasFocus());
    QVERIFY(!line().completion()->isVisible());
    QTest::keyClicks(&line(), "d drb > 0.9");
    QSignalSpy asked(&line(), &FilterLine::asked);
    QTest::keyClick(&line(), Qt::Key_Return); // nothing chosen: the filter is asked
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toString(), "magpsf < 18.5 and drb > 0.9");
    QVERIFY(!line().completion()->isVisible());
}

void TestQueuePanel::completionOffersTheClassesOfALabel()
{
    type("label = s");
    QVERIFY(line().completion()->isVisible());
    QTest::mouseClick(line().completion(), Qt::LeftButton, {}, QPoint(40, 14));
    QCOMPARE(line().text().trimmed(), "label = 'supernova'");
    type("label = ");
    QCOMPARE(line().completion()->completion().words.size(), 6u);
}

void TestQueuePanel::earlierFiltersComeBackWithTheArrows()
{
    for (const char* filter : { "drb > 0.1", "drb > 0.2", "drb > 0.1" }) {
        type(filter);
        QTest::keyClick(&line(), Qt::Key_Return);
    }
    QCOMPARE(line().history(), QStringList({ "drb > 0.1", "drb > 0.2" })); // each once, the latest first
    type("drb > 0.99 ");
    line().completion()->hide();
    QTest::keyClick(&line(), Qt::Key_Up);
    QCOMPARE(line().text(), "drb > 0.1");
    QTest::keyClick(&line(), Qt::Key_Up);
    QCOMPARE(line().text(), "drb > 0.2");
    QTest::keyClick(&line(), Qt::Key_Up); // there is none before it
    QCOMPARE(line().text(), "drb > 0.2");
    QTest::keyClick(&line(), Qt::Key_Down);
    QTest::keyClick(&line(), Qt::Key_Down);
    QCOMPARE(line().text(), "drb > 0.99 "); // what was being typed is not lost
    for (int i = 0; i < 60; ++i)
        line().apply(QString("drb > %1").arg(i));
    QCOMPARE(line().history().size(), FilterLine::remembered);
    QCOMPARE(line().history().front(), "drb > 59");
}

void TestQueuePanel::theHistoryIsKeptByProject()
{
    QTemporaryDir folder;
    Settings memory(folder.filePath("memory.json").toStdString());
    demo::World other(10);
    const auto open = [&](const std::filesystem::path& path, QueuePanel& panel) {
        auto project = std::make_unique<Project>(other.project()->services(), "x", path, ClassStyles());
        panel.setMemory(&memory);
        panel.setProject(project.get());
        return project;
    };
    {
        QueuePanel panel;
        const auto project = open("/nights/a.vetrina", panel);
        panel.filterLine()->apply("drb > 0.5");
        panel.setProject(nullptr);
    }
    QueuePanel panel;
    const auto b = open("/nights/b.vetrina", panel);
    QVERIFY(panel.filterLine()->history().isEmpty());
    const auto a = open("/nights/a.vetrina", panel);
    QCOMPARE(panel.filterLine()->history(), QStringList{ "drb > 0.5" });
    panel.setProject(nullptr);
}

void TestQueuePanel::aMistakeIsMarkedAndMendedWithAClick()
{
    const int before = m_world->queue.asked;
    type("drb > 0.9 and mgpsf < 18");
    QTest::keyClick(&line(), Qt::Key_Return);
    QVERIFY2(wrong().contains("column 15: there is no column 'mgpsf'"), qPrintable(wrong()));
    QVERIFY(wrong().contains("magpsf"));
    QVERIFY(line().property("wrong").toBool());
    QCOMPARE(m_world->queue.asked, before); // what means nothing is not asked
    QLabel* words = nullptr;
    for (QLabel* label : queue().findChildren<QLabel*>())
        if (label->property("role") == "wrong")
            words = label;
    Q_EMIT words->linkActivated("magpsf");
    QCOMPARE(line().text(), "drb > 0.9 and magpsf < 18");
    QTRY_COMPARE(m_world->queue.asked, before + 1);
    QTRY_VERIFY(wrong().isEmpty());
    QVERIFY(!line().property("wrong").toBool());
    QCOMPARE(queue().request().filter, "drb > 0.9 and magpsf < 18");
}

void TestQueuePanel::halfAFilterIsNoMistakeYet()
{
    type("drb > 0.9 and ma");
    QVERIFY(line().completion()->isVisible());
    QTest::qWait(700); // typing rests, but what it may become is still offered
    QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));
    QTest::keyClick(&line(), Qt::Key_Escape);
    QTest::keyClick(&line(), Qt::Key_Return);
    QVERIFY(!wrong().isEmpty());
}

void TestQueuePanel::namedFiltersAreListedCountedAndApplied()
{
    m_world->filters.saved["odd ones"] = "drb > 0.25";
    m_window->scan()->queue()->list()->setFocus();
    QTest::keyClick(queue().list(), Qt::Key_L, Qt::ControlModifier);
    FiltersPanel* panel = queue().filters();
    QTRY_VERIFY(panel->isVisible() && panel->list()->count() == 11); // eight filters under three captions
    QTRY_COMPARE(panel->countOf("bright"), QLocale().toString(13000)); // "magpsf < 18.5" has 13 bytes
    QTRY_COMPARE(panel->countOf("odd ones"), QLocale().toString(10000));
    QCOMPARE(m_world->filters.counted, 7); // what can't be used is not counted
    const auto rowOf = [panel](const QString& name) {
        for (int i = 0; i < panel->list()->count(); ++i)
            if (panel->list()->item(i)->data(Qt::UserRole).toString() == name)
                return panel->list()->item(i);
        return static_cast<QListWidgetItem*>(nullptr);
    };
    const auto click = [&](const QString& name, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(
            panel->list()->viewport(), Qt::LeftButton, keys, panel->list()->visualItemRect(rowOf(name)).center());
    };
    click("young"); // it asks for columns that are not there
    QVERIFY(panel->isVisible());
    click("bright");
    QVERIFY(!panel->isVisible());
    QCOMPARE(line().text(), "filter \"bright\"");
    QTRY_COMPARE(queue().request().filter, "filter \"bright\"");
    queue().openFilters();
    QTRY_COMPARE(panel->list()->count(), 11);
    click("odd ones", Qt::ControlModifier);
    QCOMPARE(queue().request().filter, "filter \"bright\" and filter \"odd ones\"");
    line().apply("drb > 0.1 or magpsf < 5");
    queue().openFilters();
    QTRY_COMPARE(panel->list()->count(), 11);
    click("unseen", Qt::ControlModifier); // `and` binds closer than `or`
    QCOMPARE(queue().request().filter, "(drb > 0.1 or magpsf < 5) and filter \"unseen\"");
}

void TestQueuePanel::aFilterIsSavedRenamedDeletedAndBroughtBack()
{
    line().apply("drb > 0.75");
    queue().openFilters();
    FiltersPanel* panel = queue().filters();
    const auto press = [panel](const QString& words) {
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->text() == words && button->isEnabled())
                return button->click(), true;
        return false;
    };
    const auto saved = [this] {
        const std::lock_guard lock(m_world->filters.mutex);
        return m_world->filters.saved;
    };
    QTRY_VERIFY(panel->list()->count() > 3);
    QVERIFY(press("Save this filter…"));
    QVERIFY(popover());
    QTest::keyClicks(popover()->field(), "sharp ones");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QTRY_COMPARE(saved(), (std::map<std::string, std::string>{ { "sharp ones", "drb > 0.75" } }));
    QTRY_VERIFY(!popover() || !popover()->isVisible());
    QTRY_VERIFY([this] { // a saved one is offered, and may be used at once
        line().setText("filter \"sharp");
        line().complete();
        return !line().completion()->completion().words.empty();
    }());
    line().apply("filter \"sharp ones\"");
    QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));

    const auto openAt = [&](const QString& name) {
        queue().openFilters();
        QTRY_VERIFY(!panel->list()->findItems("*", Qt::MatchWildcard).isEmpty() || panel->list()->count() > 3);
        QTRY_VERIFY([&] {
            for (int i = 0; i < panel->list()->count(); ++i)
                if (panel->list()->item(i)->data(Qt::UserRole).toString() == name) {
                    panel->list()->setCurrentRow(i);
                    return true;
                }
            return false;
        }());
    };
    openAt("bright");
    QVERIFY(!press("Rename…")); // it ships
    QVERIFY(!press("Delete"));
    openAt("sharp ones");
    QTest::keyClick(panel->list(), Qt::Key_F2);
    QVERIFY(popover());
    popover()->field()->setText("sharpest");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QTRY_COMPARE(saved().count("sharpest"), 1u);
    QTRY_VERIFY(!popover() || !popover()->isVisible());
    openAt("sharpest");
    QTest::keyClick(panel->list(), Qt::Key_Delete);
    QTRY_VERIFY(saved().empty());
    QPushButton* undo = nullptr;
    QTRY_VERIFY([&] {
        for (QPushButton* button : m_window->findChildren<QPushButton*>())
            if (button->text() == "Undo" && button->isVisible() && button->property("role") == "flat")
                undo = button;
        return undo != nullptr;
    }());
    undo->click();
    QTRY_COMPARE(saved(), (std::map<std::string, std::string>{ { "sharpest", "drb > 0.75" } }));
}

void TestQueuePanel::aShippedNameIsRefusedInPlace()
{
    line().apply("drb > 0.75");
    queue().openFilters();
    for (QPushButton* button : queue().filters()->findChildren<QPushButton*>())
        if (button->text() == "Save this filter…")
            button->click();
    QVERIFY(popover());
    QTest::keyClicks(popover()->field(), "bright");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    const auto said = [this] {
        for (const QLabel* label : popover()->findChildren<QLabel*>())
            if (label->property("role") == "wrong")
                return label->text();
        return QString();
    };
    QTRY_VERIFY(said().contains("ships with Vetrina"));
    QVERIFY(popover()->isVisible());
    QTest::keyClick(popover()->field(), Qt::Key_Escape);
    QVERIFY(!popover() || !popover()->isVisible());
}

void TestQueuePanel::onlyWithoutALabelIsAToggle()
{
    const auto press = [this] {
        QTest::keyClick(queue().list(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        return QString::fromStdString(queue().request().filter);
    };
    queue().list()->setFocus();
    QCOMPARE(press(), "label is none");
    QVERIFY(queue().isUnlabelledOnly());
    QCOMPARE(press(), "");
    line().apply("drb > 0.9");
    queue().list()->setFocus();
    QCOMPARE(press(), "drb > 0.9 and label is none");
    QCOMPARE(press(), "drb > 0.9");
    line().apply("drb > 0.9 or magpsf < 1");
    queue().list()->setFocus();
    QCOMPARE(press(), "(drb > 0.9 or magpsf < 1) and label is none");
    QCOMPARE(press(), "drb > 0.9 or magpsf < 1");
}

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
    QVERIFY(choose("Not yet seen first")); // another order begins the usual way round
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
