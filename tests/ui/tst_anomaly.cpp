#include "tests/ui/demo_window.h"
#include "ui/anomaly/anomaly_panel.h"
#include "ui/commands/commands.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/order_control.h"
#include "ui/scan/popover.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>

#include <algorithm>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// Finds what it is told to: row 0 is the strangest, by its magnitude.
class Scripted : public session::Anomaly {
public:
    std::atomic<bool> fails = false, ran = false, looks = false; ///< with a scorer of vectors, too
    mutable std::mutex mutex;
    Request asked; ///< guarded, as what follows
    std::vector<std::string> names;

    Result<Report> run(const Request& request, std::stop_token, Progress&) override
    {
        if (fails)
            return fail(Error::Code::WrongUse, "1 candidate is too few", "Ingest more.");
        const std::lock_guard lock(mutex);
        asked = request;
        ran = true;
        if (std::ranges::find(names, request.name) == names.end())
            names.push_back(request.name);
        Report report;
        report.scorer = request.name;
        if (request.on.empty())
            report.fields = { "magpsf", "elong" };
        else
            report.skipped = 5;
        report.scored = 1234;
        return report;
    }
    Result<Report> scoreMissing(const std::string&, std::stop_token, Progress&) override { return Report(); }
    void live() override { }
    void stopLive() override { }
    Result<std::vector<Scorer>> scorers() const override
    {
        const std::lock_guard lock(mutex);
        std::vector<Scorer> all;
        for (const std::string& name : names)
            all.emplace_back().name = name;
        if (ran && looks)
            all.emplace_back().name = "looks";
        return all;
    }
    Result<void> remove(const std::string&) override { return {}; }
    Result<Strangeness> strangeness(const std::string& name, data::Row row) const override
    {
        if (row == 2)
            return fail(Error::Code::WrongUse, "has none of the fields");
        Strangeness one;
        one.scorer = name;
        one.percentile = 100 - static_cast<float>(row);
        if (name == "looks")
            return one; // a component of a vector means nothing by itself
        *one.percentile -= looks ? 10 : 0;
        one.fields = { { "magpsf", 15.5, 18, -3.1, 0.2F }, { "elong", 1.25, 1.1, 0.5, 0.1F },
            { "fwhm", 2, 2, 0, -0.01F } };
        return one;
    }
    void onScored(std::function<void()>) override { }
};

/// Two models that embedded, and one of which nothing came.
class Sets : public session::Embeddings {
public:
    Result<session::EmbedReport> run(const session::EmbedRequest&, std::stop_token, Progress&) override
    {
        return session::EmbedReport();
    }
    void live() override { }
    void stopLive() override { }
    Result<session::SimilarReport> similar(data::Row, std::size_t, const std::string&, std::stop_token) override
    {
        return session::SimilarReport();
    }
    Result<session::SimilarReport> nearest(data::Row, std::size_t, const std::string&, std::stop_token) override
    {
        return session::SimilarReport();
    }
    Result<session::SimilarReport> similarToAll(
        const std::vector<data::Row>&, std::size_t, const std::string&, std::stop_token) override
    {
        return session::SimilarReport();
    }
    Result<std::vector<session::VectorSet>> sets() const override
    {
        return std::vector<session::VectorSet>{ { "braai_d6_m7:1", 256, 20, {} }, { "nothing:1", 256, 0, {} },
            { "my-net:2", 256, 18, {} } };
    }
    Result<session::MapFigures> figures(const std::string&, const std::string&, std::stop_token) const override
    {
        return session::MapFigures();
    }
    Result<std::vector<session::MapPoint>> map(const std::string&, const std::string&) override
    {
        return std::vector<session::MapPoint>();
    }
};

} // namespace

/// What is unusual: looked for from the menu, shown at the right, an order of the queue.
class TestAnomaly : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void whatIsFoundIsShownAndOrdersTheQueue();
    void oneChoosesByWhatAndAmongWhat();
    void whereThereIsAFilterItMayBeAmongThose();
    void theFieldsAreOfTheStrangestScorerThatHasSome();
    void whatGoesWrongIsSaid();

