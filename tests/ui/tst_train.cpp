#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/plots/epoch_plot.h"
#include "ui/preferences/settings.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspaces.h"
#include "ui/train/compare_panel.h"
#include "ui/train/confusion_view.h"
#include "ui/train/labels_panel.h"
#include "ui/train/recipe_form.h"
#include "ui/train/run_curves.h"
#include "ui/train/run_head.h"
#include "ui/train/runs_panel.h"
#include "ui/train/train_page.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QToolTip>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

/// The Train workspace: a recipe becomes a run, a run a model, a model what scores.
class TestTrain : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void aRecipeGoesThroughTheFormUnchanged_data();
    void aRecipeGoesThroughTheFormUnchanged();
    void aFieldThatIsNoNumberIsMarkedAndSaid();
    void whatItWouldLearnFromIsSaidAndAskedAnewWhenTheRecipeChanges();
    void partsThatAreFrozenAreTheFirstOnes();
    void aRunIsShownWhileItTrains();
    void theConfusionFollowsTheSlider();
    void aPausedRunGoesOnWhereItWas();
    void stoppedItsBestIsAModel();
    void retrainStartsFromAnywhereAndOffersToPromote();
    void promotedItScoresAndRollsBack();
    void afterAPromotionTheQueueIsAskedForAnew();
    void twoRunsAreCompared();
    void whatWasNotMeasuredIsNotOnTheCurve();
    void aRunThatFailedSaysWhy();
    void closingTheProjectPausesTheTraining();
    void inANarrowWindowTheRightColumnIsATab();
    void withoutLabelsItSaysWhatIsMissing();

