#include "tests/ui/demo_window.h"
#include "ui/base/then.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/recent_card.h"
#include "ui/shell/recents.h"
#include "ui/shell/welcome_page.h"
#include "ui/stamp/stamp_row.h"

#include <QDir>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::ui;

class TestShell : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void thenAnswersOnTheWindowsThreadAndLater();
    void thenDropsWhatNoLongerStands();
    void recentsKeepWhatWasOpen();
    void aBrokenListOfRecentsIsNoObstacle();
    void droppingANightAsksToTakeItIn_data();
    void droppingANightAsksToTakeItIn();
    void questionMarkShowsTheKeysAndNothingActsBehindThem();
    void theWindowRemembersItsThemeSizeAndDisplay();
    void f6GoesRoundThePanes();
    void menusHoldEveryCommandWithItsKey();
};

void TestShell::thenAnswersOnTheWindowsThreadAndLater()
{
    QObject context;
    bool done = false;
    QThread* thread = nullptr;
    then(answered<int>(7), &context, [&](Result<int> answer) {
        done = true;
        thread = QThread::currentThread();
        QCOMPARE(answer.value(), 7);
    });
    QVERIFY(!done);
    QTRY_VERIFY(done);
    QCOMPARE(thread, QThread::currentThread());
}

void TestShell::thenDropsWhatNoLongerStands()
{
    int calls = 0;
    const auto count = [&](const Result<int>&) { ++calls; };
    QObject context;
    LastQuestion question;
    const std::stop_token first = question.ask();
    then(answered<int>(1), &context, first, count);
    const std::stop_token second = question.ask(); // takes the first back
    then(answered<int>(2), &context, second, count);
    then(answered<int>(cancelled()), &context, count);
    auto gone = std::make_unique<QObject>();
    then(answered<int>(3), gone.get(), count);
    gone.reset();
    QTest::qWait(50);
    QCOMPARE(calls, 1);
}

void TestShell::recentsKeepWhatWasOpen()
{
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    std::filesystem::create_directories(folder / "a.vetrina");
    std::filesystem::create_directories(folder / "b.vetrina");
    QImage preview(72, 72, QImage::Format_RGB32);
    preview.fill(Qt::gray);
    const Recents recents(folder / "state");
    const QDateTime now = QDateTime::currentDateTime();
    recents.remember({ "a", folder / "a.vetrina", now, 3, 10, preview });
    recents.remember({ "b", folder / "b.vetrina", now, 0, 5, {} });
    recents.remember({ "gone", folder / "gone.vetrina", now, 0, 5, {} });
    recents.remember({ "a", folder / "a.vetrina", now, 4, 10, {} });
    const std::vector<Recent> all = recents.all();
    QCOMPARE(all.size(), 2u);
    QCOMPARE(all[0].name, "a");
    QCOMPARE(all[0].labelled, 4u);
    QVERIFY(!all[0].preview.isNull()); // the picture of the first time
    QCOMPARE(all[1].name, "b");
    QCOMPARE(agoText(now.addSecs(-240), now), "4 min ago");
}

void TestShell::aBrokenListOfRecentsIsNoObstacle()
{
    QTemporaryDir dir;
    QFile file(dir.filePath("recent.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[{\"path\": 7}, nonsense");
    file.close();
    QVERIFY(Recents(dir.path().toStdString()).all().empty());
}

void TestShell::droppingANightAsksToTakeItIn_data()
{
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<bool>("opens");
    QTest::newRow("a project") << QStringList{ "/nights/a.vetrina" } << true;
    QTest::newRow("a project with a slash") << QStringList{ "/nights/a.vetrina/" } << true;
    QTest::newRow("an archive") << QStringList{ "/nights/a.tar.gz" } << false;
    QTest::newRow("files and folders") << QStringList{ "/nights/a.avro", "/nights/more" } << false;
}

void TestShell::droppingANightAsksToTakeItIn()
{
    QFETCH(QStringList, paths);
    QFETCH(bool, opens);
    MainWindow window;
    window.show();
    QSignalSpy open(&window, &MainWindow::openAsked), packets(&window, &MainWindow::packetsGiven);
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter({ 50, 50 }, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({ 50, 50 }, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &drop);
    QCOMPARE(open.count(), opens ? 1 : 0);
    QCOMPARE(packets.count(), opens ? 0 : 1);
    if (!opens)
        QCOMPARE(packets[0][0].toStringList(), paths);
}

void TestShell::questionMarkShowsTheKeysAndNothingActsBehindThem()
{
    open(20);
    MainWindow& window = *m_window;
    QTest::keyClick(&window, Qt::Key_Question);
    auto* sheet = window.findChild<KeySheet*>();
    QVERIFY(sheet && sheet->isVisible());
    QTest::keyClick(sheet, Qt::Key_1);
    QVERIFY(!sheet->isVisible());
    QTest::qWait(50);
    QVERIFY(m_world->labels.events.empty());
    QCOMPARE(window.scan()->shown()->row, 0);
}

void TestShell::theWindowRemembersItsThemeSizeAndDisplay()
{
    QTemporaryDir dir;
    const QString file = dir.filePath("window.ini");
    {
        MainWindow window(file);
        window.show();
        window.resize(1111, 777);
        window.setScheme(Scheme::Light);
        window.scan()->stamps()->change([](DisplayState& state) { state.display.stretch = image::Stretch::Sinh; });
        window.scan()->stamps()->setRule(image::LimitsRule::ZScaleDs9);
        window.close();
    }
    applyTheme(Scheme::Dark);
    MainWindow window(file);
    QCOMPARE(currentScheme(), Scheme::Light);
    QCOMPARE(window.size(), QSize(1111, 777));
    QCOMPARE(window.scan()->stamps()->state().display.stretch, image::Stretch::Sinh);
    QCOMPARE(window.scan()->stamps()->state().rule, image::LimitsRule::ZScaleDs9);
    window.setScheme(Scheme::Dark);
}

void TestShell::f6GoesRoundThePanes()
{
    open(20);
    MainWindow& window = *m_window;
    QList<QWidget*> seen;
    for (QTest::keyClick(&window, Qt::Key_F6); !seen.contains(window.focusWidget());
         QTest::keyClick(&window, Qt::Key_F6))
        seen << window.focusWidget();
    QCOMPARE(window.focusWidget(), seen[0]); // round, not to and fro
    QVERIFY(seen.size() >= 4);
    QTest::keyClick(&window, Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(window.focusWidget(), seen.back());
}

void TestShell::menusHoldEveryCommandWithItsKey()
{
    demo::World world(20);
    MainWindow window;
    window.setProject(world.project());
    QStringList keys;
    for (const QAction* top : window.findChild<QMenuBar*>()->actions())
        for (const QAction* action : top->menu()->actions())
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString())); // no key does two things
                keys << key.toString();
            }
    for (const char* key :
        { "1", "6", "Space", "U", "Shift+U", "F", "N", "Right", "Left", "Z", "0", "[", "]", "I", "X", "?", "/", "F11" })
        QVERIFY2(keys.contains(key), key);
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
