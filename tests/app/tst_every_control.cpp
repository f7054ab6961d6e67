#include "app/window/wiring.h"
#include "core/session/candidates.h"
#include "core/session/finder.h"
#include "core/session/ingest.h"
#include "tests/app/hand.h"
#include "tests/real_data.h"
#include "ui/commands/commands.h"
#include "ui/palette/palette.h"
#include "ui/palette/palette_list.h"
#include "ui/preferences/settings.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/workspaces.h"
#include "ui/stamp/stamp_row.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::ui;

/// Everything that can be pressed, on the real night: nothing fails, keeps silent, can't be reached or lies.
class TestEveryControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyCommandDoesSomethingOrSaysWhyNot();
    void everyKeyReachesItsCommand();
    void whatRestsWithoutAProjectSaysSo();
    void everyButtonHasANameAndDoesSomething();
    void everyVisibleControlHasAName();
    void everyFieldAndFilterIsFoundAndFilters();
    void thePlaceAndNameOfEveryCandidateLeadThere();
    void killedInTheMiddleItComesBackThere();
    void aProjectThatCannotBeOpenedIsSaidAndTriedAgain();

private:
    void openNight();
    void settle();
    [[nodiscard]] const Commands& commands() const { return *m_window->commands(); }

    QTemporaryDir m_dir;
    std::filesystem::path m_project;
    std::unique_ptr<session::Closing> m_closing;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<app::Wiring> m_wiring;
    std::unique_ptr<Hand> m_hand;
};

void TestEveryControl::initTestCase()
{
    if (realData().empty())
        QSKIP("the real data is not here: set VETRINA_REAL_DATA or put it at ../shared/data");
    for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
        qputenv(variable, m_dir.path().toUtf8());
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    applyTheme(Scheme::Dark);
    m_project = std::filesystem::path(m_dir.path().toStdString()) / "night.vetrina";
    session::Session::Options options;
    options.create = true;
    options.user = "ada";
    auto session = session::Session::open(m_project, options);
    QVERIFY(session);
    Progress progress;
    const auto report = (*session)->ingest().run({ realData() / "ztf" / "night" }, {}, progress);
    QVERIFY(report && report->added == 607);
}

void TestEveryControl::init()
{
    m_closing = std::make_unique<session::Closing>();
    m_window = std::make_unique<MainWindow>(m_dir.filePath(QString(QTest::currentTestFunction()) + ".json"));
    session::Session::Options options;
    options.user = "ada";
    m_wiring = std::make_unique<app::Wiring>(*m_window, *m_closing, options);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_hand = std::make_unique<Hand>(*m_window);
    m_wiring->start({});
}

void TestEveryControl::cleanup()
{
    m_hand.reset();
    m_wiring.reset();
    m_window.reset();
    if (m_closing)
        QVERIFY(m_closing->finish(std::chrono::seconds(60)));
    m_closing.reset();
}

