#include "tests/ui/demo_services.h"
#include "ui/commands/commands.h"
#include "ui/labels/class_row.h"
#include "ui/labels/scheme_dialog.h"
#include "ui/night/night_export_panel.h"
#include "ui/night/night_list.h"
#include "ui/night/night_page.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/labelling.h"
#include "ui/scan/notice_bar.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vetrina;
using namespace vetrina::ui;
using Kind = session::Labels::Kind;

/// How one labels: staying and going on, sets, objects, what is not saved, schemes, the end of the night.
class TestLabelling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init();
    void cleanup();
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
    void anotherSchemeHasOtherKeys();
    void theDialogSaysWhatIsWrongAtItsField();
    void theDialogMakesSavesAndReordersClasses();
    void schemesGoOutAndComeInAsFiles();
    void theNightIsListedAndLeadsBack();
    void theNightGoesToTheClipboardAndToAFile();
    void noKeyIsLostToFocus();
    void theEndOfTheQueueOffersTheNight();

private:
    [[nodiscard]] ScanPage& page() { return *m_window->scan(); }
    [[nodiscard]] data::Row shown() { return page().shown() ? page().shown()->row : -1; }
    [[nodiscard]] std::vector<session::Labels::Request> events()
    {
        const std::lock_guard lock(m_world->candidates.mutex);
        return m_world->labels.events;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = m_window->focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    void settled() { QTRY_COMPARE(page().labelling()->pending(), 0); }
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
    [[nodiscard]] SchemeDialog* openSchemes()
    {
        m_window->commands()->run("label.schemes");
        SchemeDialog* dialog = nullptr;
        (void)QTest::qWaitFor([&] { return (dialog = m_window->findChild<SchemeDialog*>()) && dialog->isVisible(); });
        return dialog;
    }

    std::unique_ptr<demo::World> m_world;
    std::unique_ptr<MainWindow> m_window;
};

void TestLabelling::init()
{
    m_world = std::make_unique<demo::World>(300);
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->setProject(m_world->project());
    QTRY_COMPARE(shown(), 0);
}

void TestLabelling::cleanup()
{
    m_window.reset();
    m_world.reset();
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

void TestLabelling::anotherSchemeHasOtherKeys()
{
    QVERIFY(m_window->commands()->find("label.class.supernova"));
    QTRY_VERIFY(m_window->commands()->find("label.scheme.morphology"));
    m_window->commands()->run("label.scheme.morphology");
    QTRY_COMPARE(QString::fromStdString(m_window->project()->classes().scheme().name), "morphology");
    QVERIFY(!m_window->commands()->find("label.class.supernova"));
    QVERIFY(m_window->commands()->find("label.class.merger"));
    QTRY_VERIFY(m_window->commands()->find("label.scheme.morphology"));
    QTRY_VERIFY(m_window->commands()->find("label.scheme.morphology")->action->isChecked());
    press(Qt::Key_3);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].text, "edge-on");
    QCOMPARE(events()[0].scheme, "morphology");
}

void TestLabelling::theDialogSaysWhatIsWrongAtItsField()
{
    SchemeDialog* dialog = openSchemes();
    QVERIFY(dialog);
    QCOMPARE(dialog->rows(), 6);
    QVERIFY(dialog->problems().empty());
    const auto write = [&](int row, const char* field, const QString& text) {
        QLineEdit* line = dialog->row(row)->field(field);
        line->setFocus();
        line->selectAll();
        text.isEmpty() ? QTest::keyClick(line, Qt::Key_Delete) : QTest::keyClicks(line, text);
    };
    QPushButton* save = nullptr;
    for (QPushButton* one : dialog->findChildren<QPushButton*>())
        if (one->property("role") == "primary")
            save = one;
    QVERIFY(save && !save->isEnabled()); // nothing was changed
    write(1, "key", "u");
    QVERIFY(dialog->row(1)->field("key")->property("wrong").toBool());
    QVERIFY(!dialog->row(0)->field("key")->property("wrong").toBool());
    QStringList said;
    for (QLabel* label : dialog->row(1)->findChildren<QLabel*>())
        if (label->isVisible())
            said << label->text();
    QVERIFY2(said.join(' ').contains("U is the key of Undo"), qPrintable(said.join(' ')));
    QVERIFY(!save->isEnabled());
    write(1, "key", "3");
    QVERIFY(dialog->row(1)->field("key")->property("wrong").toBool()
        || dialog->row(2)->field("key")->property("wrong").toBool());
    write(1, "key", "q");
    QVERIFY(dialog->problems().empty());
    QVERIFY(save->isEnabled());
    QCOMPARE(save->text(), "Save as version 2");
    write(0, "code", "BOG");
    QCOMPARE(dialog->problems().size(), 1u);
    QVERIFY(!save->isEnabled());
    dialog->reject();
}

