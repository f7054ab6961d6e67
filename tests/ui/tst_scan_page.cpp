#include "tests/ui/demo_window.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/scan/fact_list.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/filter_line.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/widgets/key_cap.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace vetrina;
using namespace vetrina::ui;

class TestScanPage : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(); }
    void cleanup() { close(); }
    void aDigitLabelsAndGoesOn();
    void keysActWhateverHasTheFocus();
    void keysInATextFieldWriteText();
    void spaceSkipsButPressesAFocusedButton();
    void undoGoesBackToWhatItTookBack();
    void whatWasNeverPaintedIsNotLabelled();
    void aLabelThatCouldNotBeSavedIsSaid();
    void scoresReorderAheadAndNothingJumps();
    void whatOnePassesWhileAnOrderIsMergedStaysBehind();
    void theNextTwentyAreFetchedAhead();
    void aStaleAnswerIsDropped();
    void aWrongFilterIsSaidAtItsColumnAndTheQueueStays();
    void fieldsAreFoundByNameAndValue();
    void theWindowNeverWaits();
    void everyControlHasAnAccessibleName();
};

void TestScanPage::aDigitLabelsAndGoesOn()
{
    QTest::keyClick(m_window.get(), Qt::Key_3);
    QTRY_COMPARE(shown(), 1);
    QTRY_COMPARE(events().size(), 1u);
    const session::Labels::Request event = events()[0];
    QCOMPARE(event.row, 0);
    QCOMPARE(event.text, "supernova");
    QVERIFY(event.seconds >= 0 && event.seconds < 10);
    QVERIFY(!event.scoresSeen.empty());
    QCOMPARE(event.scoresSeen[0].first, "convnext_pico:v7/bogus");
    QTRY_COMPARE(page().labelling()->pending(), 0);
    QCOMPARE(page().queue()->model().info(0)->label, "supernova");
    QTRY_COMPARE(page().labelled(), 1u);
}

void TestScanPage::keysActWhateverHasTheFocus()
{
    int row = 0;
    for (QWidget* focus :
        std::initializer_list<QWidget*>{ page().queue()->list(), page().stamps()->view(data::Panel::Template),
            page().lightCurve()->focusTarget(), page().facts()->list() }) {
        focus->setFocus();
        QTest::keyClick(focus, Qt::Key_2);
        ++row;
        QTRY_COMPARE(shown(), row);
        QTRY_COMPARE(events().size(), static_cast<std::size_t>(row));
    }
    page().stamps()->view(data::Panel::Template)->setFocus();
    QTest::keyClick(page().stamps()->view(data::Panel::Template), Qt::Key_Left);
    QTRY_COMPARE(shown(), row - 1);
}

void TestScanPage::keysInATextFieldWriteText()
{
    page().facts()->search();
    QLineEdit* search = page().facts()->searchLine();
    search->setFocus();
    QTest::keyClicks(search, "3f u2");
    QCOMPARE(search->text(), "3f u2");
    FilterLine* filter = page().queue()->filterLine();
    filter->setFocus();
    QTest::keyClicks(filter, "rb > 1");
    QCOMPARE(filter->text(), "rb > 1");
    QTest::keyClick(m_window.get(), Qt::Key_N); // not in the field: goes to the window's focus
    QTest::qWait(30);
    QVERIFY(events().empty());
    QCOMPARE(shown(), 0);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(!filter->hasFocus());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_1);
    QTRY_COMPARE(events().size(), 1u);
}

void TestScanPage::spaceSkipsButPressesAFocusedButton()
{
    page().queue()->list()->setFocus();
    QTest::keyClick(page().queue()->list(), Qt::Key_Space);
    QTRY_COMPARE(shown(), 1);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].kind, session::Labels::Kind::Skip);

    KeyButton* agn = nullptr;
    for (KeyButton* button : page().findChildren<KeyButton*>())
        if (button->accessibleName() == "AGN")
            agn = button;
    QVERIFY(agn);
    agn->setFocus(Qt::TabFocusReason);
    QTest::keyClick(agn, Qt::Key_Space);
    QTRY_COMPARE(events().size(), 2u);
    QCOMPARE(events()[1].text, "agn");
    QTRY_COMPARE(shown(), 2); // what is not on the screen yet takes no label
    QTest::mouseClick(agn, Qt::LeftButton);
    QTRY_COMPARE(events().size(), 3u);
}

void TestScanPage::undoGoesBackToWhatItTookBack()
{
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QTRY_COMPARE(shown(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QTRY_COMPARE(shown(), 2);
    QTRY_COMPARE(page().labelling()->pending(), 0);
    QTest::keyClick(m_window.get(), Qt::Key_U);
    QTRY_COMPARE(shown(), 0);
    QTRY_COMPARE(page().labelling()->pending(), 0);
    QVERIFY(page().queue()->model().info(0)->label.empty());
    QVERIFY(events().empty());
}

void TestScanPage::whatWasNeverPaintedIsNotLabelled()
{
    m_world->background.abandon(); // no prefetch
    page().queue()->goTo(100);
    QTRY_COMPARE(shown(), 100);
    m_world->candidates.delayMs = 300;
    page().queue()->goTo(200);
    QTest::keyClick(m_window.get(), Qt::Key_1); // the old one is still painted
    QTest::qWait(50);
    QVERIFY(events().empty());
    m_world->candidates.delayMs = 0;
    QTRY_COMPARE(shown(), 200);
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].row, 200);
}

