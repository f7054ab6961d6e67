#include "tests/ui/demo_services.h"
#include "ui/commands/commands.h"
#include "ui/palette/fuzzy.h"
#include "ui/palette/palette.h"
#include "ui/palette/palette_list.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/search_field.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace vetrina;
using namespace vetrina::ui;

class TestPalette : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void lettersAreFoundInOrder_data();
    void lettersAreFoundInOrder();
    void betterPlacesWin_data();
    void betterPlacesWin();
    void everyCommandIsFoundByItsTitle();
    void enterDoesWhatIsChosen();
    void anObjectIsGoneTo();
    void aPlaceFindsItsNearestCandidateOrSaysThereIsNone();
    void aFilterIsCountedAndApplied();
    void enterBeforeTheAnswerDoesNotDoWhatWasFoundForOtherWords();
    void controlEnterGivesAKeyAndSaysWhoseOneIs();
    void whatCannotBeDoneSaysWhyAndDoesNothing();
    void noKeyActsBehindIt();
    void escapeGivesTheFocusBack();
    void theFieldInTheMenuBarOpensItAndShrinks();

private:
    /// A window on candidates with the palette open and the words typed.
    struct Scene {
        explicit Scene(std::size_t count = 40)
            : world(count)
        {
            window.show();
            window.activateWindow();
            window.setProject(world.project());
        }
        void type(const QString& words)
        {
            QSignalSpy found(window.palette(), &Palette::found);
            if (!window.palette()->isVisible())
                window.palette()->open();
            window.palette()->line()->setText(words);
            QTRY_VERIFY(!found.isEmpty());
        }
        [[nodiscard]] QStringList titles(PaletteItem::Kind kind) const
        {
            QStringList titles;
            for (int i = 0; i < window.palette()->model().rowCount(); ++i)
                if (window.palette()->model().item(i).kind == kind)
                    titles << window.palette()->model().item(i).title;
            return titles;
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::keyClick(window.palette()->line(), key, modifiers);
        }

        demo::World world;
        MainWindow window;
    };
};

void TestPalette::lettersAreFoundInOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hit"); // the text with what was typed in capitals; empty where it does not fit
    QTest::newRow("beginning") << "zoom"
                               << "zoom in"
                               << "ZOOM in";
    QTest::newRow("any case") << "ZI"
                              << "zoom in"
                              << "Zoom In";
    QTest::newRow("initials") << "nu"
                              << "north up or as stored"
                              << "North Up or as stored";
    QTest::newRow("in the middle") << "label"
                                   << "export labels"
                                   << "export LABELs";
    QTest::newRow("two words, any order") << "in zoom"
                                          << "zoom in"
                                          << "ZOOM IN";
    QTest::newRow("word starts before letters inside") << "st"
                                                       << "last stretch"
                                                       << "last STretch";
    QTest::newRow("nothing typed") << ""
                                   << "zoom in"
                                   << "zoom in";
    QTest::newRow("missing letter") << "zoomx"
                                    << "zoom in"
                                    << "";
    QTest::newRow("wrong order") << "mooz"
                                 << "zoom in"
                                 << "";
    QTest::newRow("scattered letters are a chance") << "ceoe"
                                                    << "candidate before"
                                                    << "";
}

void TestPalette::lettersAreFoundInOrder()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    QFETCH(QString, hit);
    const auto match = fuzzyMatch(typed, text);
    QCOMPARE(match.has_value(), !hit.isEmpty());
    if (!match)
        return;
    for (const int letter : match->letters)
        text[letter] = text[letter].toUpper();
    QCOMPARE(text, hit);
}

void TestPalette::betterPlacesWin_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginning before middle") << "label"
                                             << "Label: Supernova"
                                             << "Export labels";
    QTest::newRow("word before inside") << "fit"
                                        << "Zoom to fit"
                                        << "Benefits";
    QTest::newRow("together before apart") << "und"
                                           << "Undo"
                                           << "Use no drift";
}

void TestPalette::betterPlacesWin()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto a = fuzzyMatch(typed, better), b = fuzzyMatch(typed, worse);
    QVERIFY(a);
    QVERIFY(!b || a->score > b->score);
}

void TestPalette::everyCommandIsFoundByItsTitle()
{
    Scene scene;
    for (const Command& command : scene.window.commands()->all()) {
        scene.type(command.title);
        const QString title = command.ofScheme ? "Label: " + command.title : command.title;
        QVERIFY2(scene.titles(PaletteItem::Kind::Command).contains(title), qPrintable(title));
    }
}

void TestPalette::enterDoesWhatIsChosen()
{
    Scene scene;
    QTRY_VERIFY(scene.window.scan()->shown());
    scene.type("next cand");
    scene.press(Qt::Key_Return);
    QVERIFY(!scene.window.palette()->isVisible());
    QTRY_COMPARE(scene.window.scan()->shown() ? scene.window.scan()->shown()->row : -1, 1);
    scene.type({}); // what was done last is offered first
    QCOMPARE(scene.titles(PaletteItem::Kind::Command).value(0), "Next candidate");
    scene.press(Qt::Key_Return);
    QTRY_COMPARE(scene.window.scan()->shown() ? scene.window.scan()->shown()->row : -1, 2);
}

void TestPalette::anObjectIsGoneTo()
{
    Scene scene;
    scene.type("ZTF23ab1002");
    QCOMPARE(scene.titles(PaletteItem::Kind::Candidate).size(), 8);
    scene.press(Qt::Key_Down);
    scene.press(Qt::Key_Return);
    QTRY_COMPARE(scene.window.scan()->shown() ? scene.window.scan()->shown()->row : -1, 21);
    scene.type("2481334963515010033"); // a candid
    scene.press(Qt::Key_Return);
    QTRY_COMPARE(scene.window.scan()->shown() ? scene.window.scan()->shown()->row : -1, 33);
    QVERIFY(scene.world.labels.events.empty());
}