private:
    void openWith(Scripted& anomaly, session::Embeddings* embeddings = nullptr)
    {
        m_world = std::make_unique<demo::World>(20);
        m_world->anomaly = &anomaly;
        m_world->embeddings = embeddings;
        m_window = std::make_unique<MainWindow>();
        m_window->resize(usualSize);
        m_window->show();
        m_window->setProject(m_world->project());
        QTRY_COMPARE(shown(), 0);
    }
    AnomalyPanel& panel() { return *page().opinions()->anomaly(); }
    /// The orders that the menu has of anomalies.
    QStringList offered()
    {
        OrderControl* control = page().queue()->orderControl();
        Q_EMIT control->menu()->aboutToShow();
        QStringList words;
        for (const QAction* action : control->menu()->actions())
            if (action->text().startsWith("Anomaly"))
                words << action->text();
        return words;
    }
    /// Asks from the menu what is to be looked for.
    Popover* ask()
    {
        m_window->commands()->run("model.anomaly");
        Popover* popover = nullptr;
        [&] { QTRY_VERIFY((popover = m_window->findChild<Popover*>()) && popover->isVisible()); }();
        return popover;
    }
    static QStringList choices(const Popover& popover)
    {
        QStringList words;
        for (int i = 0; i < popover.list()->count(); ++i)
            words << popover.list()->item(i)->text();
        return words;
    }
    /// The first of what is offered, or the one that was taken last.
    void find() { QTest::keyClick(ask()->field(), Qt::Key_Return); }
};

void TestAnomaly::whatIsFoundIsShownAndOrdersTheQueue()
{
    Scripted anomaly;
    openWith(anomaly);
    QVERIFY(!panel().isVisible());
    QVERIFY(offered().isEmpty());
    const Command* strangest = m_window->commands()->find("queue.strangest");
    QVERIFY(m_window->commands()->why(*strangest).contains("Find what is unusual"));

    Popover* popover = ask();
    QCOMPARE(choices(*popover), (QStringList{ "Forest · the survey's fields", "Neighbours · the survey's fields" }));
    QTest::keyClicks(popover->field(), "neither");
    QTest::keyClick(popover->field(), Qt::Key_Return); // refused, and stays
    QVERIFY(popover->isVisible() && !panel().finding());
    popover->field()->clear();
    QTest::keyClick(popover->field(), Qt::Key_Escape);
    find();
    QTRY_VERIFY(panel().isVisible());
    QCOMPARE(panel().shown().size(), 1u);
    QCOMPARE(*panel().shown()[0].percentile, 100.F);
    const auto& request = page().queue()->request();
    QCOMPARE(request.order, session::QueueRequest::Order::Field);
    QCOMPARE(request.field, "anomaly.forest");
    QVERIFY(request.reversed);
    QCOMPARE(offered(), QStringList{ "Anomaly: strangest first" });
    QVERIFY(m_window->commands()->why(*m_window->commands()->find("queue.strangest")).isEmpty());

    page().showRow(1);
    QTRY_COMPARE(panel().shown().empty() ? 0.F : *panel().shown()[0].percentile, 99.F);
    page().showRow(2); // of which nothing can be said
    QTRY_VERIFY(!panel().isVisible());

    m_window->setProject(nullptr);
    QVERIFY(panel().column().isEmpty());
}

