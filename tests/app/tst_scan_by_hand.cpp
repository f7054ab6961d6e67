#include "core/store/labels.h"
#include "tests/app/desk.h"
#include "tests/app/run.h"
#include "tests/real_data.h"
#include "tests/ui/demo_services.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QMenu>
#include <QMenuBar>

#include <map>

using namespace vetrina;
using store::EventKind;
using store::LabelEvent;

namespace {

constexpr int howMany = 300, quitAt = 120, killAt = 210;
const std::array classNames{ "real", "bogus", "supernova", "variable star", "agn", "asteroid" };

/// What the hand does with a candidate, and with which class.
struct Deed {
    enum Kind { Label, Skip, FlagAndLabel, LabelUndoLabel, Object, NoteAndLabel } kind;
    int className;
};

Deed deedOf(int i)
{
    const int name = (i * 7 + i / 6) % 6;
    return { i % 25 == 10   ? Deed::Skip
            : i % 25 == 15  ? Deed::FlagAndLabel
            : i % 50 == 20  ? Deed::LabelUndoLabel
            : i % 50 == 31  ? Deed::Object
            : i % 100 == 77 ? Deed::NoteAndLabel
                            : Deed::Label,
        name };
}

/// Where things are in the window: asked of one of the same size that is painted nowhere.
struct Places {
    std::array<QPoint, 6> classes;
    QPoint skip, flag, undo, next, before, stamp;
    QPoint fileMenu, quit;

    [[nodiscard]] static Places look()
    {
        ui::applyTheme(ui::Scheme::Dark);
        demo::World world(400);
        ui::MainWindow window;
        window.resize(1280, 800);
        window.show();
        window.setProject(world.project());
        (void)QTest::qWaitFor([&] { return window.scan()->shown() != nullptr; }, 30000);
        // Until nothing moves any more: parts of the window come when their questions are answered.
        Places places = look(window);
        for (int still = 0; still < 5; ++still) {
            QTest::qWait(100);
            const Places now = look(window);
            if (!(now == places))
                still = 0;
            places = now;
        }
        window.setProject(nullptr);
        return places;
    }

    bool operator==(const Places&) const = default;

private:
    static Places look(ui::MainWindow& window)
    {
        Places places;
        const auto middle = [&](const QWidget* widget) { return widget->mapTo(&window, widget->rect().center()); };
        for (const auto* button : window.scan()->findChildren<ui::KeyButton*>()) {
            if (!button->isVisible())
                continue;
            const QString name = button->accessibleName();
            for (std::size_t i = 0; i < classNames.size(); ++i)
                if (name.compare(QLatin1String(classNames[i]), Qt::CaseInsensitive) == 0)
                    places.classes[i] = middle(button);
            if (name == "Skip")
                places.skip = middle(button);
            if (name == "Flag")
                places.flag = middle(button);
            if (name == "Undo")
                places.undo = middle(button);
            if (name == "The next candidate")
                places.next = middle(button);
            if (name == "The candidate before")
                places.before = middle(button);
        }
        places.stamp = { 500, 250 };
        auto* bar = window.findChild<QMenuBar*>("menuBar");
        auto* file = window.findChild<QMenu*>("fileMenu");
        if (bar && file) {
            const QRect item = bar->actionGeometry(file->menuAction());
            places.fileMenu = bar->mapTo(&window, item.center());
            file->ensurePolished();
            file->adjustSize();
            for (QAction* action : file->actions())
                if (action->text() == "Quit")
                    places.quit =
                        bar->mapTo(&window, item.bottomLeft()) + QPoint(0, 1) + file->actionGeometry(action).center();
        }
        return places;
    }
};

} // namespace

/// Three hundred candidates of the real night, labelled by hand under a virtual display: by keys alone, then by mouse
/// alone; with a quit and a kill in the middle.
class TestScanByHand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void byKeysAlone();
    void byMouseAlone();

private:
    /// What was pressed, as the events must say it.
    struct Pressed {
        EventKind kind;
        std::int64_t candid;
        std::string text; ///< label or note
        std::size_t undoes = 0; ///< place in m_pressed + 1
    };

    void scan(bool byMouse);
    void labelWith(int name);
    void undo();
    void ready(std::int64_t candid);
    void compare();
    bool open();
    [[nodiscard]] std::int64_t lastSeen();
    [[nodiscard]] bool saved();
    void press(EventKind kind, std::int64_t candid, const std::string& text = {}, std::size_t undoes = 0)
    {
        m_pressed.push_back({ kind, candid, text, undoes });
    }

    QTemporaryDir m_dir;
    Places m_places;
    QString m_project;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<store::LabelStore> m_store;
    std::vector<std::int64_t> m_candids;
    std::map<std::int64_t, std::vector<std::int64_t>> m_object; ///< all alerts of its object, newest first
    std::map<std::int64_t, std::string> m_labels; ///< that stand
    std::vector<Pressed> m_pressed;
    bool m_byMouse = false;
};

