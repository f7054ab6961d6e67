#include "app/window/wiring.h"
#include "core/base/executor.h"
#include "core/base/large_buffer.h"
#include "core/base/priority.h"
#include "core/base/thread.h"
#include "tests/app/run.h"
#include "tests/app/virtual_display.h"
#include "tests/real_data.h"
#include "tests/timed_application.h"
#include "ui/map/map_page.h"
#include "ui/map/selection_panel.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/saliency_overlay.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/workspaces.h"
#include "ui/similar/similar_panel.h"
#include "ui/similar/similar_strip.h"
#include "ui/stamp/stamp_row.h"
#include "ui/theme/theme.h"
#include "ui/train/runs_panel.h"
#include "ui/train/train_page.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QPushButton>

#include <numbers>

using namespace vetrina;
using namespace vetrina::ui;

/// An hour of a scanner's, in a real window on a real night: what is labelled teaches a model, which changes the queue,
/// and can be taken back. Each function goes on where the one before it ended.
class TestScannersHour : public QObject {
    Q_OBJECT

public:
    explicit TestScannersHour(timed::Application& application)
        : m_application(application)
    {
    }

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY2(!m_broken, "what came before did not end well"); }
    void cleanup() { m_broken = m_broken || QTest::currentTestFailed(); }
    void cleanupTestCase();
    void theNightOpensAndIsScored();
    void twentyAreLabelledByKeys();
    void saliencyIsPaintedOverTheStamps();
    void theMapIsMade();
    void aClusterIsLassoedLabelledAndTakenBackAtOnce();
    void theSelectionGrowsByWhatIsSimilar();
    void whatLooksAlikeIsOneKeyAway();
    void scanningGoesOnWhileAModelLearns();
    void promotedItChangesTheQueue();
    void rolledBackTheQueueIsAsBefore();

private:
    /// Turns the loop, as the program does, until it holds; false after so long.
    bool until(const std::function<bool()>& holds, int seconds = 120);
    /// Turns the loop for that long.
    static void turn(int ms);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = m_window->focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    void click(QAbstractButton* button);
    void labelOne();
    [[nodiscard]] static bool isReal(const session::CandidateView& view); ///< says the survey's own classifier
    [[nodiscard]] QPushButton* button(QWidget& in, const QString& begin) const;
    [[nodiscard]] Project::Services& services() const { return m_window->project()->services(); }
    [[nodiscard]] ScanPage& scan() const { return *m_window->scan(); }
    [[nodiscard]] MapPage& map() const { return *m_window->map(); }
    [[nodiscard]] data::Row shown() const { return scan().shown() ? scan().shown()->row : -1; }
    [[nodiscard]] std::uint64_t labelled() const { return services().labels->counts().value().labelled; }
    [[nodiscard]] std::vector<data::Row> order() const
    {
        return services().queue->rows(scan().queue()->request()).value();
    }
    /// What scores has scored all there is.
    [[nodiscard]] bool isScoredBy(const QString& model) const;
    /// Whether the queue's panel shows that order behind what was already scanned.
    [[nodiscard]] bool isShown(const std::vector<data::Row>& order) const;
    void report(const char* during);

    timed::Application& m_application;
    QTemporaryDir m_dir;
    std::unique_ptr<session::Closing> m_closing;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<app::Wiring> m_wiring;
    std::vector<data::Row> m_before; ///< the queue by the model that ships
    QString m_trained;
    bool m_broken = false;

    static constexpr auto ships = "vetrina:2";
    static constexpr std::size_t night = 607; ///< alerts of the real one
};

void TestScannersHour::initTestCase()
{
    REAL_DATA_OR_SKIP();
#ifndef VETRINA_HAS_TORCH
    QSKIP("built without LibTorch");
#endif
    for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
        qputenv(variable, m_dir.path().toUtf8());
    if (const QString tool = VirtualDisplay::missing(); !tool.isEmpty())
        QSKIP(("a tool is not here: " + tool).toUtf8().constData());
    const QString project = m_dir.filePath("night.vetrina");
    VERIFY_RAN(
        runVetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", project }), 0);
    // As the program begins.
    hurryThisThread();
    letBackgroundStandBack(true);
    applyTheme(Scheme::Dark);
    m_closing = std::make_unique<session::Closing>();
    m_window = std::make_unique<MainWindow>(m_dir.filePath("settings.json"));
    session::Session::Options options;
    options.user = "tester";
    m_wiring = std::make_unique<app::Wiring>(*m_window, *m_closing, options);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), VirtualDisplay::waitMs));
    m_wiring->start({ project });
}