void TestPalette::aPlaceFindsItsNearestCandidateOrSaysThereIsNone()
{
    Scene scene;
    scene.type("01:19:08.2 -23:31:44"); // 19.784 deg: the eleventh
    QCOMPARE(scene.titles(PaletteItem::Kind::Candidate).value(0), "ZTF23ab10010"); // and its neighbours
    scene.press(Qt::Key_Return);
    QTRY_COMPARE(scene.window.scan()->shown() ? scene.window.scan()->shown()->row : -1, 10);

    scene.type("180.5 +12.25");
    QVERIFY(scene.titles(PaletteItem::Kind::Candidate).isEmpty());
    QVERIFY(scene.titles(PaletteItem::Kind::Note).value(0).contains("No candidate within 60"));
    QCOMPARE(scene.titles(PaletteItem::Kind::Filter).value(0), "cone(180.500000, 12.250000, 30)");
    scene.press(Qt::Key_Return);
    QTRY_COMPARE(scene.window.scan()->queue()->request().filter, "cone(180.500000, 12.250000, 30)");
}

void TestPalette::aFilterIsCountedAndApplied()
{
    Scene scene;
    scene.type("drb > 0.9");
    QCOMPARE(scene.titles(PaletteItem::Kind::Filter).value(0), "drb > 0.9");
    const PaletteModel& model = scene.window.palette()->model();
    QVERIFY(model.item(1).aside.contains("13")); // a third of 40
    scene.press(Qt::Key_Return);
    QTRY_COMPARE(scene.window.scan()->queue()->request().filter, "drb > 0.9");
    QCOMPARE(scene.window.scan()->queue()->filterLine()->text(), "drb > 0.9");
}

void TestPalette::enterBeforeTheAnswerDoesNotDoWhatWasFoundForOtherWords()
{
    Scene scene;
    QTRY_VERIFY(scene.window.scan()->shown());
    scene.type("next candidate");
    scene.window.palette()->line()->setText("invert"); // and at once:
    scene.press(Qt::Key_Return);
    QTest::qWait(100);
    QCOMPARE(scene.window.scan()->shown()->row, 0);
    QCOMPARE(scene.window.palette()->recent().value(0), "view.invert");
}

void TestPalette::controlEnterGivesAKeyAndSaysWhoseOneIs()
{
    Scene scene;
    scene.type("invert");
    scene.press(Qt::Key_Return, Qt::ControlModifier);
    scene.press(Qt::Key_Z); // of Zoom in
    QCOMPARE(scene.window.commands()->find("view.invert")->action->shortcut(), QKeySequence(Qt::Key_I));
    const auto labels = scene.window.palette()->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) { return label->text().contains("Zoom in"); }));
    scene.press(Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(scene.window.commands()->find("view.invert")->action->shortcut(), QKeySequence("Ctrl+I"));
    QVERIFY(scene.window.palette()->isVisible()); // and the line takes words again
    QVERIFY(!scene.window.palette()->line()->isReadOnly());
}

void TestPalette::whatCannotBeDoneSaysWhyAndDoesNothing()
{
    MainWindow window;
    window.show();
    QSignalSpy found(window.palette(), &Palette::found);
    window.palette()->open();
    window.palette()->line()->setText("close project");
    QTRY_VERIFY(!found.isEmpty());
    QCOMPARE(window.palette()->model().item(1).why, "No project is open");
    QSignalSpy closed(&window, &MainWindow::closeAsked);
    QTest::keyClick(window.palette()->line(), Qt::Key_Return);
    QVERIFY(window.palette()->isVisible());
    QVERIFY(closed.isEmpty());
}

void TestPalette::noKeyActsBehindIt()
{
    Scene scene;
    QVERIFY(QTest::qWaitForWindowActive(&scene.window));
    QTRY_VERIFY(scene.window.scan()->shown());
    QTest::keyClick(&scene.window, Qt::Key_K, Qt::ControlModifier);
    QVERIFY(scene.window.palette()->isVisible());
    for (const Qt::Key key : { Qt::Key_1, Qt::Key_F, Qt::Key_J, Qt::Key_Space, Qt::Key_U })
        scene.press(key);
    QTest::qWait(50);
    QVERIFY(scene.world.labels.events.empty());
    QCOMPARE(scene.window.scan()->shown()->row, 0);
    QCOMPARE(scene.window.palette()->line()->text(), "1fj u");
}

void TestPalette::escapeGivesTheFocusBack()
{
    Scene scene;
    QVERIFY(QTest::qWaitForWindowActive(&scene.window));
    QWidget* before = scene.window.scan()->queue()->list();
    before->setFocus();
    scene.window.palette()->open();
    QVERIFY(scene.window.palette()->line()->hasFocus());
    scene.press(Qt::Key_Escape);
    QVERIFY(!scene.window.palette()->isVisible());
    QCOMPARE(QApplication::focusWidget(), before);
}

void TestPalette::theFieldInTheMenuBarOpensItAndShrinks()
{
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    auto* field = window.findChild<SearchField*>();
    QVERIFY(field && field->width() > 300);
    QVERIFY(field->toolTip().contains("Ctrl K"));
    window.resize(1000, 700);
    QTRY_VERIFY(field->width() < 40);
    QTest::mouseClick(field, Qt::LeftButton);
    QVERIFY(window.palette()->isVisible());
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