void TestLabelling::theDialogMakesSavesAndReordersClasses()
{
    SchemeDialog* dialog = openSchemes();
    QVERIFY(dialog);
    dialog->addClass();
    QCOMPARE(dialog->rows(), 7);
    QTest::keyClicks(dialog->row(6)->field("title"), "Kilonova");
    const data::LabelClass made = dialog->edited().classes[6];
    QCOMPARE(made.name, "kilonova"); // what was not written follows the title
    QCOMPARE(made.code, "KILO");
    QCOMPARE(made.key, "7");
    for (QPushButton* one : dialog->row(6)->findChildren<QPushButton*>())
        if (one->accessibleName() == "Up")
            QTest::mouseClick(one, Qt::LeftButton);
    QCOMPARE(dialog->edited().classes[5].name, "kilonova");
    for (QPushButton* one : dialog->row(0)->findChildren<QPushButton*>())
        if (one->accessibleName() == "Remove this class")
            QTest::mouseClick(one, Qt::LeftButton);
    QTRY_COMPARE(dialog->rows(), 6);
    QCOMPARE(dialog->edited().classes[0].name, "bogus");
    // The keys as they will be.
    const auto keys = [&] {
        QStringList names;
        for (KeyButton* one : dialog->findChild<LabelBar*>()->findChildren<KeyButton*>())
            if (one->isVisible())
                names << one->accessibleName();
        return names;
    };
    QTRY_COMPARE(keys(), (QStringList{ "Bogus", "Supernova", "Variable star", "AGN", "Kilonova", "Asteroid" }));
    QSignalSpy saved(dialog, &SchemeDialog::saved);
    dialog->save();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved[0][1].toInt(), 2);
    const auto& scheme = m_window->project()->classes().scheme();
    QCOMPARE(scheme.version, 2);
    QVERIFY(scheme.find("kilonova") && !scheme.find("real"));
    QTRY_COMPARE(shown(), 0);
    m_window->activateWindow(); // a window manager gives it back; the platform of the tests does not
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    press(Qt::Key_7);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].text, "kilonova");
}

void TestLabelling::schemesGoOutAndComeInAsFiles()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath("types.json");
    SchemeDialog* dialog = openSchemes();
    QVERIFY(dialog);
    dialog->exportTo(file);
    QTRY_VERIFY(QFile::exists(file));
    auto scheme = data::LabelScheme::read(file.toStdString()).value();
    QVERIFY(scheme == m_window->project()->classes().scheme());
    scheme.name = "strange";
    scheme.title = "Strange things";
    scheme.classes.resize(2);
    QFile out(dir.filePath("strange.json"));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(scheme.toJson().c_str());
    out.close();
    dialog->importFrom(out.fileName());
    QTRY_COMPARE(QString::fromStdString(dialog->edited().name), "strange");
    QCOMPARE(dialog->rows(), 2);
    QFile torn(dir.filePath("torn.json"));
    QVERIFY(torn.open(QIODevice::WriteOnly));
    torn.write("{\"name\": \"x\", ");
    torn.close();
    dialog->importFrom(torn.fileName());
    QTRY_VERIFY([&] {
        for (QLabel* label : dialog->findChildren<QLabel*>())
            if (label->text().contains("torn.json: not a JSON object"))
                return true;
        return false;
    }());
    QSignalSpy saved(dialog, &SchemeDialog::saved);
    dialog->save();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(QString::fromStdString(m_window->project()->classes().scheme().title), "Strange things");
}

void TestLabelling::theNightIsListedAndLeadsBack()
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

void TestLabelling::theNightGoesToTheClipboardAndToAFile()
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
    panel->save(dir.filePath("night.csv"));
    QTRY_VERIFY(QFile::exists(dir.filePath("night.csv")));
    QFile file(dir.filePath("night.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("candid,object,label") && text.contains("supernova") && !text.contains("bogus"));
    QSignalSpy said(page().night(), &NightPage::said);
    panel->save(dir.filePath("no/such/place.csv"));
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said[0][1].toBool() && said[0][0].toString().startsWith("Not saved"));
    QCOMPARE(page().labelState()["nightFormat"].toString(), "csv");
    QCOMPARE(page().labelState()["nightLine"].toString(), "{object} is {label}");
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

void TestLabelling::theEndOfTheQueueOffersTheNight()
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

QTEST_MAIN(TestLabelling)
#include "tst_labelling.moc"
