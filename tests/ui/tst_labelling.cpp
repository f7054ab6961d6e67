#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/scan/notice_bar.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace vetrina;
using namespace vetrina::ui;
using Kind = session::Labels::Kind;

/// How one labels: staying and going on, sets, objects, what is not saved, notes.
class TestLabelling : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(); }
    void cleanup() { close(); }
    void aLabelStaysWhereOneWantsItTo();
    void spaceKeepsASkipOnlyWhereThereIsNoLabel();
    void severalClassesAtOnce();
    void shiftGivesALabelToTheWholeObject();
    void undoSaysWhatItTookBackAndRedoGivesItAgain();
    void noKeyLabelsWhileAnUndoIsOnItsWay();
    void whatIsNotSavedStaysInHandUntilItIs();
    void undoTakesBackWhatWasNeverSaved();
    void leavingWithUnsavedLabelsIsAskedTwice();
    void aNoteIsWrittenKeptAndTakenAway();
    void noKeyIsLostToFocus();
    void enterThatIsHeldPressesOnce();

private:
    /// What the queue shows of a row; "?" until it was fetched.
    [[nodiscard]] std::string labelAt(int position)
    {
        const auto* info = page().queue()->model().info(position);
        return info ? info->label : "?";
    }
    [[nodiscard]] KeyButton* button(const QString& name)
    {
        for (KeyButton* one : page().findChildren<KeyButton*>())
            if (one->accessibleName() == name && one->isVisible())
                return one;
        return nullptr;
    }
    void useMulti()
    {
        auto forms = demo::shippedScheme("morphology");
        forms.multi = true;
        QVERIFY(m_world->labels.saveScheme(forms));
        page().chooseScheme("morphology");
        QTRY_VERIFY(m_window->project()->classes().scheme().multi);
        QTRY_COMPARE(shown(), 0);
    }
};

void TestLabelling::enterThatIsHeldPressesOnce()
{
    KeyButton* real = button("Real");
    QVERIFY(real);
    real->setFocus(Qt::TabFocusReason);
    QTest::keyPress(real, Qt::Key_Return);
    QTRY_COMPARE(shown(), 1);
    QCOMPARE(m_window->focusWidget(), real);
    for (int i = 0; i < 5; ++i) {
        QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, {}, "\r", true);
        QApplication::sendEvent(real, &again);
        QTest::qWait(20);
    }
    settled();
    QCOMPARE(events().size(), 1u);
    QCOMPARE(shown(), 1);
}

void TestLabelling::aLabelStaysWhereOneWantsItTo()
{
    QVERIFY(page().autoAdvance());
    press(Qt::Key_1);
    QTRY_COMPARE(shown(), 1);
    press(Qt::Key_A);
    QVERIFY(!page().autoAdvance());
    press(Qt::Key_2);
    QTRY_COMPARE(events().size(), 2u);
    settled();
    QCOMPARE(shown(), 1);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "bogus");
    QVERIFY(button("Bogus")->isChecked());
    press(Qt::Key_3); // another word on the same
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "supernova");
    QVERIFY(!button("Bogus")->isChecked());
    press(Qt::Key_Return);
    QTRY_COMPARE(shown(), 2);
    settled();
    QCOMPARE(events().size(), 3u); // going on is no event
    press(Qt::Key_Left);
    QTRY_COMPARE(shown(), 1);
    press(Qt::Key_Delete);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "");
    QTRY_COMPARE(events().size(), 4u);
    QCOMPARE(events()[3].text, "");
    // It is remembered.
    const QVariantMap state = page().labelState();
    page().setAutoAdvance(true);
    page().setLabelState(state);
    QVERIFY(!page().autoAdvance());
}

void TestLabelling::spaceKeepsASkipOnlyWhereThereIsNoLabel()
{
    press(Qt::Key_1);
    QTRY_COMPARE(shown(), 1);
    settled();
    press(Qt::Key_Left);
    QTRY_COMPARE(shown(), 0);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "real");
    QVERIFY(button("Next")); // the key says what it does
    press(Qt::Key_Space);
    QTRY_COMPARE(shown(), 1);
    QVERIFY(button("Skip"));
    press(Qt::Key_Space);
    QTRY_COMPARE(shown(), 2);
    QTRY_COMPARE(events().size(), 2u);
    QCOMPARE(events()[1].row, 1);
    QVERIFY(events()[1].kind == Kind::Skip);
}