void TestAnomaly::oneChoosesByWhatAndAmongWhat()
{
    Scripted anomaly;
    Sets sets;
    openWith(anomaly, &sets);
    QSignalSpy said(&page(), &ScanPage::said);
    Popover* popover = ask();
    const QStringList all{ "Forest · the survey's fields", "Neighbours · the survey's fields",
        "Forest · what my-net:2 sees", "Neighbours · what my-net:2 sees", "Forest · what braai_d6_m7:1 sees",
        "Neighbours · what braai_d6_m7:1 sees" };
    QCOMPARE(choices(*popover), all);
    QCOMPARE(popover->list()->currentRow(), 0);
    QTest::keyClick(popover->field(), Qt::Key_Down);
    QTest::keyClick(popover->field(), Qt::Key_Down);
    QTest::keyClick(popover->field(), Qt::Key_Down);
    QTest::keyClick(popover->field(), Qt::Key_Return);
    QTRY_COMPARE(panel().column(), "anomaly.knn_my_net_2");
    {
        const std::lock_guard lock(anomaly.mutex);
        QCOMPARE(anomaly.asked.scorer, "knn");
        QCOMPARE(anomaly.asked.on, "embedding:my-net:2");
        QVERIFY(anomaly.asked.filter.empty());
    }
    QVERIFY2(said.last()[0].toString().startsWith("1,234 candidates measured by their vectors"),
        qPrintable(said.last()[0].toString()));
    QVERIFY(said.last()[0].toString().endsWith("5 have no vector."));
    QCOMPARE(page().queue()->request().field, "anomaly.knn_my_net_2");

    popover = ask(); // what was taken last stands ready, and typing narrows it down
    QCOMPARE(popover->list()->currentRow(), 3);
    QTest::keyClicks(popover->field(), "forest");
    QCOMPARE(choices(*popover), (QStringList{ all[0], all[2], all[4] }));
    QTest::keyClick(popover->field(), Qt::Key_Return);
    QTRY_COMPARE(panel().column(), "anomaly.forest");
    QCOMPARE(
        offered(), (QStringList{ "Anomaly by knn_my_net_2: strangest first", "Anomaly by forest: strangest first" }));
    QCOMPARE(page().queue()->request().field, "anomaly.forest");
    for (QAction* action : page().queue()->orderControl()->menu()->actions())
        if (action->text().startsWith("Anomaly by knn")) {
            QVERIFY(!action->isChecked());
            action->trigger();
        }
    QCOMPARE(page().queue()->request().field, "anomaly.knn_my_net_2");
    QVERIFY(page().queue()->request().reversed);
}

void TestAnomaly::whereThereIsAFilterItMayBeAmongThose()
{
    Scripted anomaly;
    openWith(anomaly);
    session::QueueRequest request = page().queue()->request();
    request.filter = "drb > 0.9";
    page().queue()->setRequest(request);
    Popover* popover = ask();
    QCOMPARE(choices(*popover).size(), 4);
    QCOMPARE(choices(*popover).last(), "Neighbours · the survey's fields · filtered");
    QVERIFY(popover->list()->item(3)->toolTip().endsWith("drb > 0.9"));
    popover->list()->setCurrentRow(2);
    QTest::keyClick(popover->field(), Qt::Key_Return);
    QTRY_COMPARE(panel().column(), "anomaly.forest");
    const std::lock_guard lock(anomaly.mutex);
    QCOMPARE(anomaly.asked.filter, "drb > 0.9");
    QVERIFY(anomaly.asked.on.empty());
}

void TestAnomaly::theFieldsAreOfTheStrangestScorerThatHasSome()
{
    Scripted anomaly;
    anomaly.looks = true;
    openWith(anomaly);
    find();
    QTRY_COMPARE(panel().shown().size(), 2u);
    QCOMPARE(panel().shown()[0].scorer, std::string("looks"));
    QCOMPARE(panel().explaining(), std::string("forest"));
}

void TestAnomaly::whatGoesWrongIsSaid()
{
    Scripted anomaly;
    anomaly.fails = true;
    openWith(anomaly);
    QSignalSpy said(&page(), &ScanPage::said);
    find();
    QTRY_VERIFY(!said.isEmpty() && said.last()[1].toBool());
    QCOMPARE(said.last()[0].toString(), "1 candidate is too few: Ingest more.");
    QVERIFY(!panel().isVisible() && !panel().finding());
    QVERIFY(page().queue()->request().field.empty());
    anomaly.fails = false;
    find(); // and again
    QTRY_VERIFY(panel().isVisible());
}

QTEST_MAIN(TestAnomaly)
#include "tst_anomaly.moc"