private:
    [[nodiscard]] TrainPage& train() { return *m_window->train(); }
    [[nodiscard]] demo::Training& fake() { return m_world->training; }
    void openTrain(QSize size = { 1600, 1000 })
    {
        open(30, size);
        m_window->workspaces()->open(&train());
        QTRY_VERIFY(train().isSettled());
    }
    void trainOnce(int number)
    {
        train().train();
        QTRY_VERIFY(!train().trainings()->isRunning());
        QTRY_COMPARE(train().trainings()->runs().size(), std::size_t(number));
        QTRY_VERIFY(train().trainings()->run(number)->state != session::RunState::Training);
    }
    [[nodiscard]] QLineEdit* field(const QString& name)
    {
        for (QLineEdit* one : train().form()->findChildren<QLineEdit*>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    [[nodiscard]] static QPushButton* button(QWidget& in, const QString& words)
    {
        for (QPushButton* one : in.findChildren<QPushButton*>())
            if (one->text() == words || one->accessibleName() == words)
                return one;
        return nullptr;
    }
    void type(const QString& name, const QString& words)
    {
        QLineEdit* line = field(name);
        QVERIFY(line);
        line->selectAll();
        QTest::keyClicks(line, words);
    }
};

void TestTrain::aRecipeGoesThroughTheFormUnchanged_data()
{
    QTest::addColumn<QString>("name");
    for (const auto& name : session::Training::recipes())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    QTest::newRow("of classes by filters") << QString();
}

void TestTrain::aRecipeGoesThroughTheFormUnchanged()
{
    QFETCH(QString, name);
    openTrain();
    auto recipe = session::Training::recipe(name.isEmpty() ? "fine_tune" : name.toStdString()).value();
    if (name.isEmpty()) {
        recipe.classFilters = { { "bogus", "drb <= 0.5 and not (ssdistnr between 0 and 5)" }, { "real", "drb > 0.5" } };
        recipe.where = "candid % 100 = 0";
        recipe.rate = 3.25e-5;
        recipe.validationShare = 0.125;
        recipe.average = 0.999;
        recipe.mixedPrecision = true;
        recipe.balanced = false;
        recipe.frozen = 2;
        recipe.augmentation.flip = false;
        recipe.from = "base:1";
    }
    train().form()->set(recipe);
    const auto back = train().form()->recipe();
    QVERIFY2(back, back ? "" : back.error().message.c_str());
    QCOMPARE(back->serialise(), recipe.serialise());
}

void TestTrain::aFieldThatIsNoNumberIsMarkedAndSaid()
{
    openTrain();
    type("Epochs", "many");
    QVERIFY(field("Epochs")->property("wrong").toBool());
    const auto recipe = train().form()->recipe();
    QVERIFY(!recipe);
    QVERIFY2(recipe.error().message.starts_with("Epochs: 'many'"), recipe.error().message.c_str());
    train().train();
    QVERIFY(m_window->status()->message().startsWith("Epochs: 'many'"));
    QVERIFY(!train().trainings()->isRunning());
    type("Epochs", "2.5"); // whole ones
    QVERIFY(!train().form()->recipe());
    type("Epochs", "12");
    QVERIFY(!field("Epochs")->property("wrong").toBool());
    QCOMPARE(train().form()->recipe()->epochs, 12);
    QTest::keyClick(field("Epochs"), Qt::Key_Return, Qt::ControlModifier); // the field does not keep it
    QTRY_COMPARE(train().trainings()->runs().size(), std::size_t(1));
}

void TestTrain::whatItWouldLearnFromIsSaidAndAskedAnewWhenTheRecipeChanges()
{
    openTrain();
    QVERIFY(train().labels()->words().contains("Supernova has 3 in the test part"));
    QVERIFY(!train().labels()->words().contains("Bogus"));
    const int before = fake().labelsAsked;
    auto* classes = train().form()->findChild<QPlainTextEdit*>();
    classes->setPlainText("real: drb > 0.5\nbogus: drb <= 0.5");
    QTRY_VERIFY(fake().labelsAsked > before && train().isSettled());
    QCOMPARE(fake().asked().classFilters.size(), 2u);
    QCOMPARE(fake().asked().classFilters[0].second, std::string("drb <= 0.5"));
    QVERIFY(!field("Label")->isEnabled());
    QVERIFY(!field("Label")->toolTip().isEmpty());
}

void TestTrain::partsThatAreFrozenAreTheFirstOnes()
{
    openTrain();
    QCOMPARE(train().form()->recipe()->frozen, 0);
    QPushButton* second = button(*train().form(), "Parts that train: 2");
    QVERIFY(second && second->isChecked());
    second->click(); // stem and the stages up to it rest
    QCOMPARE(train().form()->recipe()->frozen, 3);
    QVERIFY(!button(*train().form(), "Parts that train: 1")->isChecked());
    QVERIFY(button(*train().form(), "Parts that train: 3")->isChecked());
    button(*train().form(), "Parts that train: 1")->click();
    QCOMPARE(train().form()->recipe()->frozen, 1);
    button(*train().form(), "Parts that train: head")->click(); // it always learns
    QCOMPARE(train().form()->recipe()->frozen, 5);
    QVERIFY(button(*train().form(), "Parts that train: head")->isChecked());
}

void TestTrain::aRunIsShownWhileItTrains()
{
    openTrain();
    QVERIFY(button(*train().runs(), "Fine-tune base:1 on your 142 labels")->isVisible());
    fake().mayTrain = 3;
    train().train();
    QTRY_COMPARE(train().curves()->loss()->lines()[0].values.size(), std::size_t(3));
    QCOMPARE(train().curves()->loss()->lines()[1].values[2], 0.25);
    QCOMPARE(train().curves()->validation()->lines()[0].values[1], 0.8);
    QCOMPARE(train().curves()->validation()->best(), 3);
    QVERIFY(train().curves()->loss()->wordsOf(3).contains("train 0.2333, validation 0.2500"));
    QCOMPARE(train().runs()->model().rowCount(), 1);
    QVERIFY(!m_window->commands()->why(*m_window->commands()->find("model.retrain")).isEmpty());
    fake().mayTrain = 1000;
    QTRY_VERIFY(!train().trainings()->isRunning());
    QTRY_COMPARE(
        train().runs()->model().data(train().runs()->model().index(0, RunsModel::Auc), Qt::DisplayRole).toString(),
        QString("0.9100"));
    QCOMPARE(train().curves()->loss()->lines()[0].values.size(), std::size_t(train().form()->recipe()->epochs));
}

void TestTrain::theConfusionFollowsTheSlider()
{
    openTrain();
    trainOnce(1);
    const auto& history = train().trainings()->run(1)->history;
    QTRY_COMPARE(train().curves()->slider()->maximum(), static_cast<int>(history.size()));
    for (const int epoch : { 1, 3, 5 }) {
        train().curves()->slider()->setValue(epoch);
        QCOMPARE(train().curves()->confusion()->counts(), history[static_cast<std::size_t>(epoch) - 1].confusion);
    }
    Q_EMIT train().curves()->loss()->chosen(2); // a mark of the curve leads there
    QCOMPARE(train().curves()->slider()->value(), 2);
}

void TestTrain::aPausedRunGoesOnWhereItWas()
{
    openTrain();
    fake().mayTrain = 4;
    train().train();
    QTRY_COMPARE(train().trainings()->now().run.history.size(), std::size_t(4));
    press(Qt::Key_P);
    QTRY_VERIFY(!train().trainings()->isRunning());
    QTRY_VERIFY(train().trainings()->run(1)->state == session::RunState::Stopped);
    QVERIFY(train().trainings()->run(1)->model.empty()); // nothing was made of it
    QCOMPARE(m_world->models.list()->size(), 1u);
    QVERIFY(m_window->status()->message().contains("Run 1 stands still"));
    fake().mayTrain = 1000;
    press(Qt::Key_P);
    QTRY_VERIFY(train().trainings()->run(1)->state == session::RunState::Done);
    QCOMPARE(train().trainings()->runs().size(), 1u);
    press(Qt::Key_P);
    QCOMPARE(m_window->status()->message(), QString("Run 1 is over"));
}

void TestTrain::stoppedItsBestIsAModel()
{
    openTrain();
    fake().mayTrain = 4;
    train().train();
    QTRY_COMPARE(train().trainings()->now().run.history.size(), std::size_t(4));
    button(*train().head(), "Stop, keep best")->click();
    QTRY_VERIFY(!train().trainings()->isRunning());
    QTRY_COMPARE(train().trainings()->run(1)->model, std::string("fine_tuned:1"));
    QVERIFY(train().trainings()->run(1)->state == session::RunState::Stopped); // and it can go on
}

void TestTrain::retrainStartsFromAnywhereAndOffersToPromote()
{
    open(30);
    QCOMPARE(m_window->workspaces()->current(), static_cast<Workspace*>(&page()));
    press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(m_window->status()->message().contains("Fine-tuning"));
    QTRY_VERIFY(m_window->status()->message().startsWith(
        "Run 1 made fine_tuned:1: AUC 0.9100 on its test part, 0.6000 before"));
    QTRY_VERIFY(train().trainings()->run(1));
    QCOMPARE(train().trainings()->run(1)->from, std::string("base:1"));
    QPushButton* promote = button(*m_window->status(), "Promote");
    QVERIFY(promote && promote->isVisible());
    promote->click();
    QTRY_COMPARE(train().trainings()->defaultModel(), QString("fine_tuned:1"));
    QTRY_VERIFY(m_window->status()->message().startsWith("fine_tuned:1 is the default now"));
    QVERIFY(button(*m_window->status(), "Back to base:1")->isVisible());
}

void TestTrain::promotedItScoresAndRollsBack()
{
    openTrain();
    m_window->settings()->set("engine.model", "base:1");
    trainOnce(1);
    m_world->scores.lives.clear();
    QPushButton* promote = button(*train().runs(), "Promote run 1");
    QTRY_VERIFY(promote && promote->isEnabled());
    promote->click();
    QTRY_COMPARE(train().trainings()->defaultModel(), QString("fine_tuned:1"));
    {
        const std::lock_guard lock(m_world->scores.mutex);
        QVERIFY(!m_world->scores.lives.empty() && m_world->scores.lives.front().empty()); // by the default
    }
    QCOMPARE(m_window->settings()->text("engine.model"), QString());
    QTRY_VERIFY(!promote->isEnabled());
    QVERIFY(promote->toolTip().contains("is the default already"));
    QPushButton* back = button(*train().runs(), "Roll back");
    QTRY_VERIFY(back->isEnabled());
    back->click();
    QTRY_COMPARE(train().trainings()->defaultModel(), QString("base:1"));
    QTRY_VERIFY(!back->isEnabled());
    QVERIFY(!back->toolTip().isEmpty());
}

void TestTrain::afterAPromotionTheQueueIsAskedForAnew()
{
    open(60);
    page().queue()->goTo(4);
    QTRY_COMPARE(shown(), 4);
    const int asked = m_world->queue.asked;
    const int views = m_world->candidates.viewsAsked;
    m_world->queue.reversed = true; // the new scores turn it about
    m_world->models.add("other", "1");
    train().trainings()->promote("other:1");
    QTRY_VERIFY(m_world->queue.asked > asked);
    QTRY_VERIFY(m_world->candidates.viewsAsked > views); // what is said of the one on screen too
    QTRY_COMPARE(page().queue()->model().rowAt(5), data::Row(59)); // ahead it is new
    for (int i = 0; i <= 4; ++i) // behind the cursor nothing moved
        QCOMPARE(page().queue()->model().rowAt(i), data::Row(i));
    QCOMPARE(shown(), 4);
}

void TestTrain::twoRunsAreCompared()
{
    openTrain();
    trainOnce(1);
    QTRY_VERIFY(!train().comparison()->lines().empty()); // before and after
    QCOMPARE(train().comparison()->lines()[0].second, 0.6);
    QVERIFY(train().comparison()->lines()[0].verdict == Compared::Verdict::Better); // 0.85 .. 0.99 and 0.5 .. 0.7
    trainOnce(2);
    QTableView* table = train().runs()->table();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Space);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Space);
    const auto& lines = train().comparison()->lines();
    QCOMPARE(lines[0].name, QString("AUC"));
    QCOMPARE(lines[0].first, 0.92);
    QCOMPARE(lines[0].second, 0.91);
    QVERIFY(lines[0].verdict == Compared::Verdict::Same); // their intervals meet
    QCOMPARE(lines[1].name, QString("macro F1"));
    QVERIFY(lines[1].verdict == Compared::Verdict::Unsaid);
    QCOMPARE(lines.back().name, QString("real recall"));
    QCOMPARE(lines.back().first, 2.0 / 3);
}