void TestLabelling::severalClassesAtOnce()
{
    useMulti();
    press(Qt::Key_4); // merger
    press(Qt::Key_2); // disc: pressed before the disk answered
    QTRY_COMPARE(events().size(), 2u);
    QCOMPARE(events()[0].text, "merger");
    QCOMPARE(events()[1].text, "disc+merger"); // the set is what is stored
    QCOMPARE(events()[1].scheme, "morphology");
    QCOMPARE(shown(), 0);
    KeyButton* merger = nullptr;
    QTRY_VERIFY(merger = button("Merger or disturbed"));
    QVERIFY(merger->isChecked());
    settled();
    const Tag tag = m_window->project()->classes().labelTag(page().shown()->label);
    QCOMPARE(tag.text, "DISC+MERG");
    QCOMPARE(m_window->project()->classes().labelTags(page().shown()->label).size(), 2u);
    press(Qt::Key_4);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "disc");
    press(Qt::Key_2);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "");
    settled();
    press(Qt::Key_1);
    press(Qt::Key_Return);
    QTRY_COMPARE(shown(), 1);
    press(Qt::Key_6);
    press(Qt::Key_Space);
    QTRY_COMPARE(shown(), 2);
    settled();
    for (const auto& event : events())
        QVERIFY(event.kind == Kind::Label); // Space went on: there was a label
    QTRY_COMPARE(labelAt(0), "smooth");
    QTRY_COMPARE(labelAt(1), "artefact");
}

void TestLabelling::shiftGivesALabelToTheWholeObject()
{
    page().queue()->goTo(14);
    QTRY_COMPARE(shown(), 14);
    QSignalSpy said(&page(), &ScanPage::said);
    press(Qt::Key_3, Qt::ShiftModifier);
    QTRY_COMPARE(shown(), 15);
    settled();
    QTRY_COMPARE(events().size(), 10u);
    QVERIFY(said.last()[0].toString().contains("Supernova"));
    QVERIFY(said.last()[0].toString().contains("10"));
    for (int row = 10; row < 20; ++row)
        QTRY_COMPARE(labelAt(row), "supernova");
    press(Qt::Key_U);
    QTRY_COMPARE(shown(), 14); // where the key was pressed
    QTRY_VERIFY(events().empty());
    for (int row = 10; row < 20; ++row)
        QTRY_COMPARE(labelAt(row), "");
    press(Qt::Key_U, Qt::ShiftModifier);
    QTRY_COMPARE(events().size(), 10u);
    // The mouse can do it too.
    page().queue()->goTo(33);
    QTRY_COMPARE(shown(), 33);
    settled();
    QVERIFY(m_window->commands()->find("label.object.agn"));
    QVERIFY(button("AGN")->toolTip().contains("Shift"));
}

void TestLabelling::undoSaysWhatItTookBackAndRedoGivesItAgain()
{
    press(Qt::Key_3);
    QTRY_COMPARE(shown(), 1);
    press(Qt::Key_F);
    settled();
    QSignalSpy said(&page(), &ScanPage::said);
    press(Qt::Key_U);
    QTRY_VERIFY(!said.isEmpty() && said.last()[0].toString().contains("flag"));
    QCOMPARE(shown(), 1);
    press(Qt::Key_U);
    QTRY_COMPARE(shown(), 0);
    QTRY_VERIFY(said.last()[0].toString().contains("Supernova"));
    press(Qt::Key_U, Qt::ShiftModifier);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "supernova");
    QTRY_VERIFY(said.last()[0].toString().contains("Done again"));
    settled();
    press(Qt::Key_U);
    settled();
    press(Qt::Key_U);
    QTRY_VERIFY(said.last()[0].toString().contains("Nothing of yours"));
}

void TestLabelling::noKeyLabelsWhileAnUndoIsOnItsWay()
{
    press(Qt::Key_1);
    QTRY_COMPARE(shown(), 1);
    settled();
    press(Qt::Key_U);
    press(Qt::Key_2); // meant for the one that the undo goes to, which is not painted yet
    QTRY_COMPARE(shown(), 0);
    settled();
    QVERIFY(events().empty());
}