void TestEveryControl::openNight()
{
    if (!m_window->project()) {
        Q_EMIT m_window->openAsked(QString::fromStdString(m_project.string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project(), 20000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_window->scan()->shown(), 20000);
}

/// As one begins: the night open, a candidate of the middle shown, nothing over it.
void TestEveryControl::settle()
{
    m_hand->clear();
    openNight();
    m_window->problem()->clear();
    m_window->workspaces()->open(m_window->scan());
    QLineEdit* filter = m_window->scan()->queue()->filterLine();
    if (!filter->text().isEmpty()) {
        filter->clear();
        Q_EMIT filter->returnPressed();
    }
    if (m_window->scan()->queue()->request().byObject)
        m_window->scan()->queue()->setByObject(false);
    QTRY_VERIFY(m_window->scan()->queue()->model().rowCount() > 600);
    m_window->scan()->queue()->goTo(100);
    QTRY_VERIFY(
        m_window->scan()->shown() && m_window->scan()->shown()->row == m_window->scan()->queue()->model().rowAt(100));
    m_window->scan()->queue()->list()->setFocus();
    m_window->scan()->stamps()->fit();
    m_window->scan()->stamps()->zoomBy(1.5); // so that there is something to fit
    QTest::mouseMove(m_window->scan()->stamps(), m_window->scan()->stamps()->rect().center());
    m_window->status()->say({}, false);
    m_hand->rest();
}

void TestEveryControl::everyCommandDoesSomethingOrSaysWhyNot()
{
    openNight();
    QStringList ids, silent;
    for (const Command& command : commands().all())
        ids << command.id;
    QVERIFY(ids.size() > 30);
    for (const QString& id : ids) {
        if (id == "file.quit") // seen below to reach the window; it would end the test
            continue;
        settle();
        const Command* command = commands().find(id);
        QVERIFY2(command, qPrintable(id));
        const QString why = commands().why(*command);
        m_hand->watch();
        m_window->commands()->run(id);
        if (!m_hand->sawSomething())
            silent << id;
        else if (!why.isEmpty())
            QVERIFY2(m_hand->said().contains(why), qPrintable(id + ": " + why));
    }
    QVERIFY2(silent.isEmpty(), qPrintable("these keep silent: " + silent.join(", ")));
}

void TestEveryControl::everyKeyReachesItsCommand()
{
    settle();
    QStringList lost, keys;
    std::vector<std::pair<QString, QList<QKeySequence>>> all;
    for (const Command& command : commands().all())
        if (!commands().isElsewhere(command)) // those of the other workspaces rest while Scan is in sight
            all.emplace_back(command.id, command.action->shortcuts());
    for (const auto& [id, sequences] : all)
        for (const QKeySequence& key : sequences) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable("two commands have " + key.toString()));
            keys << key.toString();
            settle();
            const Command* command = commands().find(id); // anew: those of the scheme come and go with the project
            QVERIFY2(command, qPrintable(id));
            QSignalSpy triggered(command->action, &QAction::triggered);
            QWidget* focus = m_window->focusWidget();
            m_hand->watch();
            QTest::keyClick(focus ? focus : m_window.get(), key[0].key(), key[0].keyboardModifiers());
            if (triggered.isEmpty())
                lost << id + " (" + key.toString() + ')';
            if (!m_window->isVisible()) { // quit
                m_window->show();
                m_window->activateWindow();
                QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
            }
        }
    QVERIFY2(lost.isEmpty(), qPrintable("these keys do nothing: " + lost.join(", ")));
}

void TestEveryControl::whatRestsWithoutAProjectSaysSo()
{
    QVERIFY(!m_window->project());
    int resting = 0;
    for (const Command& command : commands().all()) {
        if (command.action->isEnabled())
            continue;
        ++resting;
        QCOMPARE(command.action->toolTip(), "No project is open");
    }
    QVERIFY(resting > 15);
    for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
        if (button->isVisible() && !button->isEnabled())
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(Hand::nameOf(button)));
}

void TestEveryControl::everyButtonHasANameAndDoesSomething()
{
    QStringList silent, nameless;
    const auto goTo = [this](const char* page) {
        settle();
        m_window->workspaces()->open(m_window->workspaces()->find(page));
        QTest::qWait(300); // what it asks for
    };
    for (const char* page : { "", "scan", "map", "train" }) {
        const bool open = *page;
        if (open)
            goTo(page);
        QTest::qWait(300); // recent projects
        QList<QPointer<QAbstractButton>> buttons;
        for (QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
            if (button->isVisible())
                buttons << button;
        QVERIFY(buttons.size() > (open ? 10 : 3));
        for (const QPointer<QAbstractButton>& button : buttons) {
            if (open)
                goTo(page);
            else
                m_hand->clear();
            if (!button || !button->isVisible())
                continue; // it belonged to what is gone by now
            const QString name = Hand::nameOf(button);
            if (name.isEmpty()) {
                nameless << button->metaObject()->className();
                continue;
            }
            if (!button->isEnabled()) {
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(name + " does not say why it rests"));
                continue;
            }
            if (button->isCheckable() && button->isChecked() && button->group() && button->group()->exclusive())
                continue; // the one that is chosen
            for (QWidget* in = button->parentWidget(); in; in = in->parentWidget())
                if (auto* area = qobject_cast<QScrollArea*>(in))
                    area->ensureWidgetVisible(button);
            m_hand->watch();
            QTest::mouseClick(button, Qt::LeftButton);
            if (!m_hand->sawSomething())
                silent << QString("%1 (%2)").arg(name, page);
            if (!open && m_window->project()) { // a recent one
                Q_EMIT m_window->closeAsked();
                QTRY_VERIFY(!m_window->project());
            }
        }
    }
    QVERIFY2(nameless.isEmpty(), qPrintable("without a name: " + nameless.join(", ")));
    QVERIFY2(silent.isEmpty(), qPrintable("these keep silent: " + silent.join(", ")));
}