/// A network that does not tell real from bogus has no AUC; a training without validation has neither.
void TestTrain::whatWasNotMeasuredIsNotOnTheCurve()
{
    const double none = std::nan("");
    EpochPlot plot("curves", false);
    plot.resize(300, 200);
    plot.show();
    const auto rings = [&] {
        const auto items = plot.findChildren<QObject*>();
        return std::ranges::count_if(items, [](const QObject* one) { return one->inherits("QCPItemEllipse"); });
    };
    plot.set({ { "AUC", { none, none }, Token::Accent, EpochPlot::Mark::Disc },
                 { "macro F1", { 0.5, 0.7 }, Token::Ok, EpochPlot::Mark::Triangle } },
        2, 2, 0);
    QCOMPARE(rings(), std::ptrdiff_t(0));
    plot.set(plot.lines(), 2, 2, 1);
    QCOMPARE(rings(), std::ptrdiff_t(1));
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.accessibleDescription(), QString("epoch 2: macro F1 0.7000"));
    QTRY_VERIFY(QToolTip::isVisible());
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.named(), 1);
}

void TestTrain::aRunThatFailedSaysWhy()
{
    openTrain();
    fake().fails = true;
    train().train();
    QTRY_VERIFY(m_window->problem()->isVisible());
    QVERIFY(m_window->problem()->text().contains("the loss is no longer finite"));
    QTRY_VERIFY(train().trainings()->run(1) && train().trainings()->run(1)->state == session::RunState::Failed);
    bool said = false;
    for (const QLabel* label : train().head()->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains("the loss is no longer finite"));
    QVERIFY(said);
}