void TestLabelling::whatIsNotSavedStaysInHandUntilItIs()
{
    m_world->labels.full = true;
    press(Qt::Key_1);
    QTRY_COMPARE(shown(), 1);
    press(Qt::Key_2);
    QTRY_COMPARE(shown(), 2);
    QTRY_COMPARE(page().labelling()->failed(), 2);
    const QString words = page().notice()->words();
    QVERIFY2(words.contains("2 not saved"), qPrintable(words));
    QVERIFY(words.contains("labels.sqlite: no room on the disk")); // what, where
    QVERIFY(words.contains("Free some room")); // what to do
    press(Qt::Key_Left);
    QTRY_COMPARE(shown(), 1);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "bogus"); // in hand, and shown so
    press(Qt::Key_3); // said anew: that one alone counts
    QTRY_COMPARE(page().labelling()->failed(), 2);
    page().labelling()->retry(); // still full
    QTRY_COMPARE(page().labelling()->failed(), 2);
    QVERIFY(events().empty());
    m_world->labels.full = false;
    for (QPushButton* one : page().notice()->findChildren<QPushButton*>())
        if (one->text() == "Save again")
            QTest::mouseClick(one, Qt::LeftButton);
    QTRY_COMPARE(page().labelling()->failed(), 0);
    settled();
    QCOMPARE(page().notice()->words(), "");
    QCOMPARE(events().size(), 2u);
    QCOMPARE(events()[0].text, "real"); // in the order of the key presses
    QCOMPARE(events()[1].text, "supernova");
    QVERIFY(page().queue()->model().saving(0) == QueueModel::Saving::Saved);

    // And by itself, once the disk takes another label.
    m_world->labels.full = true;
    page().queue()->goTo(10);
    QTRY_COMPARE(shown(), 10);
    press(Qt::Key_1);
    QTRY_COMPARE(page().labelling()->failed(), 1);
    m_world->labels.full = false;
    QTRY_COMPARE(shown(), 11);
    press(Qt::Key_2);
    QTRY_COMPARE(events().size(), 4u);
    QCOMPARE(page().labelling()->failed(), 0);
}

void TestLabelling::undoTakesBackWhatWasNeverSaved()
{
    press(Qt::Key_1);
    QTRY_COMPARE(shown(), 1);
    settled();
    m_world->labels.full = true;
    press(Qt::Key_2);
    QTRY_COMPARE(page().labelling()->failed(), 1);
    press(Qt::Key_U);
    QTRY_COMPARE(shown(), 1);
    QTRY_COMPARE(page().labelling()->failed(), 0);
    QTRY_COMPARE(page().shown() ? page().shown()->label : std::string("?"), "");
    QCOMPARE(events().size(), 1u); // the one before stands
    press(Qt::Key_U);
    QTRY_VERIFY(events().empty());
}

void TestLabelling::leavingWithUnsavedLabelsIsAskedTwice()
{
    QVERIFY(page().mayLeave());
    m_world->labels.full = true;
    press(Qt::Key_1);
    QTRY_COMPARE(page().labelling()->failed(), 1);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    m_world->labels.full = false;
    page().labelling()->retry();
    QTRY_COMPARE(page().labelling()->failed(), 0);
    settled();
    QVERIFY(m_window->close());
}

void TestLabelling::aNoteIsWrittenKeptAndTakenAway()
{
    press(Qt::Key_N);
    auto* line = qobject_cast<QLineEdit*>(m_window->focusWidget());
    QVERIFY(line);
    QTest::keyClicks(line, "1 double host? u f");
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].text, "1 double host? u f");
    QVERIFY(!m_window->focusWidget()->inherits("QLineEdit"));
    settled();
    QTRY_COMPARE(page().shown() ? page().shown()->note : std::string("?"), "1 double host? u f");
    press(Qt::Key_N);
    line = qobject_cast<QLineEdit*>(m_window->focusWidget());
    QVERIFY(line);
    QCOMPARE(line->text(), "1 double host? u f");
    QTest::keyClicks(line, "other");
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(shown(), 0);
    QCOMPARE(events().size(), 1u);
    press(Qt::Key_N);
    line = qobject_cast<QLineEdit*>(m_window->focusWidget());
    QVERIFY(line);
    line->clear();
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(events().size(), 2u);
    QCOMPARE(events()[1].text, "");
    press(Qt::Key_2); // the keys are the window's again
    QTRY_COMPARE(events().size(), 3u);
}

void TestLabelling::noKeyIsLostToFocus()
{
    int tried = 0;
    const auto widgets = m_window->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        const bool text = widget->inherits("QLineEdit") || widget->inherits("QPlainTextEdit")
            || widget->inherits("QTextEdit") || widget->inherits("QAbstractSpinBox");
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || !widget->isEnabled() || text
            || widget->window() != m_window.get())
            continue;
        widget->setFocus(Qt::TabFocusReason);
        QWidget* focus = m_window->focusWidget();
        if (!focus || focus->inherits("QLineEdit"))
            continue;
        const auto before = events().size();
        const data::Row row = shown();
        QTest::keyClick(focus, Qt::Key_1);
        const QByteArray who = QByteArray(focus->metaObject()->className()) + " " + focus->accessibleName().toUtf8();
        QTRY_VERIFY2(events().size() == before + 1, who.constData());
        QTRY_COMPARE(shown(), row + 1);
        ++tried;
    }
    QVERIFY2(tried > 20, qPrintable(QString::number(tried)));
}

QTEST_MAIN(TestLabelling)
#include "tst_labelling.moc"