void TestScannersHour::cleanupTestCase()
{
    m_wiring.reset();
    m_window.reset();
    m_closing.reset();
}

bool TestScannersHour::until(const std::function<bool()>& holds, int seconds)
{
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    QTimer look;
    look.setInterval(20);
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (m_application.apart(holds) || clock.hasExpired(seconds * 1000))
            loop.quit();
    });
    look.start();
    loop.exec();
    return m_application.apart(holds);
}

void TestScannersHour::turn(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void TestScannersHour::click(QAbstractButton* button)
{
    QVERIFY(button);
    QVERIFY2(button->isEnabled() && button->isVisible(), qPrintable(button->text()));
    QTest::mouseClick(button, Qt::LeftButton);
}

QPushButton* TestScannersHour::button(QWidget& in, const QString& begin) const
{
    for (auto* one : in.findChildren<QPushButton*>())
        if (one->text().startsWith(begin) && one->isVisible())
            return one;
    return nullptr;
}

bool TestScannersHour::isScoredBy(const QString& model) const
{
    const auto state = services().scores->state();
    return state.model == model.toStdString() && state.waiting == 0 && state.problem.empty();
}

bool TestScannersHour::isShown(const std::vector<data::Row>& order) const
{
    const auto& listed = scan().queue()->model().order();
    const auto begin = std::size_t(scan().queue()->position()) + 1;
    std::vector<data::Row> scanned(listed.begin(), listed.begin() + std::ptrdiff_t(begin)), rest;
    std::ranges::sort(scanned);
    std::ranges::copy_if(
        order, std::back_inserter(rest), [&](data::Row row) { return !std::ranges::binary_search(scanned, row); });
    return std::ranges::equal(rest, std::span(listed).subspan(begin));
}

void TestScannersHour::report(const char* during)
{
    std::printf("%s:\n", during);
    m_application.report();
    m_application.forget();
    std::fflush(stdout);
}

void TestScannersHour::theNightOpensAndIsScored()
{
    QVERIFY(until([&] { return m_window->project() && scan().total() == night && shown() >= 0; }));
    // What the model is least sure of first: what is worth a label.
    scan().queue()->setOrder(session::QueueRequest::Order::Uncertain);
    QVERIFY(until([&] { return isScoredBy(ships); }));
    QVERIFY(until([&] { return isShown(order()); })); // the last scores are written a moment after they are known
    QCOMPARE(order().size(), night);
}

bool TestScannersHour::isReal(const session::CandidateView& view)
{
    const auto drb = std::ranges::find(view.fields, "drb", &std::pair<std::string, data::FieldValue>::first);
    const auto* value = drb == view.fields.end() ? nullptr : std::get_if<double>(&drb->second);
    return value && *value > 0.5;
}

/// The candidate on the screen gets the label that the survey's own classifier would give it.
void TestScannersHour::labelOne()
{
    const data::Row row = shown();
    key(isReal(*scan().shown()) ? Qt::Key_1 : Qt::Key_2);
    QVERIFY(until([&] { return shown() != row && shown() >= 0 && scan().labelling()->pending() == 0; }));
}

void TestScannersHour::twentyAreLabelledByKeys()
{
    for (int i = 0; i < 20 && !QTest::currentTestFailed(); ++i)
        labelOne();
    QCOMPARE(labelled(), 20u);
}

void TestScannersHour::saliencyIsPaintedOverTheStamps()
{
    const auto picture = [&] { return scan().stamps()->grab().toImage(); };
    QImage bare = picture(), before;
    for (int i = 0; i < 40 && before != bare; ++i) { // what came with the last candidate has settled
        turn(500);
        before = std::exchange(bare, picture());
    }
    QCOMPARE(before, bare);
    key(Qt::Key_S);
    QVERIFY(until([&] { return scan().saliency()->layer() != nullptr; }));
    turn(300);
    QVERIFY(scan().saliency()->on());
    QVERIFY(picture() != bare);
    key(Qt::Key_S);
    QVERIFY(until([&] { return picture() == bare; }, 20));
}

void TestScannersHour::theMapIsMade()
{
    key(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->workspaces()->current(), &map());
    QVERIFY(until([&] { return map().isSettled() && map().makeButton()->isVisible(); }));
    m_application.measure(true);
    key(Qt::Key_Return); // presses it
    QVERIFY(until([&] { return map().isSettled() && map().view()->points() && map().view()->points()->count() > 0; }));
    m_application.measure(false);
    report("embedding the night and making its map");
    QCOMPARE(map().view()->points()->count(), night);
    QVERIFY(until([&] { return !map().view()->isPainting(); }));
}

void TestScannersHour::aClusterIsLassoedLabelledAndTakenBackAtOnce()
{
    MapView& view = *map().view();
    const auto& points = *view.points();
    // About one that was labelled bogus: what lies around it on the screen.
    const auto bogus = services().queue->rows({ .filter = "label = 'bogus'" }).value();
    QVERIFY(!bogus.empty());
    const QPointF centre = view.screenOf(points.find(bogus.front()));
    const auto distance = [&](int point) {
        const QPointF d = view.screenOf(point) - centre;
        return std::hypot(d.x(), d.y());
    };
    std::vector<double> distances;
    for (int point = 0; point < int(points.count()); ++point)
        distances.push_back(distance(point));
    std::ranges::sort(distances);
    const double radius = (distances[30] + distances[31]) / 2;
    const auto corner = [&](int i) {
        const double angle = i * std::numbers::pi / 16;
        return (centre + radius * QPointF(std::cos(angle), std::sin(angle))).toPoint();
    };
    QPolygonF path;
    QTest::mousePress(&view, Qt::LeftButton, {}, corner(0));
    for (int i = 0; i < 32; ++i) {
        path << corner(i);
        QTest::mouseMove(&view, corner(i));
        turn(5);
    }
    QTest::mouseRelease(&view, Qt::LeftButton, {}, corner(31));
    std::size_t within = 0;
    for (int point = 0; point < int(points.count()); ++point)
        within += path.containsPoint(view.screenOf(point), Qt::WindingFill) ? 1 : 0;
    QVERIFY(within >= 20);
    QVERIFY(until([&] { return map().selectedCount() > 0; }));
    QVERIFY2(std::abs(double(map().selectedCount()) - double(within)) <= 1, // a pixel's edge may take one
        qPrintable(QString("%1 selected, %2 within").arg(map().selectedCount()).arg(within)));
    QCOMPARE(services().queue->rows({ .filter = "selected" }).value().size(), map().selectedCount());

    const auto before = labelled();
    const auto without = services().queue->rows({ .filter = "selected and label is none" }).value().size();
    QVERIFY(without > 0);
    key(Qt::Key_2);
    QVERIFY(until([&] { return labelled() == before + without; }));
    QCOMPARE(
        services().queue->rows({ .filter = "selected and label = 'bogus'" }).value().size(), map().selectedCount());
    QVERIFY(until([&] { return scan().labelling()->pending() == 0; }));
    key(Qt::Key_U);
    QVERIFY(until([&] { return labelled() == before; }));
    QVERIFY(until([&] { return scan().labelling()->pending() == 0; }));
    key(Qt::Key_2);
    QVERIFY(until([&] { return labelled() == before + without; }));
}

void TestScannersHour::theSelectionGrowsByWhatIsSimilar()
{
    const auto before = map().selectedRows();
    click(map().panel()->similar());
    QVERIFY(until([&] { return map().selectedCount() != before.size(); }));
    const auto model = services().embeddings->sets().value().front().model;
    const auto alike = services().embeddings->similarToAll(before, 200, model).value();
    std::vector<data::Row> expected;
    for (const auto& one : alike.neighbours)
        expected.push_back(one.row);
    std::ranges::sort(expected);
    QCOMPARE(map().selectedRows(), expected);
    key(Qt::Key_Escape);
    QVERIFY(until([&] { return map().selectedCount() == 0; }));
}

void TestScannersHour::whatLooksAlikeIsOneKeyAway()
{
    key(Qt::Key_1, Qt::ControlModifier);
    const data::Row row = shown();
    auto* similar = scan().findChild<SimilarPanel*>();
    QVERIFY(similar);
    QVERIFY(until([&] { return !similar->strip()->tiles().empty(); }));
    key(Qt::Key_R);
    QVERIFY(until([&] { return similar->unfolded() && similar->strip()->current() == 0; }));
    const data::Row first = similar->strip()->tiles().front().row;
    QVERIFY(first != row);
    key(Qt::Key_Return);
    QVERIFY(until([&] { return shown() == first; }));
    key(Qt::Key_Escape); // the strip folds
    scan().queue()->goToRow(row);
    QVERIFY(until([&] { return shown() == row; }));
}

void TestScannersHour::scanningGoesOnWhileAModelLearns()
{
    Trainings& trainings = *m_window->train()->trainings();
    auto expected = labelled();
    int beside = 0;
    m_application.measure(true);
    key(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(until([&] { return trainings.isRunning(); }));
    for (int i = 0; i < 10 && !QTest::currentTestFailed(); ++i) {
        expected += scan().shown()->label.empty() ? 1 : 0; // many of the cluster are in the queue, too
        labelOne();
        beside += trainings.isRunning() ? 1 : 0;
        turn(100);
    }
    QVERIFY2(beside > 0, "it ended before the scan went on beside it");
    QVERIFY(until([&] { return !trainings.isRunning(); }, 840));
    m_application.measure(false);
    report("training, and ten candidates labelled meanwhile");
    QCOMPARE(labelled(), expected);
    QVERIFY(until([&] { return trainings.run(1) && !trainings.run(1)->model.empty(); }));
    m_trained = QString::fromStdString(trainings.run(1)->model);
    QVERIFY(m_trained != ships);
    QCOMPARE(trainings.defaultModel(), QString(ships)); // nothing scores by it before somebody says so
    QVERIFY(isScoredBy(ships));
    QVERIFY(until([&] { return isShown(order()); }));
    m_before = order();
}

void TestScannersHour::promotedItChangesTheQueue()
{
    key(Qt::Key_5, Qt::ControlModifier);
    QCOMPARE(m_window->workspaces()->current(), m_window->train());
    QPushButton* promote = nullptr;
    QVERIFY(
        until([&] { return (promote = button(*m_window->train()->runs(), "Promote run 1")) && promote->isEnabled(); }));
    m_application.measure(true);
    click(promote);
    turn(20); // a hand needs longer from one to the other
    key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(until([&] { return isScoredBy(m_trained); }));
    turn(1000); // the queue is asked for anew
    m_application.measure(false);
    report("the night scored by another model");
    QVERIFY2(until([&] { return order() != m_before; }), "it scores as the one before");
    QVERIFY(until([&] { return isShown(order()); }));
    QCOMPARE(m_window->train()->trainings()->defaultModel(), m_trained);
}

void TestScannersHour::rolledBackTheQueueIsAsBefore()
{
    key(Qt::Key_5, Qt::ControlModifier);
    QPushButton* back = nullptr;
    QVERIFY(until([&] { return (back = button(*m_window->train()->runs(), "Roll back")) && back->isEnabled(); }));
    click(back);
    QVERIFY(until([&] { return m_window->train()->trainings()->defaultModel() == ships && isScoredBy(ships); }));
    key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(until([&] { return order() == m_before; }));
    QVERIFY(until([&] { return isShown(m_before); }));
}

int main(int argc, char** argv)
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "1200000"); // a training is longer than the five minutes that a test has
    VirtualDisplay display;
    const QString missing = VirtualDisplay::missing();
    if (missing.isEmpty()) { // a real window, whatever the platform of the other tests
        if (!display.begin()) {
            std::fprintf(stderr, "Xvfb does not begin\n");
            return 1;
        }
        for (const char* variable : { "DISPLAY", "QT_QPA_PLATFORM" })
            qputenv(variable, display.environment().value(variable).toUtf8());
    }
    keepFreedMemory();
    timed::Application application(argc, argv);
    TestScannersHour test(application);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_scanners_hour.moc"
