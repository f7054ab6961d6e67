#include "tests/ui/demo_window.h"
#include "ui/anomaly/anomaly_panel.h"
#include "ui/commands/commands.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/order_control.h"

#include <QMenu>
#include <QSignalSpy>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// Finds what it is told to: row 0 is the strangest, by its magnitude.
class Scripted : public session::Anomaly {
public:
    std::atomic<bool> fails = false, ran = false, looks = false; ///< with a scorer of vectors, too

    Result<Report> run(const Request& request, std::stop_token, Progress&) override
    {
        if (fails)
            return fail(Error::Code::WrongUse, "1 candidate is too few", "Ingest more.");
        ran = true;
        Report report;
        report.scorer = request.scorer;
        report.fields = { "magpsf", "elong" };
        report.scored = 1234;
        return report;
    }
    Result<Report> scoreMissing(const std::string&, std::stop_token, Progress&) override { return Report(); }
    void live() override { }
    void stopLive() override { }
    Result<std::vector<Scorer>> scorers() const override
    {
        std::vector<Scorer> all;
        if (ran) {
            all.emplace_back();
            all.back().name = "forest";
            if (looks)
                all.emplace_back(all.back()).name = "looks";
        }
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

} // namespace

/// What is unusual: looked for from the menu, shown at the right, an order of the queue.
class TestAnomaly : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void cleanup() { close(); }
    void whatIsFoundIsShownAndOrdersTheQueue();
    void theFieldsAreOfTheStrangestScorerThatHasSome();
    void whatGoesWrongIsSaid();

private:
    void openWith(Scripted& anomaly)
    {
        m_world = std::make_unique<demo::World>(20);
        m_world->anomaly = &anomaly;
        m_window = std::make_unique<MainWindow>();
        m_window->resize(usualSize);
        m_window->show();
        m_window->setProject(m_world->project());
        QTRY_COMPARE(shown(), 0);
    }
    AnomalyPanel& panel() { return *page().opinions()->anomaly(); }
    bool isOffered()
    {
        OrderControl* control = page().queue()->orderControl();
        Q_EMIT control->menu()->aboutToShow();
        for (const QAction* action : control->menu()->actions())
            if (action->text() == "Anomaly: strangest first")
                return true;
        return false;
    }
};

void TestAnomaly::whatIsFoundIsShownAndOrdersTheQueue()
{
    Scripted anomaly;
    openWith(anomaly);
    QVERIFY(!panel().isVisible());
    QVERIFY(!isOffered());
    const Command* strangest = m_window->commands()->find("queue.strangest");
    QVERIFY(m_window->commands()->why(*strangest).contains("Find what is unusual"));

    m_window->commands()->run("model.anomaly");
    QTRY_VERIFY(panel().isVisible());
    QCOMPARE(panel().shown().size(), 1u);
    QCOMPARE(*panel().shown()[0].percentile, 100.F);
    const auto& request = page().queue()->request();
    QCOMPARE(request.order, session::QueueRequest::Order::Field);
    QCOMPARE(request.field, "anomaly.forest");
    QVERIFY(request.reversed);
    QVERIFY(isOffered());
    QVERIFY(m_window->commands()->why(*m_window->commands()->find("queue.strangest")).isEmpty());

    page().showRow(1);
    QTRY_COMPARE(panel().shown().empty() ? 0.F : *panel().shown()[0].percentile, 99.F);
    page().showRow(2); // of which nothing can be said
    QTRY_VERIFY(!panel().isVisible());

    m_window->setProject(nullptr);
    QVERIFY(panel().column().isEmpty());
}

void TestAnomaly::theFieldsAreOfTheStrangestScorerThatHasSome()
{
    Scripted anomaly;
    anomaly.looks = true;
    openWith(anomaly);
    m_window->commands()->run("model.anomaly");
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
    m_window->commands()->run("model.anomaly");
    QTRY_VERIFY(!said.isEmpty() && said.last()[1].toBool());
    QCOMPARE(said.last()[0].toString(), "1 candidate is too few: Ingest more.");
    QVERIFY(!panel().isVisible() && !panel().finding());
    QVERIFY(page().queue()->request().field.empty());
    anomaly.fails = false;
    m_window->commands()->run("model.anomaly"); // and again
    QTRY_VERIFY(panel().isVisible());
}

QTEST_MAIN(TestAnomaly)
#include "tst_anomaly.moc"
