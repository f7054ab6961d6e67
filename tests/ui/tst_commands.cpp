#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/shell/key_sheet.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QJsonArray>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>

using namespace vetrina;
using namespace vetrina::ui;

/// The registry that menus, key sheet and palette come from.
class TestCommands : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void anIdThatIsTakenGetsANumber();
    void noTwoCommandsShareAnIdOrAKey();
    void everyCommandHasATitleAndWhatItsToolTipSays();
    void aKeyIsGivenAndTakenAgain();
    void aKeyThatIsTakenIsRefusedWithItsOwner_data();
    void aKeyThatIsTakenIsRefusedWithItsOwner();
    void twoCommandsThatChangedPlacesComeBackSo();
    void classKeysOfTheSchemeGoBeforeKeysThatWereGiven();
    void aRemappedKeyActsAndTheOldOneDoesNot();
    void whatCannotBeDoneSaysWhy();
    void theSheetShowsTheKeysAsTheyAreNow();
    void buttonsShowTheKeysAsTheyAreNow();
};

void TestCommands::anIdThatIsTakenGetsANumber()
{
    QWidget window;
    Commands commands;
    const auto id = [&](const CommandName& name) {
        return commands.of(commands.add(&window, Command::Menu::View, name, {}, [] {}))->id;
    };
    QCOMPARE(id({ "view.zoom-in", "Zoom in" }), "view.zoom-in");
    QCOMPARE(id({ "view.zoom-in", "Zoom in" }), "view.zoom-in-2");
}

void TestCommands::noTwoCommandsShareAnIdOrAKey()
{
    demo::World world(20);
    MainWindow window;
    window.setProject(world.project());
    QStringList ids, keys;
    for (const Command& command : window.commands()->all()) {
        QVERIFY2(!ids.contains(command.id), qPrintable(command.id));
        ids << command.id;
        // Two workspaces may have a command on the same key: only one of them is in sight.
        const QString where = command.home && !command.everywhere
            ? static_cast<const Workspace*>(command.home)->face().id + ' '
            : QString();
        for (const QKeySequence& key : command.action->shortcuts()) {
            for (const QString& taken : where.isEmpty() ? QStringList{ "", "scan ", "map " } : QStringList{ "", where })
                QVERIFY2(!keys.contains(taken + key.toString()), qPrintable(key.toString() + ": " + command.title));
            keys << where + key.toString();
        }
        QVERIFY2(command.ofScheme || command.action->shortcuts() == command.shipped, qPrintable(command.id));
    }
    QVERIFY(ids.size() > 25);
}

void TestCommands::everyCommandHasATitleAndWhatItsToolTipSays()
{
    MainWindow window;
    for (const Command& command : window.commands()->all()) {
        QVERIFY(!command.title.isEmpty());
        QCOMPARE(command.action->text(), command.title);
        QCOMPARE(command.action->isEnabled(), !command.needsProject);
        if (command.needsProject)
            QCOMPARE(command.action->toolTip(), "No project is open");
        else if (!command.shipped.isEmpty())
            QVERIFY2(command.action->toolTip().contains(keyText(command.shipped.front())), qPrintable(command.id));
    }
}

void TestCommands::aKeyIsGivenAndTakenAgain()
{
    QWidget window;
    Commands commands;
    QAction* invert = commands.add(&window, Command::Menu::View, { "scan.invert", "Invert" }, { Qt::Key_I }, [] {});
    QSignalSpy changed(&commands, &Commands::changed);
    QVERIFY(commands.setKeys("scan.invert", { QKeySequence("Ctrl+Shift+I") }));
    QCOMPARE(invert->shortcut(), QKeySequence("Ctrl+Shift+I"));
    QVERIFY(commands.isRemapped("scan.invert"));
    QVERIFY(invert->toolTip().contains("Ctrl Shift I"));
    QTRY_COMPARE(changed.count(), 1); // once, however much changed

    Commands again;
    QAction* other = again.add(&window, Command::Menu::View, { "scan.invert", "Invert" }, { Qt::Key_I }, [] {});
    again.setGiven(commands.given());
    QCOMPARE(other->shortcut(), QKeySequence("Ctrl+Shift+I"));
    QVERIFY(again.resetKeys("scan.invert"));
    QCOMPARE(other->shortcut(), QKeySequence(Qt::Key_I));
    QVERIFY(again.given().isEmpty());

    QVERIFY(commands.setKeys("scan.invert", {})); // none at all is a choice too
    QVERIFY(invert->shortcut().isEmpty());
    QVERIFY(!commands.setKeys("scan.nothing", {}));
}

void TestCommands::aKeyThatIsTakenIsRefusedWithItsOwner_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("word");
    QTest::newRow("another command's") << "Z"
                                       << "Zoom in";
    QTest::newRow("a class of the scheme") << "3"
                                           << "class";
    QTest::newRow("the lists'") << "Return"
                                << "lists";
    QTest::newRow("the way out") << "Esc"
                                 << "lists";
}

void TestCommands::aKeyThatIsTakenIsRefusedWithItsOwner()
{
    QFETCH(QString, key);
    QFETCH(QString, word);
    demo::World world(20);
    MainWindow window;
    window.setProject(world.project());
    const auto given = window.commands()->setKeys("view.invert", { QKeySequence(key) });
    QVERIFY(!given);
    QVERIFY2(QString::fromStdString(given.error().message).contains(word), given.error().message.c_str());
    QVERIFY(!given.error().remedy.empty());
    QCOMPARE(window.commands()->find("view.invert")->action->shortcut(), QKeySequence(Qt::Key_I));
}