void TestScanPage::aLabelThatCouldNotBeSavedIsSaid()
{
    m_world->labels.full = true;
    QSignalSpy said(&page(), &ScanPage::said);
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QTRY_COMPARE(page().labelling()->failed(), 1);
    QTRY_VERIFY(!said.isEmpty());
    QVERIFY(said.last()[0].toString().contains("no room on the disk"));
    QVERIFY(said.last()[1].toBool());
    QCOMPARE(page().queue()->model().saving(0), QueueModel::Saving::Failed);
}

void TestScanPage::scoresReorderAheadAndNothingJumps()
{
    page().queue()->goTo(4);
    QTRY_COMPARE(shown(), 4);
    m_world->queue.reversed = true;
    m_world->scores.scored({ 9, 10 }); // as the engine's thread says it
    QTRY_COMPARE_WITH_TIMEOUT(page().queue()->model().rowAt(5), 299, 3000);
    QCOMPARE(page().queue()->position(), 4);
    QCOMPARE(shown(), 4);
    for (int i = 0; i <= 4; ++i)
        QCOMPARE(page().queue()->model().rowAt(i), i);
}

void TestScanPage::whatOnePassesWhileAnOrderIsMergedStaysBehind()
{
    page().queue()->goTo(4);
    QTRY_COMPARE(shown(), 4);
    m_world->queue.reversed = true;
    m_world->queue.delayMs = 1500;
    m_world->scores.scored({ 9, 10 });
    QTest::qWait(1300); // by now it was asked for, with what stood behind then
    page().queue()->goTo(12);
    QTRY_COMPARE(shown(), 12);
    page().queue()->goTo(8);
    m_world->queue.delayMs = 0;
    QTRY_COMPARE_WITH_TIMEOUT(page().queue()->model().rowAt(13), 299, 10000);
    for (int i = 0; i <= 12; ++i)
        QCOMPARE(page().queue()->model().rowAt(i), i);
    QCOMPARE(page().queue()->position(), 8);
    QCOMPARE(page().queue()->model().rowCount(), 300);
    QSet<data::Row> each;
    for (const data::Row row : page().queue()->model().order())
        each.insert(row);
    QCOMPARE(each.size(), 300); // none twice, none lost
}

void TestScanPage::theNextTwentyAreFetchedAhead()
{
    page().queue()->goTo(50);
    QTRY_COMPARE(shown(), 50);
    for (data::Row row = 51; row <= 70; ++row)
        QTRY_VERIFY(m_window->project()->cachedView(row) != nullptr);
    const int asked = m_world->candidates.viewsAsked;
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QCOMPARE(shown(), 51); // at once: it was at hand
    QVERIFY(m_world->candidates.viewsAsked >= asked);
}

void TestScanPage::aStaleAnswerIsDropped()
{
    m_world->background.abandon();
    m_world->candidates.delayMs = 120;
    QSet<data::Row> painted;
    QObject watching;
    connect(page().stamps(), &StampRow::stateChanged, &watching, [&] {
        if (page().shown())
            painted.insert(page().shown()->row);
    });
    for (int at = 100; at < 110; ++at)
        page().queue()->goTo(at);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 109, 5000);
    for (data::Row row = 100; row < 109; ++row)
        QVERIFY(!painted.contains(row));
}

void TestScanPage::aWrongFilterIsSaidAtItsColumnAndTheQueueStays()
{
    FilterLine* filter = page().queue()->filterLine();
    filter->setFocus();
    QTest::keyClicks(filter, "drb > ?");
    QTest::keyClick(filter, Qt::Key_Return);
    QLabel* wrong = nullptr;
    QTRY_VERIFY([&] {
        for (QLabel* label : page().queue()->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains("column 7"))
                wrong = label;
        return wrong != nullptr;
    }());
    QVERIFY(filter->property("wrong").toBool());
    QCOMPARE(page().queue()->model().rowCount(), 300);
    filter->selectAll();
    QTest::keyClicks(filter, "true");
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_VERIFY(!wrong->isVisible());
}

void TestScanPage::fieldsAreFoundByNameAndValue()
{
    FactsPanel* fields = page().facts();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(fields->showsAll() && fields->searchLine()->hasFocus());
    QCOMPARE(fields->list()->model()->rowCount(), 100);
    fields->searchLine()->setText("DIFFMAG");
    QCOMPARE(fields->list()->model()->rowCount(), 1);
    fields->searchLine()->setText("1015");
    QCOMPARE(fields->list()->model()->rowCount(), 1);
    fields->list()->setFocus();
    QTest::keyClick(fields->list(), Qt::Key_Right);
    QTRY_COMPARE(shown(), 1);
    QCOMPARE(fields->list()->model()->rowCount(), 1); // the search stays
}

void TestScanPage::theWindowNeverWaits()
{
    m_world->candidates.delayMs = 200;
    QElapsedTimer clock;
    qint64 longest = 0;
    clock.start();
    for (int i = 0; i < 60; ++i) {
        QElapsedTimer step;
        step.start();
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QApplication::processEvents();
        longest = std::max(longest, step.elapsed());
    }
    QVERIFY2(longest < 200, qPrintable(QString::number(longest))); // one answer alone takes that long
    m_world->candidates.delayMs = 0;
}

void TestScanPage::everyControlHasAnAccessibleName()
{
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        const bool inner =
            qobject_cast<QAbstractItemView*>(widget->parentWidget()) || widget->inherits("QComboBoxPrivateContainer");
        QVERIFY2(inner || (spoken && !spoken->text(QAccessible::Name).isEmpty()), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestScanPage)
#include "tst_scan_page.moc"