void TestScanByHand::initTestCase()
{
    REAL_DATA_OR_SKIP();
    if (const QString tool = VirtualDisplay::missing(); !tool.isEmpty())
        QSKIP(("a tool is not here: " + tool).toUtf8().constData());
    m_places = Places::look();
    for (const QPoint& place : m_places.classes)
        QVERIFY(!place.isNull());
    QVERIFY(!m_places.skip.isNull() && !m_places.quit.isNull());
}

bool TestScanByHand::open() { return m_desk->open(QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), { m_project }); }

std::int64_t TestScanByHand::lastSeen()
{
    std::int64_t last = 0;
    (void)m_store->forEachSeen(0, [&](const store::SeenEvent& event) {
        last = event.candidate.id;
        return true;
    });
    return last;
}

bool TestScanByHand::saved()
{
    return m_store->lastEvent().value_or(-1) >= static_cast<std::int64_t>(m_pressed.size());
}

/// The candidate is painted (which is when it is noted as seen) and all that was pressed is on the disk.
void TestScanByHand::ready(std::int64_t candid)
{
    const bool came = Desk::until([&] { return saved() && lastSeen() == candid; });
    QVERIFY2(came,
        qPrintable(QString("%1 of %2 events; on the screen %3, not %4; %5")
                       .arg(m_store->lastEvent().value_or(-1))
                       .arg(m_pressed.size())
                       .arg(lastSeen())
                       .arg(candid)
                       .arg(m_desk->state())));
    QTest::qWait(30); // the window has its answer, too
}

void TestScanByHand::labelWith(int name)
{
    if (m_byMouse)
        m_desk->click(m_places.classes[static_cast<std::size_t>(name)]);
    else
        m_desk->key(QString::number(name + 1));
}

void TestScanByHand::undo() { m_byMouse ? m_desk->click(m_places.undo) : m_desk->key("u"); }

void TestScanByHand::byKeysAlone() { scan(false); }
void TestScanByHand::byMouseAlone() { scan(true); }

