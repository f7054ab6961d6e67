#include "tests/ui/demo_window.h"
#include "ui/night/night_export_panel.h"
#include "ui/night/night_list.h"
#include "ui/night/night_page.h"
#include "ui/scan/notice_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::ui;

/// The end of the night: what it lists, where it leads, what it gives away.
class TestNightPage : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(); }
    void cleanup() { close(); }
    void theNightIsListedAndLeadsBack();
    void theNightGoesToTheClipboardAndToAFile();
    void theEndOfTheQueueOffersTheNight();
};

void TestNightPage::theNightIsListedAndLeadsBack()
{
    for (const Qt::Key key : { Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_Space, Qt::Key_3 }) {
        const data::Row before = shown();
        press(key);
        QTRY_COMPARE(shown(), before + 1);
    }
    press(Qt::Key_F); // row 5
    settled();
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(page().night() && page().night()->isVisible());
    QTRY_VERIFY(page().night()->report());
    QCOMPARE(page().night()->report()->labelled, 4u);
    NightList* list = page().night()->list();
    QCOMPARE(list->lines().rowCount(), 6);
    page().night()->showList(NightPage::Flagged);
    QCOMPARE(list->lines().rowCount(), 1);
    page().night()->showList(NightPage::Labelled);
    QCOMPARE(list->lines().rowCount(), 4);
    press(Qt::Key_1); // no label while the night is in front
    press(Qt::Key_Down);
    QCOMPARE(list->currentIndex().row(), 1);
    QCOMPARE(events().size(), 6u);
    press(Qt::Key_Return);
    QTRY_COMPARE(shown(), 1);
    QVERIFY(!page().night()->isVisible());
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(page().night()->isVisible());
    press(Qt::Key_Escape);
    QVERIFY(!page().night()->isVisible());
    QCOMPARE(shown(), 1);
    press(Qt::Key_4);
    QTRY_COMPARE(events().size(), 7u); // the keys label again
    // A second pass over what was set aside.
    press(Qt::Key_E, Qt::ControlModifier);
    page().night()->showList(NightPage::Skipped);
    for (QPushButton* one : page().night()->findChildren<QPushButton*>())
        if (one->text() == "Scan the skipped again")
            QTest::mouseClick(one, Qt::LeftButton);
    QVERIFY(!page().night()->isVisible());
    QTRY_COMPARE(page().queue()->request().filter, "skipped");
}

void TestNightPage::theNightGoesToTheClipboardAndToAFile()
{
    press(Qt::Key_3);
    QTRY_COMPARE(shown(), 1);
    press(Qt::Key_2);
    QTRY_COMPARE(shown(), 2);
    settled();
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(page().night()->report());
    NightExportPanel* panel = page().night()->exports();
    panel->copy();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), "ZTF23ab10000 SN 17.50 g\nZTF23ab10001 BOG 17.60 r\n");
    for (QCheckBox* one : panel->findChildren<QCheckBox*>())
        if (one->text() == "Bogus")
            one->click();
    panel->setForm("list", "{object} is {label}");
    panel->copy();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), "ZTF23ab10000 is supernova\n");
    const QTemporaryDir dir;
    panel->setForm("csv", {});
    QSignalSpy said(page().night(), &NightPage::said);
    panel->save(dir.filePath("night.csv"));
    QTRY_COMPARE(said.size(), 1);
    QFile file(dir.filePath("night.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("candid,object,label") && text.contains("supernova") && !text.contains("bogus"));
    panel->save(dir.filePath("no/such/place.csv"));
    QTRY_COMPARE(said.size(), 2);
    QVERIFY(said[1][1].toBool() && said[1][0].toString().startsWith("Not saved"));
    QCOMPARE(page().labelState()["nightFormat"].toString(), "csv");
    QCOMPARE(page().labelState()["nightLine"].toString(), "{object} is {label}");
}

void TestNightPage::theEndOfTheQueueOffersTheNight()
{
    page().queue()->goTo(299);
    QTRY_COMPARE(shown(), 299);
    QCOMPARE(page().notice()->words(), "");
    press(Qt::Key_1);
    QTRY_VERIFY(page().notice()->words().contains("last one"));
    for (QPushButton* one : page().notice()->findChildren<QPushButton*>())
        if (one->isVisible())
            QTest::mouseClick(one, Qt::LeftButton);
    QVERIFY(page().night() && page().night()->isVisible());
    QTRY_VERIFY(page().night()->report());
    QCOMPARE(page().night()->report()->labelled, 1u);
    press(Qt::Key_Escape);
    press(Qt::Key_Left);
    QTRY_COMPARE(shown(), 298);
    QCOMPARE(page().notice()->words(), "");
}

QTEST_MAIN(TestNightPage)
#include "tst_night_page.moc"
