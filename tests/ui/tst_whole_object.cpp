#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/scan/label_bar.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QSignalSpy>

using namespace vetrina;
using namespace vetrina::ui;

/// Labels where the queue is by object: to the newest alert, or to all of them.
class TestWholeObject : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(); }
    void cleanup() { close(); }
    void byObjectTheBarSaysHowManyAlertsAKeyIsAbout();
    void aPlainKeyLabelsAllOnceOneSaysSoAndUndoTakesAllBack();
    void takingALabelAwayTakesItFromAll();
    void byAlertAKeyIsAboutOneAlertWhateverWasChosen();
    void theChoiceIsRemembered();

private:
    /// The button that says how many alerts a key is about; null where it is not to be seen.
    [[nodiscard]] KeyButton* howMany()
    {
        for (KeyButton* one : page().findChildren<KeyButton*>())
            if (one->isVisible() && one->accessibleName().contains("alerts"))
                return one;
        return nullptr;
    }
    /// By object, at one that has several alerts.
    void goToObject()
    {
        page().queue()->setByObject(true);
        const QueueModel& queue = page().queue()->model();
        QTRY_VERIFY(queue.alertsOf(queue.rowAt(0)) > 0);
        int at = 0;
        while (queue.alertsOf(queue.rowAt(at)) < 2)
            ++at;
        page().queue()->goTo(at);
        QTRY_COMPARE(shown(), queue.rowAt(at));
        m_alerts = queue.alertsOf(queue.rowAt(at));
    }

    std::uint32_t m_alerts = 0;
};

void TestWholeObject::byObjectTheBarSaysHowManyAlertsAKeyIsAbout()
{
    QVERIFY(!howMany());
    goToObject();
    QVERIFY(howMany());
    QCOMPARE(howMany()->accessibleName(), QString("1 of %1 alerts").arg(m_alerts));
    QVERIFY(!howMany()->isChecked());
    QVERIFY(page().labelKeys()->minimumSizeHint().width() <= page().labelKeys()->width()); // all of them fit at 1280
    QVERIFY(m_window->commands()->setKeys("label.whole-object", { QKeySequence("F8") }));
    QTRY_VERIFY2(howMany()->toolTip().endsWith("(F8)"), qPrintable(howMany()->toolTip()));
    QVERIFY(m_window->commands()->resetKeys("label.whole-object"));
    const auto hint = [this] {
        for (KeyButton* one : page().findChildren<KeyButton*>())
            if (one->accessibleName() == "AGN")
                return one->toolTip();
        return QString();
    };
    QVERIFY2(hint().contains(QString("with Shift for all %1").arg(m_alerts)), qPrintable(hint()));
    QTest::mouseClick(howMany(), Qt::LeftButton);
    QVERIFY(page().wholeObject());
    QCOMPARE(howMany()->accessibleName(), QString("All %1 alerts").arg(m_alerts));
    QVERIFY(howMany()->isChecked());
    QVERIFY2(hint().contains(QString("For all %1 alerts").arg(m_alerts)), qPrintable(hint()));
    press(Qt::Key_O, Qt::ShiftModifier); // its key does the same
    QVERIFY(!page().wholeObject());
    QCOMPARE(howMany()->accessibleName(), QString("1 of %1 alerts").arg(m_alerts));
    page().queue()->setByObject(false);
    QTRY_VERIFY(!howMany());
}

void TestWholeObject::aPlainKeyLabelsAllOnceOneSaysSoAndUndoTakesAllBack()
{
    goToObject();
    const data::Row row = shown();
    press(Qt::Key_3);
    QTRY_COMPARE(events().size(), 1u); // the newest alone
    settled();
    press(Qt::Key_U);
    QTRY_VERIFY(events().empty());
    QTRY_COMPARE(shown(), row);
    settled();

    press(Qt::Key_O, Qt::ShiftModifier);
    QSignalSpy said(&page(), &ScanPage::said);
    press(Qt::Key_3);
    QTRY_COMPARE(events().size(), 10u); // the demo's objects have ten
    settled();
    for (const auto& event : events()) {
        QCOMPARE(event.text, "supernova");
        QCOMPARE(event.row / 10, row / 10);
    }
    QVERIFY2(said.last()[0].toString().contains("all 10 alerts"), qPrintable(said.last()[0].toString()));
    QVERIFY(shown() != row); // and on to the next
    press(Qt::Key_U);
    QTRY_VERIFY(events().empty());
    QTRY_COMPARE(shown(), row);
}

void TestWholeObject::takingALabelAwayTakesItFromAll()
{
    goToObject();
    press(Qt::Key_A); // stays
    press(Qt::Key_O, Qt::ShiftModifier);
    press(Qt::Key_2);
    QTRY_COMPARE(events().size(), 10u);
    settled();
    QTRY_COMPARE(shownLabel(), "bogus");
    press(Qt::Key_Delete);
    QTRY_COMPARE(events().size(), 20u);
    for (std::size_t i = 10; i < 20; ++i)
        QCOMPARE(events()[i].text, "");
    settled();
    QTRY_COMPARE(shownLabel(), "");
}

void TestWholeObject::byAlertAKeyIsAboutOneAlertWhateverWasChosen()
{
    page().setWholeObject(true);
    press(Qt::Key_3);
    QTRY_COMPARE(events().size(), 1u);
    settled();
    // There the command says why it does nothing.
    QSignalSpy said(m_window->commands(), &Commands::said);
    m_window->commands()->run("label.whole-object");
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().contains("by alert"));
    QVERIFY(page().wholeObject());
}

void TestWholeObject::theChoiceIsRemembered()
{
    goToObject();
    press(Qt::Key_O, Qt::ShiftModifier);
    const QJsonObject view = page().viewState();
    press(Qt::Key_O, Qt::ShiftModifier);
    m_window->setProject(nullptr);
    m_window->setProject(m_world->project(), view);
    QVERIFY(page().wholeObject());
    QVERIFY(m_window->commands()->find("label.whole-object")->action->isChecked());
}

QTEST_MAIN(TestWholeObject)
#include "tst_whole_object.moc"