void TestScanByHand::scan(bool byMouse)
{
    REAL_DATA_OR_SKIP();
    m_byMouse = byMouse;
    m_pressed.clear();
    m_labels.clear();
    m_candids.clear();
    m_object.clear();
    const QString home = m_dir.filePath(byMouse ? "mouse" : "keys");
    QDir().mkpath(home);
    m_project = home + "/night.vetrina";
    VERIFY_RAN(
        runVetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", m_project }),
        0);
    const auto table =
        runVetrina({ "table", "--project", m_project, "--columns", "candid,objectId,jd", "--format", "csv" });
    VERIFY_RAN(table, 0);
    std::map<QByteArray, std::vector<std::pair<double, std::int64_t>>> objects;
    std::vector<QByteArray> objectOf;
    for (const QByteArray& line : table.out.split('\n').mid(1))
        if (const auto cells = line.split(','); cells.size() == 3) {
            m_candids.push_back(cells[0].toLongLong());
            objectOf.push_back(cells[1]);
            objects[cells[1]].emplace_back(cells[2].toDouble(), m_candids.back());
        }
    QVERIFY(m_candids.size() > howMany);
    for (auto& [name, alerts] : objects)
        std::ranges::sort(alerts, std::greater());
    for (std::size_t i = 0; i < m_candids.size(); ++i)
        for (const auto& [jd, candid] : objects[objectOf[i]])
            m_object[m_candids[i]].push_back(candid);

    m_desk = std::make_unique<Desk>(home);
    QVERIFY(m_desk->begin());
    auto opened = store::LabelStore::open(m_project.toStdString() + "/labels.sqlite", store::Mode::ReadOnly);
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(open());

    for (int i = 0; i < howMany; ++i) {
        const std::int64_t candid = m_candids[static_cast<std::size_t>(i)];
        ready(candid);
        if (QTest::currentTestFailed())
            return;
        if (i == quitAt || i == killAt) {
            QTest::qWait(1500); // what is remembered of the view is written a moment after it changed
            if (i == killAt) {
                m_desk->kill9();
            } else if (byMouse) {
                m_desk->click(m_places.fileMenu);
                QTest::qWait(2500); // the menu is open
                m_desk->click(m_places.quit);
                QVERIFY(m_desk->ended());
                QCOMPARE(m_desk->exitCode(), 0);
            } else {
                m_desk->key("ctrl+q");
                QVERIFY(m_desk->ended());
                QCOMPARE(m_desk->exitCode(), 0);
            }
            QVERIFY(open());
            QTest::qWait(1500);
            ready(candid); // where it was
            // What was pressed before it ended can be taken back, and is given again.
            const auto last = m_pressed.size();
            const Pressed before = m_pressed.back();
            QVERIFY(before.kind == EventKind::Label);
            undo();
            press(EventKind::Undo, before.candid, {}, last);
            ready(before.candid);
            labelWith(0);
            press(EventKind::Label, before.candid, classNames[0]);
            m_labels[before.candid] = classNames[0];
            ready(candid);
            if (QTest::currentTestFailed())
                return;
        }
        if (i % 40 == 5)
            m_desk->wheel(m_places.stamp);
        const Deed deed = deedOf(i);
        const std::string name = classNames[static_cast<std::size_t>(deed.className)];
        const auto give = [&] {
            labelWith(deed.className);
            press(EventKind::Label, candid, name);
            m_labels[candid] = name;
        };
        const auto stay = [&] {
            QVERIFY(Desk::until([&] { return saved(); }));
            QTest::qWait(100);
        };
        switch (deed.kind) {
        case Deed::Label:
            give();
            break;
        case Deed::Skip:
            byMouse ? m_desk->click(m_places.skip) : m_desk->key("space");
            if (m_labels[candid].empty())
                press(EventKind::Skip, candid);
            break;
        case Deed::FlagAndLabel:
            byMouse ? m_desk->click(m_places.flag) : m_desk->key("f");
            press(EventKind::Flag, candid);
            stay();
            give();
            break;
        case Deed::LabelUndoLabel: {
            labelWith((deed.className + 1) % 6);
            press(EventKind::Label, candid, classNames[static_cast<std::size_t>((deed.className + 1) % 6)]);
            ready(m_candids[static_cast<std::size_t>(i) + 1]);
            undo();
            press(EventKind::Undo, candid, {}, m_pressed.size());
            ready(candid);
            give();
            break;
        }
        case Deed::Object:
            if (byMouse) {
                give();
                break;
            }
            m_desk->key("shift+" + QString::number(deed.className + 1));
            press(EventKind::Label, candid, name);
            m_labels[candid] = name;
            for (const std::int64_t other : m_object[candid])
                if (other != candid) {
                    press(EventKind::Label, other, name);
                    m_labels[other] = name;
                }
            break;
        case Deed::NoteAndLabel:
            if (!byMouse) {
                m_desk->key("n");
                QTest::qWait(1500); // what is typed before the note is open are keys of their own
                m_desk->write("double host? 12");
                m_desk->key("Return");
                press(EventKind::Note, candid, "double host? 12");
                stay();
            }
            give();
            break;
        }
    }
    ready(m_candids[howMany]);
    byMouse ? m_desk->click(m_places.fileMenu) : m_desk->key("ctrl+q");
    if (byMouse) {
        QTest::qWait(2500); // the menu is open
        m_desk->click(m_places.quit);
    }
    QVERIFY(m_desk->ended());
    compare();
}

/// The file holds exactly what was pressed, in its order.
void TestScanByHand::compare()
{
    const auto events = m_store->events();
    QVERIFY(events);
    QCOMPARE(events->size(), m_pressed.size());
    for (std::size_t i = 0; i < events->size(); ++i) {
        const LabelEvent& event = (*events)[i];
        const Pressed& pressed = m_pressed[i];
        const QByteArray place = "event " + QByteArray::number(i + 1);
        QVERIFY2(event.kind == pressed.kind, place.constData());
        QVERIFY2(event.candidate.id == pressed.candid, place.constData());
        QVERIFY2((event.kind == EventKind::Note ? event.note : event.label) == pressed.text, place.constData());
        QVERIFY2(event.undoes == static_cast<store::EventId>(pressed.undoes), place.constData());
        QCOMPARE(event.user, "tester");
    }
    std::map<std::int64_t, std::string> stand;
    const auto labels = m_store->currentLabels("transient-types", "tester");
    QVERIFY(labels);
    for (const auto& label : *labels)
        stand[label.candidate.id] = label.label;
    std::erase_if(m_labels, [](const auto& pair) { return pair.second.empty(); });
    QVERIFY(stand == m_labels);
    qInfo("%zu events of %d candidates", events->size(), howMany);
}

QTEST_MAIN(TestScanByHand)
#include "tst_scan_by_hand.moc"