void TestEveryControl::everyVisibleControlHasAName()
{
    settle();
    m_window->commands()->run("window.preferences");
    m_window->commands()->run("window.palette");
    QStringList nameless;
    int seen = 0;
    for (const char* page : { "scan", "train" }) {
        m_window->workspaces()->open(m_window->workspaces()->find(page));
        for (QWidget* top : QApplication::topLevelWidgets())
            for (QWidget* widget : top->findChildren<QWidget*>()) {
                const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget)
                    || qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractItemView*>(widget)
                    || qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QAbstractSlider*>(widget);
                const bool part = qobject_cast<QAbstractSpinBox*>(widget->parentWidget())
                    || qobject_cast<QComboBox*>(widget->parentWidget()) || qobject_cast<QScrollBar*>(widget)
                    || widget->objectName().startsWith("qt_") || widget->inherits("QHeaderView")
                    || widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QTableCornerButton")
                    || widget->inherits("QComboBoxListView");
                if (!control || part || !widget->isVisible())
                    continue;
                ++seen;
                const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
                if (!spoken || spoken->text(QAccessible::Name).isEmpty())
                    nameless << widget->metaObject()->className() + QStringLiteral(" in ")
                            + widget->parentWidget()->metaObject()->className();
            }
    }
    QVERIFY(seen > 60);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(", ")));
}

void TestEveryControl::everyFieldAndFilterIsFoundAndFilters()
{
    settle();
    const auto table = m_window->project()->services().candidates->table().value();
    QSignalSpy found(m_window->palette(), &Palette::found);
    m_window->palette()->open();
    QTRY_VERIFY(!found.isEmpty());
    const auto type = [&](const QString& words) {
        found.clear();
        m_window->palette()->line()->setText(words);
        return QTest::qWaitFor([&] { return !found.isEmpty(); }, 5000);
    };
    const PaletteModel& model = m_window->palette()->model();
    const auto titles = [&](PaletteItem::Kind kind) {
        QStringList titles;
        for (int i = 0; i < model.rowCount(); ++i)
            if (model.item(i).kind == kind)
                titles << model.item(i).title;
        return titles;
    };
    for (const std::string& name : table->columnNames()) {
        QVERIFY(type(QString::fromStdString(name)));
        QVERIFY2(titles(PaletteItem::Kind::Field).contains(QString::fromStdString(name)), name.c_str());
    }
    const auto filters = m_window->project()->services().filters->list().value();
    QVERIFY(filters.size() >= 6);
    for (const auto& filter : filters) {
        QVERIFY(type(QString::fromStdString(filter.name)));
        QVERIFY2(titles(PaletteItem::Kind::Filter).contains(QString::fromStdString(filter.name)), filter.name.c_str());
        if (filter.problem.empty())
            QVERIFY2(m_window->project()->services().finder->count(filter.text), filter.text.c_str());
    }
}