void TestCommands::twoCommandsThatChangedPlacesComeBackSo()
{
    QWidget window;
    Commands commands;
    QAction* a = commands.add(&window, Command::Menu::View, { "a", "A" }, { Qt::Key_A }, [] {});
    QAction* b = commands.add(&window, Command::Menu::View, { "b", "B" }, { Qt::Key_B }, [] {});
    commands.setGiven(
        { { "a", QJsonArray{ "B" } }, { "b", QJsonArray{ "A" } }, { "later", QJsonArray{ "L" } }, { "broken", 7 } });
    QCOMPARE(a->shortcut(), QKeySequence(Qt::Key_B));
    QCOMPARE(b->shortcut(), QKeySequence(Qt::Key_A));
    QVERIFY(commands.given().contains("later")); // of a command that is not here now
    QVERIFY(!commands.given().contains("broken"));

    commands.setGiven({ { "a", QJsonArray{ "B" } } }); // b has it still: left out
    QCOMPARE(a->shortcut(), QKeySequence(Qt::Key_A));
    QCOMPARE(b->shortcut(), QKeySequence(Qt::Key_B));
}

void TestCommands::classKeysOfTheSchemeGoBeforeKeysThatWereGiven()
{
    demo::World world(20);
    MainWindow window;
    QVERIFY(window.commands()->setKeys("view.invert", { QKeySequence("3") })); // no scheme is in use yet
    window.setProject(world.project());
    QVERIFY(window.commands()->find("view.invert")->action->shortcut().isEmpty());
    QVERIFY(window.commands()->on(QKeySequence("3"))->ofScheme);
    window.setProject(nullptr);
    QCOMPARE(window.commands()->find("view.invert")->action->shortcut(), QKeySequence("3"));
}

void TestCommands::aRemappedKeyActsAndTheOldOneDoesNot()
{
    open(20);
    MainWindow& window = *m_window;
    QVERIFY(window.commands()->setKeys("move.next-candidate", { QKeySequence("F7") }));
    QTest::keyClick(&window, Qt::Key_J);
    QTest::qWait(50);
    QCOMPARE(window.scan()->shown()->row, 0);
    QTest::keyClick(&window, Qt::Key_F7);
    QTRY_COMPARE(window.scan()->shown() ? window.scan()->shown()->row : -1, 1);
}

void TestCommands::whatCannotBeDoneSaysWhy()
{
    QWidget window;
    Commands commands;
    int done = 0;
    QAction* action = commands.add(&window, Command::Menu::Label, { "x", "X" }, {}, [&] { ++done; });
    bool full = true;
    commands.change(action,
        [&](Command& command) { command.why = [&] { return full ? QString("The disk is full") : QString(); }; });
    QSignalSpy said(&commands, &Commands::said);
    action->trigger();
    QCOMPARE(done, 0);
    QCOMPARE(said.count(), 1);
    QCOMPARE(said[0][0].toString(), "The disk is full");
    full = false;
    commands.run("x");
    QCOMPARE(done, 1);
    commands.change(action, [](Command& command) { command.needsProject = true; });
    commands.run("x"); // its action is disabled and would keep silent
    QCOMPARE(done, 1);
    QCOMPARE(said.last()[0].toString(), "No project is open");
}

void TestCommands::theSheetShowsTheKeysAsTheyAreNow()
{
    demo::World world(20);
    MainWindow window;
    window.setProject(world.project());
    const auto line = [&](const QString& does) -> QStringList {
        for (const KeySheet::Group& group : keyGroups(*window.commands()))
            for (const KeySheet::Line& one : group.lines)
                if (one.does == does)
                    return one.keys;
        return {};
    };
    QCOMPARE(line("invert"), QStringList{ "I" });
    QCOMPARE(line("a class of the scheme, and on"), QStringList{ "1 – 6" });
    QCOMPARE(line("undo"), (QStringList{ "U", "Ctrl Z" }));
    QVERIFY(window.commands()->setKeys("view.invert", { QKeySequence("Ctrl+I") }));
    QCOMPARE(line("invert"), QStringList{ "Ctrl I" });
    QVERIFY(window.commands()->setKeys("view.invert", {}));
    QCOMPARE(line("invert"), QStringList()); // what has no key is in the palette
}

void TestCommands::buttonsShowTheKeysAsTheyAreNow()
{
    demo::World world(20);
    MainWindow window;
    window.setProject(world.project());
    QTest::qWait(10);
    const auto shown = [&](const QString& words) {
        for (const KeyButton* button : window.scan()->findChildren<KeyButton*>())
            if (button->accessibleName() == words)
                return button->key();
        return QString("no such button");
    };
    QCOMPARE(shown("Skip"), "Space");
    QVERIFY(window.commands()->setKeys("label.skip", { QKeySequence("F9") }));
    QTRY_COMPARE(shown("Skip"), "F9");
    QVERIFY(window.commands()->setKeys("label.skip", {}));
    QTRY_COMPARE(shown("Skip"), "");
    QVERIFY(window.commands()->resetKeys("label.skip"));
    QTRY_COMPARE(shown("Skip"), "Space");

    const auto bracketed = [&] {
        QStringList tips;
        for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
            tips << button->toolTip();
        return tips.join('\n');
    };
    QVERIFY(bracketed().contains("(I)"));
    QVERIFY(window.commands()->setKeys("view.invert", { QKeySequence("Ctrl+I") }));
    QTRY_VERIFY(bracketed().contains("(Ctrl I)"));
    QVERIFY(!bracketed().contains("(I)"));
}

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
