#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/scan/filter_line.h"
#include "ui/stamp/space_pan.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"

#include <QListView>
#include <QSignalSpy>

using namespace vetrina;
using namespace vetrina::ui;

/// Space between the two things it does: on to the next, and pan with the mouse.
class TestSpacePan : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(); }
    void cleanup() { close(); }
    void withoutAHandOnTheMouseItSkipsAtThePress();
    void aDragPansFromItsFirstPixelAndSkipsNothing();
    void lettingGoWithoutADragSkipsOnce();
    void whileACutIsDrawnItPansAllTheSame();
    void aMouseThatRestsLeavesSpaceAlone();
    void textFieldsKeepTheirSpaces();
    void anotherCommandOnSpaceIsWhatATapDoes();

private:
    [[nodiscard]] StampView* stamp() { return page().stamps()->view(data::Panel::Science); }
    [[nodiscard]] QWidget* focus() { return page().queue()->list(); }
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::NoButton, Qt::MouseButtons down = {})
    {
        QMouseEvent event(type, at, stamp()->mapToGlobal(at), button, down, {});
        QApplication::sendEvent(stamp(), &event);
    }
    void drag(QPointF from, QPointF to)
    {
        mouse(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        mouse(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, to, Qt::LeftButton);
    }
};

void TestSpacePan::withoutAHandOnTheMouseItSkipsAtThePress()
{
    QTest::keyPress(focus(), Qt::Key_Space);
    QCOMPARE(page().queue()->position(), 1); // at once, before it comes up
    QTest::keyRelease(focus(), Qt::Key_Space);
    QTRY_COMPARE(shown(), 1);
    QCOMPARE(page().queue()->position(), 1);
    QTRY_COMPARE(events().size(), 1u);
}

void TestSpacePan::aDragPansFromItsFirstPixelAndSkipsNothing()
{
    mouse(QEvent::MouseMove, { 100, 100 });
    const QPointF under = stamp()->geometryOfView().toPixel({ 97, 97 });
    QTest::keyPress(focus(), Qt::Key_Space); // the focus is elsewhere
    QCOMPARE(stamp()->cursor().shape(), Qt::OpenHandCursor);
    QTest::keyPress(focus(), Qt::Key_Space); // held, it repeats
    mouse(QEvent::MouseButtonPress, { 100, 100 }, Qt::LeftButton, Qt::LeftButton);
    QCOMPARE(stamp()->cursor().shape(), Qt::ClosedHandCursor);
    mouse(QEvent::MouseMove, { 101, 100 }, Qt::NoButton, Qt::LeftButton);
    const QPointF now = stamp()->geometryOfView().toPixel({ 98, 97 });
    QVERIFY(std::hypot(now.x() - under.x(), now.y() - under.y()) < 1e-6); // one pixel is enough
    QVERIFY(stamp()->camera().pan != QPointF());
    mouse(QEvent::MouseButtonRelease, { 101, 100 }, Qt::LeftButton);
    QTest::keyRelease(focus(), Qt::Key_Space);
    QCOMPARE(stamp()->cursor().shape(), Qt::CrossCursor);
    QTest::qWait(30);
    QCOMPARE(shown(), 0);
    QVERIFY(events().empty());
}

void TestSpacePan::lettingGoWithoutADragSkipsOnce()
{
    mouse(QEvent::MouseMove, { 100, 100 });
    QTest::keyPress(focus(), Qt::Key_Space);
    QCOMPARE(shown(), 0);
    QTest::keyRelease(focus(), Qt::Key_Space);
    QTRY_COMPARE(shown(), 1);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].row, 0);
    QVERIFY(events()[0].kind == session::Labels::Kind::Skip);
}

void TestSpacePan::whileACutIsDrawnItPansAllTheSame()
{
    press(Qt::Key_L);
    QVERIFY(page().stamps()->tools()->cutOpen());
    QSignalSpy drawn(stamp(), &StampView::lineDrawn);
    drag({ 60, 60 }, { 120, 130 });
    QCOMPARE(drawn.size(), 1);
    QCOMPARE(stamp()->camera(), Camera());
    QTest::keyPress(focus(), Qt::Key_Space);
    drag({ 60, 60 }, { 120, 130 });
    QTest::keyRelease(focus(), Qt::Key_Space);
    QCOMPARE(drawn.size(), 1);
    QVERIFY(stamp()->camera().pan != QPointF());
    QCOMPARE(shown(), 0);
}

void TestSpacePan::aMouseThatRestsLeavesSpaceAlone()
{
    mouse(QEvent::MouseMove, { 100, 100 });
    QTest::qWait(SpacePan::onMouseMs + 50);
    QTest::keyPress(focus(), Qt::Key_Space);
    QTRY_COMPARE(shown(), 1);
    QTest::keyRelease(focus(), Qt::Key_Space);
    mouse(QEvent::MouseMove, { 100, 101 });
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(stamp(), &leave); // on something else now
    QTest::keyPress(focus(), Qt::Key_Space);
    QTRY_COMPARE(shown(), 2);
    QTest::keyRelease(focus(), Qt::Key_Space);
    QTRY_COMPARE(events().size(), 2u);
}

void TestSpacePan::textFieldsKeepTheirSpaces()
{
    FilterLine* line = page().queue()->filterLine();
    line->setFocus();
    mouse(QEvent::MouseMove, { 100, 100 });
    QTest::keyClicks(line, "rb > 1");
    QCOMPARE(line->text(), "rb > 1");
    QCOMPARE(shown(), 0);
}

void TestSpacePan::anotherCommandOnSpaceIsWhatATapDoes()
{
    Commands& commands = *m_window->commands();
    QVERIFY(commands.setKeys("label.skip", { QKeySequence("F8") }));
    QVERIFY(commands.setKeys("label.flag", { QKeySequence(Qt::Key_Space) }));
    mouse(QEvent::MouseMove, { 100, 100 });
    QTest::keyClick(focus(), Qt::Key_Space);
    QTRY_COMPARE(events().size(), 1u);
    QVERIFY(events()[0].kind == session::Labels::Kind::Flag);
    QCOMPARE(shown(), 0);
}

QTEST_MAIN(TestSpacePan)
#include "tst_space_pan.moc"