void TestEveryControl::thePlaceAndNameOfEveryCandidateLeadThere()
{
    settle();
    const session::Finder& finder = *m_window->project()->services().finder;
    const session::Candidates& candidates = *m_window->project()->services().candidates;
    std::vector<data::Row> rows;
    for (data::Row row = 0; row < 607; row += 13)
        rows.push_back(row);
    const std::vector<session::CandidateRow> shown = candidates.rows(rows).value();
    for (const session::CandidateRow& one : shown) {
        const auto alerts = finder.alerts(std::to_string(one.candidate.key.id), 5).value();
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts[0].row, one.row);
        for (const std::string& typed : { one.candidate.object, one.candidate.object.substr(3),
                 QString::fromStdString(one.candidate.object).toLower().toStdString() }) {
            const auto objects = finder.objects(typed, 5).value();
            QVERIFY2(!objects.empty(), typed.c_str());
            QCOMPARE(objects[0].last.candidate.object, one.candidate.object);
        }
        const sky::SkyPosition place{ one.candidate.raDeg, one.candidate.decDeg };
        for (const std::string& typed : { sky::sexagesimal(place), sky::decimal(place) }) {
            const auto near = finder.near(sky::parsePosition(typed).value(), 60, 50, {}).value();
            QVERIFY(!near.empty());
            QVERIFY2(near[0].arcsec < 0.2, typed.c_str());
            // The filter's own cone says how many alerts there are; an object counts once here.
            const auto inside =
                finder.count("cone(" + std::to_string(place.raDeg) + ", " + std::to_string(place.decDeg) + ", 60)");
            QVERIFY(inside && *inside >= near.size());
        }
    }
}

void TestEveryControl::killedInTheMiddleItComesBackThere()
{
    settle();
    ScanPage* scan = m_window->scan();
    QLineEdit* filter = scan->queue()->filterLine();
    filter->setText("drb > 0.5");
    Q_EMIT filter->returnPressed();
    QTRY_VERIFY(scan->queue()->model().rowCount() < 607 && scan->queue()->model().rowCount() > 30);
    scan->queue()->goTo(20);
    QTRY_COMPARE(scan->shown() ? scan->shown()->row : -1, scan->queue()->model().rowAt(20));
    const std::uint64_t before = scan->labelled();
    QVERIFY(scan->shown()->label.empty());
    QTest::keyClick(scan->queue()->list(), Qt::Key_1); // a label, and on to the next
    QTRY_COMPARE(scan->shown() ? scan->shown()->row : -1, scan->queue()->model().rowAt(21));
    QTest::keyClick(scan->queue()->list(), Qt::Key_BracketRight);
    QTest::keyClick(scan->queue()->list(), Qt::Key_X);
    const data::Row row = scan->shown()->row;
    const auto stretch = scan->stamps()->state().display.stretch;
    const bool crosshair = scan->stamps()->state().crosshair;
    const auto order = scan->queue()->request().order;
    QTRY_COMPARE(scan->labelled(), before + 1);
    QTest::qWait(JsonFile::restMs + 400); // what a hand does is kept within that

    // No close event comes: as if it were killed.
    cleanup();
    init();
    openNight();
    scan = m_window->scan();
    QTRY_COMPARE(scan->shown() ? scan->shown()->row : -1, row);
    QCOMPARE(scan->queue()->filterLine()->text(), "drb > 0.5");
    QCOMPARE(scan->queue()->request().filter, "drb > 0.5");
    QCOMPARE(scan->queue()->request().order, order);
    QCOMPARE(scan->stamps()->state().display.stretch, stretch);
    QCOMPARE(scan->stamps()->state().crosshair, crosshair);
    QTRY_COMPARE(scan->labelled(), before + 1);
    QTest::keyClick(scan->queue()->list(), Qt::Key_U); // and undo still takes the label back
    QTRY_COMPARE(scan->labelled(), before);
}

void TestEveryControl::aProjectThatCannotBeOpenedIsSaidAndTriedAgain()
{
    const QString nowhere = m_dir.filePath("not-here.vetrina");
    Q_EMIT m_window->openAsked(nowhere);
    ProblemBar* problem = m_window->problem();
    QTRY_VERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains("not-here"), qPrintable(problem->text()));
    QPushButton* retry = nullptr;
    for (QPushButton* button : problem->findChildren<QPushButton*>())
        if (button->text() == "Retry")
            retry = button;
    QVERIFY(retry && retry->isVisible());
    QVERIFY(session::Session::open(nowhere.toStdString(), { .create = true })); // it is there now
    QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->project(), 20000);
    QVERIFY(!problem->isVisible());
}

QTEST_MAIN(TestEveryControl)
#include "tst_every_control.moc"
