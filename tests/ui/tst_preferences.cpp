#include "tests/ui/demo_services.h"
#include "ui/commands/commands.h"
#include "ui/help/hints.h"
#include "ui/help/tour.h"
#include "ui/preferences/key_table.h"
#include "ui/preferences/preferences.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/status_line.h"
#include "ui/stamp/stamp_row.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace vetrina;
using namespace vetrina::ui;

/// What the user chooses and what helps at the beginning.
class TestPreferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { applyTheme(Scheme::Dark); }
    void settingsComeBackFromTheirFile();
    void aBrokenFileIsNoObstacle();
    void everyControlChangesItsSetting();
    void theThemeChangesAtOnce();
    void displayChoicesReachTheStamps();
    void howOneLabelsIsChosenForThisProjectAndNewOnes();
    void everySchemeThatShipsIsOffered();
    void aKeyIsGivenInTheTable();
    void hintsComeOneByOneAndGoForEver();
    void theTourPointsAtEachPartAndEnds();
    void aProblemStaysAndCanBeCopiedAndTriedAgain();
    void italianReadsItalianAndCommandsKeepTheirIds();
};

void TestPreferences::settingsComeBackFromTheirFile()
{
    QTemporaryDir dir;
    const std::filesystem::path file = dir.filePath("deep/settings.json").toStdString();
    {
        Settings settings(file);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.set("scan.prefetch", 7);
        settings.set("scan.prefetch", 7); // the same again is nothing
        settings.set("labels.user", "ada");
        settings.set("display.invert", true);
        QCOMPARE(changed.count(), 3);
    } // written when it goes, if not before
    const Settings settings(file);
    QCOMPARE(settings.number("scan.prefetch", 20), 7);
    QCOMPARE(settings.text("labels.user"), "ada");
    QVERIFY(settings.isOn("display.invert", false));
    QCOMPARE(settings.number("scan.patience", 150), 150);
}

void TestPreferences::aBrokenFileIsNoObstacle()
{
    QTemporaryDir dir;
    QFile file(dir.filePath("settings.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"appearance.theme\": [");
    file.close();
    Settings settings(file.fileName().toStdString());
    QCOMPARE(settings.text("appearance.theme", "dark"), "dark");
    QVERIFY(settings.scheme() == Scheme::Dark);
    settings.set("appearance.theme", "light");
    settings.flush();
    QTRY_COMPARE(JsonFile::read(file.fileName().toStdString())["appearance.theme"].toString(), "light");
}

void TestPreferences::everyControlChangesItsSetting()
{
    MainWindow window;
    window.show();
    window.commands()->run("window.preferences");
    auto* preferences = window.findChild<Preferences*>();
    QVERIFY(preferences && preferences->isVisible());
    int tried = 0;
    for (const auto page : { Preferences::Appearance, Preferences::Scan, Preferences::Display, Preferences::Labels,
             Preferences::Engine }) {
        preferences->showPage(page);
        QSignalSpy changed(window.settings(), &Settings::changed);
        const auto must = [&](const QWidget* control) {
            ++tried;
            QVERIFY2(!changed.isEmpty(), qPrintable(control->accessibleName()));
            QVERIFY(!control->accessibleName().isEmpty());
            changed.clear();
        };
        for (QComboBox* box : preferences->findChildren<QComboBox*>())
            if (box->isVisible() && box->count() > 1) {
                const int at = (box->currentIndex() + 1) % box->count();
                box->setCurrentIndex(at);
                Q_EMIT box->activated(at);
                must(box);
            }
        for (QCheckBox* box : preferences->findChildren<QCheckBox*>())
            if (box->isVisible()) {
                box->click();
                must(box);
            }
        for (QSpinBox* box : preferences->findChildren<QSpinBox*>())
            if (box->isVisible()) {
                box->setValue(box->value() + 1);
                must(box);
            }
        if (page == Preferences::Labels)
            for (QLineEdit* line : preferences->findChildren<QLineEdit*>())
                if (line->isVisible()) {
                    QTest::keyClicks(line, "ada");
                    must(line);
                }
    }
    QVERIFY(tried > 14);
    for (QPushButton* button : preferences->findChildren<QPushButton*>())
        if (!button->isEnabled())
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->text()));
}

void TestPreferences::theThemeChangesAtOnce()
{
    MainWindow window;
    window.settings()->set("appearance.theme", "light");
    QCOMPARE(currentScheme(), Scheme::Light);
    QVERIFY(window.commands()->find("view.light")->action->isChecked());
    window.commands()->run("view.light"); // and the menu's switch is the same setting
    QCOMPARE(window.settings()->text("appearance.theme"), "dark");
    QCOMPARE(currentScheme(), Scheme::Dark);
}

