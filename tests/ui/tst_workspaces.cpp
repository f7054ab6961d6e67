#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/shell/rail.h"
#include "ui/shell/workspaces.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// A workspace of nothing but a place for the focus.
class Page : public Workspace {
public:
    explicit Page(Face face)
        : m_face(std::move(face))
        , m_home(new QWidget(this))
    {
        m_home->setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] Face face() const override { return m_face; }
    [[nodiscard]] QWidget* home() const override { return m_home; }
    void setProject(Project* project) override { m_project = project; }
    void focusNextPane(bool) override { ++m_panes; }

    Face m_face;
    QWidget* m_home;
    Project* m_project = nullptr;
    int m_panes = 0;
};

/// A window of two workspaces, each with a command on B.
struct Scene {
    Scene()
    {
        pages = new Workspaces(new QLabel("welcome"), rail, &commands, &window);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(rail);
        column->addWidget(pages);
        first = new Page({ Workspace::Place::Scan, "first", "First", "scan", "One" });
        second = new Page({ Workspace::Place::Map, "second", "Second", "scan", "Two" });
        commands.add(first, Command::Menu::View, { "first.b", "Of the first" }, { Qt::Key_B }, [this] { did << "1"; });
        pages->add(first);
        pages->add(second);
        commands.add(
            second, Command::Menu::View, { "second.b", "Of the second" }, { Qt::Key_B }, [this] { did << "2"; });
        commands.add(&window, Command::Menu::View, { "all.c", "Of all" }, { Qt::Key_C }, [this] { did << "c"; });
        QAction* undo =
            commands.add(first, Command::Menu::Edit, { "first.u", "Undo" }, { Qt::Key_U }, [this] { did << "u"; });
        commands.change(undo, [](Command& command) { command.everywhere = true; });
        window.resize(400, 300);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        commands.setProjectOpen(true);
        pages->setProject(project.get());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&window, key, modifiers); }

    demo::World world{ 3 };
    std::unique_ptr<Project> project = world.project();
    QWidget window;
    Commands commands{ &window };
    Rail* rail = new Rail;
    Workspaces* pages;
    Page *first, *second;
    QStringList did;
};

} // namespace

/// One workspace in sight: its keys act, those of the others rest.
class TestWorkspaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsThatOfTheWorkspaceInSight();
    void ctrlAndItsNumberOpensAWorkspace();
    void theRailOpensAWorkspace();
    void whatIsOfAnotherWorkspaceSaysWhere();
    void twoWorkspacesMayHaveTheSameKey();
    void withoutAProjectWelcomeStandsThere();
    void onlyThePageInSightSaysWhatIsUnderTheCursor();
};

void TestWorkspaces::aKeyIsThatOfTheWorkspaceInSight()
{
    Scene scene;
    scene.press(Qt::Key_B);
    QCOMPARE(scene.did, QStringList({ "1" }));
    scene.pages->open(scene.second);
    QVERIFY(scene.second->home()->hasFocus());
    for (const Qt::Key key : { Qt::Key_B, Qt::Key_C, Qt::Key_U })
        scene.press(key);
    QCOMPARE(scene.did, QStringList({ "1", "2", "c", "u" }));
    QCOMPARE(scene.commands.on(Qt::Key_B)->id, "second.b");
}

void TestWorkspaces::ctrlAndItsNumberOpensAWorkspace()
{
    Scene scene;
    QSignalSpy opened(scene.pages, &Workspaces::opened);
    scene.press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(scene.pages->current(), scene.second);
    scene.press(Qt::Key_3, Qt::ControlModifier); // it is there already
    QCOMPARE(scene.pages->current(), scene.second);
    scene.press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(scene.pages->current(), scene.first);
    QCOMPARE(opened.count(), 2);
    QCOMPARE(scene.pages->find("second"), scene.second);
    QVERIFY(!scene.pages->find("third"));
}

void TestWorkspaces::theRailOpensAWorkspace()
{
    Scene scene;
    const auto buttons = scene.rail->findChildren<QToolButton*>();
    const auto named = [&](const QString& name) {
        return *std::ranges::find_if(buttons, [&](QToolButton* button) { return button->text() == name; });
    };
    named("Second")->click();
    QCOMPARE(scene.pages->current(), scene.second);
    QVERIFY(named("Second")->isChecked());
    QVERIFY(!named("First")->isChecked());
    QCOMPARE(named("Second")->toolTip(), "Two (Ctrl+3)");
}

void TestWorkspaces::whatIsOfAnotherWorkspaceSaysWhere()
{
    Scene scene;
    const Command* command = scene.commands.find("second.b");
    QVERIFY(!command->action->isEnabled());
    QVERIFY2(scene.commands.why(*command).contains("Second"), qPrintable(scene.commands.why(*command)));
    QVERIFY(command->action->toolTip().contains("Second"));
    QSignalSpy said(&scene.commands, &Commands::said);
    scene.commands.run("second.b");
    QVERIFY(scene.did.isEmpty());
    QCOMPARE(said.count(), 1);
    scene.pages->open(scene.second);
    QVERIFY(command->action->isEnabled());
    QVERIFY(scene.commands.why(*command).isEmpty());
}

void TestWorkspaces::twoWorkspacesMayHaveTheSameKey()
{
    Scene scene;
    QVERIFY(scene.commands.setKeys("second.b", { QKeySequence(Qt::Key_X) }));
    QVERIFY(scene.commands.setKeys("first.b", { QKeySequence(Qt::Key_X) }));
    QVERIFY(!scene.commands.setKeys("second.b", { QKeySequence(Qt::Key_C) })); // of the window
    QVERIFY(!scene.commands.setKeys("second.b", { QKeySequence(Qt::Key_U) })); // of the first, but everywhere
    scene.commands.setGiven(scene.commands.given()); // as at the next start
    scene.press(Qt::Key_X);
    scene.pages->open(scene.second);
    scene.press(Qt::Key_X);
    QCOMPARE(scene.did, QStringList({ "1", "2" }));
}

void TestWorkspaces::withoutAProjectWelcomeStandsThere()
{
    Scene scene;
    QCOMPARE(scene.second->m_project, scene.project.get());
    scene.pages->open(scene.second);
    scene.commands.setProjectOpen(false);
    scene.pages->setProject(nullptr);
    QVERIFY(!scene.pages->current());
    QVERIFY(!scene.second->m_project);
    scene.press(Qt::Key_B);
    scene.press(Qt::Key_3, Qt::ControlModifier);
    QVERIFY(!scene.pages->current());
    QVERIFY(scene.did.isEmpty());
}

void TestWorkspaces::onlyThePageInSightSaysWhatIsUnderTheCursor()
{
    Scene scene;
    QSignalSpy hovered(scene.pages, &Workspaces::hovered);
    Q_EMIT scene.second->hovered("behind");
    QCOMPARE(hovered.count(), 0);
    Q_EMIT scene.first->hovered("here");
    QCOMPARE(hovered.count(), 1);
}

QTEST_MAIN(TestWorkspaces)
#include "tst_workspaces.moc"