void TestTrain::closingTheProjectPausesTheTraining()
{
    openTrain();
    fake().mayTrain = 2;
    train().train();
    QTRY_COMPARE(train().trainings()->now().run.history.size(), std::size_t(2));
    m_window->setProject(nullptr); // does not wait
    QVERIFY(!train().trainings()->isRunning());
    QTRY_VERIFY(fake().runs()->front().state == session::RunState::Stopped);
    QVERIFY(fake().runs()->front().model.empty());
    m_window->setProject(m_world->project());
    QTRY_COMPARE(shown(), 0);
    m_window->workspaces()->open(&train());
    QTRY_VERIFY(train().trainings()->run(1));
    fake().mayTrain = 1000;
    press(Qt::Key_P);
    QTRY_VERIFY(train().trainings()->run(1)->state == session::RunState::Done);
}

void TestTrain::inANarrowWindowTheRightColumnIsATab()
{
    openTrain({ 1280, 800 });
    QVERIFY(!train().labels()->isVisible());
    QPushButton* tab = button(*train().runs(), "Labels, comparison");
    QVERIFY(tab && tab->isVisible());
    QTest::mouseClick(tab, Qt::LeftButton);
    QVERIFY(train().labels()->isVisible() && train().comparison()->isVisible());
    m_window->resize(1600, 1000);
    QTRY_VERIFY(!tab->isVisible());
    QVERIFY(train().labels()->isVisible());
    m_window->resize(1280, 800);
    QTRY_VERIFY(tab->isVisible());
    QVERIFY(!train().labels()->isVisible()); // the runs are in front
}

void TestTrain::withoutLabelsItSaysWhatIsMissing()
{
    open(30, { 1600, 1000 });
    fake().hasLabels = false;
    m_window->workspaces()->open(&train());
    QTRY_VERIFY(train().isSettled());
    QCOMPARE(train().labels()->words(), QString("Nothing to learn from yet."));
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(m_window->problem()->isVisible());
    QVERIFY(m_window->problem()->text().contains("nothing is labelled yet"));
}

QTEST_MAIN(TestTrain)
#include "tst_train.moc"