void TestPreferences::displayChoicesReachTheStamps()
{
    MainWindow window;
    window.settings()->set("display.stretch", "sqrt");
    window.settings()->set("display.crosshair", false);
    QCOMPARE(window.scan()->stamps()->state().display.stretch, image::Stretch::Sqrt);
    QVERIFY(!window.scan()->stamps()->state().crosshair);
    window.settings()->set("display.stretch", "nonsense");
    QCOMPARE(window.scan()->stamps()->state().display.stretch, image::Stretch::Sqrt);
}

void TestPreferences::howOneLabelsIsChosenForThisProjectAndNewOnes()
{
    demo::World world(20);
    MainWindow window;
    window.setProject(world.project());
    QVERIFY(window.scan()->autoAdvance() && !window.scan()->wholeObject());
    window.commands()->run("window.preferences");
    auto* preferences = window.findChild<Preferences*>();
    preferences->showPage(Preferences::Labels);
    const auto click = [&](const QString& words) {
        for (QCheckBox* box : preferences->findChildren<QCheckBox*>())
            if (box->text() == words)
                return box->click();
        QFAIL(qPrintable(words));
    };
    click("A label goes on to the next candidate");
    QVERIFY(!window.scan()->autoAdvance()); // at once
    QVERIFY(!window.commands()->find("label.advance")->action->isChecked());
    click("By object, a label goes to all its alerts");
    QVERIFY(window.scan()->wholeObject());
    const QJsonObject left = window.scan()->viewState();
    window.scan()->setAutoAdvance(true); // by its key: in this project alone
    const QJsonObject otherwise = window.scan()->viewState();
    window.setProject(world.project()); // a new one
    QVERIFY(!window.scan()->autoAdvance() && window.scan()->wholeObject());
    window.setProject(world.project(), otherwise); // comes back as it was left
    QVERIFY(window.scan()->autoAdvance() && window.scan()->wholeObject());
    window.setProject(world.project(), left);
    QVERIFY(!window.scan()->autoAdvance());
}

void TestPreferences::everySchemeThatShipsIsOffered()
{
    MainWindow window;
    window.commands()->run("window.preferences");
    auto* preferences = window.findChild<Preferences*>();
    preferences->showPage(Preferences::Labels);
    std::map<QString, QString> offered, shipped;
    for (const QComboBox* box : preferences->findChildren<QComboBox*>())
        if (box->accessibleName() == "Label scheme")
            for (int i = 0; i < box->count(); ++i)
                offered[box->itemData(i).toString()] = box->itemText(i);
    for (const QFileInfo& file : QDir(VETRINA_SOURCE_DIR "/resources/schemes").entryInfoList({ "*.json" })) {
        const data::LabelScheme scheme = demo::shippedScheme(file.completeBaseName().toStdString());
        shipped[QString::fromStdString(scheme.name)] = QString::fromStdString(scheme.title);
    }
    QCOMPARE(offered, shipped);
}

void TestPreferences::aKeyIsGivenInTheTable()
{
    QTemporaryDir dir;
    {
        MainWindow window(dir.filePath("settings.json"));
        window.show();
        window.commands()->run("help.give-keys");
        auto* preferences = window.findChild<Preferences*>();
        QVERIFY(preferences->isVisible());
        QTableWidget* table = preferences->keys()->table();
        int row = -1;
        for (int i = 0; i < table->rowCount(); ++i)
            if (table->item(i, 0)->data(Qt::UserRole) == "view.invert")
                row = i;
        QVERIFY(row >= 0);
        table->setCurrentCell(row, 0);
        preferences->keys()->askKey();
        QTest::keyClick(table, Qt::Key_Z);
        QVERIFY2(preferences->keys()->said().contains("Zoom in"), qPrintable(preferences->keys()->said()));
        QTest::keyClick(table, Qt::Key_F8);
        QCOMPARE(window.commands()->find("view.invert")->action->shortcut(), QKeySequence("F8"));
        QTRY_COMPARE(table->item(row, 2)->text(), "F8");
        QTest::qWait(10);
    }
    const MainWindow window(dir.filePath("settings.json")); // kept
    QCOMPARE(window.commands()->find("view.invert")->action->shortcut(), QKeySequence("F8"));
}

void TestPreferences::hintsComeOneByOneAndGoForEver()
{
    QTemporaryDir dir;
    const std::filesystem::path file = dir.filePath("settings.json").toStdString();
    {
        Settings settings(file);
        StatusLine status;
        Hints hints(settings, status);
        QCOMPARE(hints.shown(), QString());
        hints.setWork(true, 0);
        QCOMPARE(hints.shown(), "label");
        hints.setWork(true, 6);
        QCOMPARE(hints.shown(), "label"); // until it was done
        hints.done("label");
        QCOMPARE(hints.shown(), "palette");
        Q_EMIT status.hintPutAway(); // the x
        QCOMPARE(hints.shown(), QString());
        hints.setWork(true, 20);
        QCOMPARE(hints.shown(), "filter");
        hints.setWork(false, 0); // no project: no hint
        QCOMPARE(hints.shown(), QString());
    }
    Settings settings(file);
    StatusLine status;
    Hints hints(settings, status);
    hints.setWork(true, 20);
    QCOMPARE(hints.shown(), "filter");
}

void TestPreferences::theTourPointsAtEachPartAndEnds()
{
    demo::World world(20);
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.setProject(world.project());
    QTRY_VERIFY(window.scan()->shown());
    window.showTour();
    Tour* tour = window.tour();
    QVERIFY(tour->isVisible());
    const int steps = tour->steps();
    QVERIFY(steps >= 8);
    for (int i = 0; i < steps; ++i) {
        QCOMPARE(tour->step(), i);
        for (const QWidget* part : tour->findChildren<QWidget*>())
            QVERIFY(!part->isVisible() || tour->rect().contains(QRect(part->mapTo(tour, QPoint()), part->size())));
        QTest::keyClick(tour, i % 2 ? Qt::Key_Right : Qt::Key_Return);
    }
    QVERIFY(!tour->isVisible());
    QVERIFY(world.labels.events.empty()); // no key acted behind it
}

void TestPreferences::aProblemStaysAndCanBeCopiedAndTriedAgain()
{
    MainWindow window;
    window.show();
    int tried = 0;
    window.sayProblem({ Error::Code::Io, "night.vetrina: can't be read", "Look at the disk." }, [&] { ++tried; });
    QVERIFY(window.problem()->isVisible());
    for (QPushButton* button : window.problem()->findChildren<QPushButton*>())
        if (button->text() == "Copy")
            button->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), "night.vetrina: can't be read\nLook at the disk.");
    QTest::qWait(50);
    QVERIFY(window.problem()->isVisible());
    for (QPushButton* button : window.problem()->findChildren<QPushButton*>())
        if (button->text() == "Retry")
            button->click();
    QCOMPARE(tried, 1);
    QVERIFY(!window.problem()->isVisible());
}

void TestPreferences::italianReadsItalianAndCommandsKeepTheirIds()
{
    // With a project: its classes and schemes are commands too.
    demo::World world(20);
    const auto idsOf = [&world](MainWindow& window) {
        window.setProject(world.project());
        (void)QTest::qWaitFor([&] { return window.commands()->find("label.scheme.real-bogus") != nullptr; });
        QStringList ids;
        for (const Command& command : window.commands()->all())
            ids << command.id;
        return ids;
    };
    QVERIFY(languages().contains("it"));
    QStringList english;
    {
        MainWindow window;
        english = idsOf(window);
        QVERIFY2(english.contains("label.class.supernova") && english.contains("label.scheme.real-bogus"),
            qPrintable(english.join(' ')));
    }
    const QJsonObject given{ { "view.invert", QJsonArray{ "F8" } },
        { "view.light-curve-30-days-or-all", QJsonArray{ "F9" } } };
    QCOMPARE(useLanguage("it"), "it");
    {
        MainWindow window;
        QCOMPARE(idsOf(window), english);
        window.commands()->setGiven(given); // given under English, they act under Italian
        QCOMPARE(window.commands()->find("view.invert")->action->shortcut(), QKeySequence("F8"));
        QCOMPARE(window.commands()->given(), given);
        QStringList menus;
        for (const QAction* menu : window.findChild<QMenuBar*>()->actions())
            menus << menu->text();
        QVERIFY2(menus.contains("&Modifica") && menus.contains("&Aiuto"), qPrintable(menus.join(' ')));
        QCOMPARE(window.commands()->find("move.next-candidate")->title, "Prossimo candidato");
    }
    QCOMPARE(useLanguage("en"), "en");
    QVERIFY(MainWindow().commands()->find("edit.undo")->title == "Undo");
}

QTEST_MAIN(TestPreferences)
#include "tst_preferences.moc"
