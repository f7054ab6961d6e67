#include "app/window/wiring.h"
#include "core/session/ingest.h"
#include "core/session/labels.h"
#include "tests/core/session/small_night.h"
#include "tests/ui/demo_services.h"
#include "ui/preferences/settings.h"
#include "ui/scan/labelling.h"
#include "ui/scan/scan_page.h"

#include <QApplication>
#include <QSignalSpy>

#include <future>
#include <latch>

using namespace vetrina;

/// Projects opened and closed by the window, whose thread waits for none of it.
class TestWiring : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void closingGoesOnWhileALabelIsStillBeingWritten();
    void theSameProjectOpensWhenItHasEnded();
    void anotherProjectOpensBesideOneThatEnds();
    void packetsThatWaitedForAProjectDoNotGoIntoTheNext();
    void quittingLosesNoLabel();
    void closingAsksAboutLabelsThatAreNotSaved();
    void openingAnotherAsksAboutThemToo();
    void aNewProjectBeginsWithTheSchemeOfThePreferences();

private:
    /// A job of the project's that ends when the test says so.
    void hold(Executor& executor)
    {
        auto begun = std::make_shared<std::latch>(1);
        (void)executor.submit([begun, go = m_go.get_future().share()](std::stop_token) -> Result<int> {
            begun->count_down();
            go.wait();
            return 0;
        });
        begun->wait();
    }
    void letGo() { m_go.set_value(); }
    /// The night, where another project is open.
    void openNightAgain()
    {
        Q_EMIT m_window->openAsked(QString::fromStdString(m_night->project().string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project() && m_window->project()->path() == m_night->project(), 20000);
    }
    void openNight()
    {
        Q_EMIT m_window->openAsked(QString::fromStdString(m_night->project().string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project(), 20000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->scan()->total(), std::uint64_t(20), 20000);
    }
    /// One label that the disk does not take.
    void failToLabel()
    {
        m_full.labels.full = true;
        m_window->project()->services().labels = &m_full.labels;
        QTRY_VERIFY(m_window->scan()->shown());
        m_window->scan()->labelling()->label(0, "supernova", nullptr, 1);
        QTRY_COMPARE(m_window->scan()->labelling()->failed(), 1);
    }
    [[nodiscard]] std::uint64_t labelled() const { return m_night->open()->labels().counts().value().labelled; }

    std::unique_ptr<SmallNight> m_night;
    std::unique_ptr<session::Closing> m_closing;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<app::Wiring> m_wiring;
    demo::World m_full{ 20 };
    std::promise<void> m_go;
};

void TestWiring::init()
{
    m_night = std::make_unique<SmallNight>();
    m_go = {};
    {
        const auto session = m_night->open();
        Progress progress;
        QVERIFY(session->ingest().run({ m_night->file("a.avro", smallContainer(0, 20)) }, {}, progress));
    }
    m_closing = std::make_unique<session::Closing>();
    m_window = std::make_unique<ui::MainWindow>();
    session::Session::Options options;
    options.user = "ada";
    m_wiring = std::make_unique<app::Wiring>(*m_window, *m_closing, options);
    m_window->show();
    m_wiring->start({});
}

void TestWiring::cleanup()
{
    m_wiring.reset();
    m_window.reset();
    m_closing.reset();
    m_night.reset();
}

void TestWiring::closingGoesOnWhileALabelIsStillBeingWritten()
{
    openNight();
    hold(*m_window->project()->services().labelling); // the disk is slow
    auto label = m_window->project()->add({ .row = 3, .text = "real" });
    Q_EMIT m_window->closeAsked(); // would wait for ever where the threads are joined here
    QVERIFY(!m_window->project());
    QCOMPARE(m_closing->ending(), 1u);
    letGo();
    QVERIFY(label.get());
    QVERIFY(m_closing->finish(std::chrono::seconds(60)));
    QCOMPARE(labelled(), 1u);
}

void TestWiring::theSameProjectOpensWhenItHasEnded()
{
    openNight();
    hold(*m_window->project()->services().labelling);
    (void)m_window->project()->add({ .row = 3, .text = "real" });
    Q_EMIT m_window->closeAsked();
    Q_EMIT m_window->openAsked(QString::fromStdString((m_night->project() / "").string()));
    QTest::qWait(200);
    QVERIFY(!m_window->project()); // it waits, and the window does not
    QCOMPARE(m_closing->ending(), 1u);
    letGo();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->project(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->scan()->labelled(), std::uint64_t(1), 20000); // what was still to be written is there
}

void TestWiring::anotherProjectOpensBesideOneThatEnds()
{
    openNight();
    hold(*m_window->project()->services().background);
    const auto other = m_night->path("other.vetrina");
    Q_EMIT m_window->newProjectAsked(QString::fromStdString(other.string()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->project() && m_window->project()->path() == other, 20000);
    QCOMPARE(m_closing->ending(), 1u);
    letGo();
}

void TestWiring::packetsThatWaitedForAProjectDoNotGoIntoTheNext()
{
    openNight();
    const auto more = m_night->file("more.avro", smallContainer(20, 4000));
    const auto late = m_night->file("late.avro", smallContainer(5000, 5010));
    Q_EMIT m_window->packetsGiven({ QString::fromStdString(more.string()) });
    Q_EMIT m_window->packetsGiven({ QString::fromStdString(late.string()) }); // waits for the first
    Q_EMIT m_window->closeAsked();
    const auto other = m_night->path("other.vetrina");
    Q_EMIT m_window->newProjectAsked(QString::fromStdString(other.string()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->project(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(m_closing->ending(), std::size_t(0), 20000);
    QTest::qWait(100);
    auto count = m_window->project()->count();
    QTRY_VERIFY_WITH_TIMEOUT(ui::detail::ready(count), 20000);
    QCOMPARE(count.get().value(), 0u);
}

void TestWiring::quittingLosesNoLabel()
{
    openNight();
    hold(*m_window->project()->services().labelling);
    for (data::Row row = 0; row < 20; ++row)
        (void)m_window->project()->add({ .row = row, .text = row % 2 ? "real" : "bogus" });
    m_wiring.reset();
    m_window.reset(); // the window is gone at once
    auto finished = std::async(std::launch::async, [&] { return m_closing->finish(std::chrono::seconds(60)); });
    QCOMPARE(finished.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
    letGo();
    QVERIFY(finished.get());
    QCOMPARE(labelled(), 20u);
}

void TestWiring::closingAsksAboutLabelsThatAreNotSaved()
{
    openNight();
    failToLabel();
    QSignalSpy said(m_window->scan(), &ui::ScanPage::said);
    Q_EMIT m_window->closeAsked();
    QVERIFY(m_window->project());
    QVERIFY2(said.last()[0].toString().contains("not saved"), qPrintable(said.last()[0].toString()));
    QVERIFY(said.last()[1].toBool());
    Q_EMIT m_window->closeAsked(); // it was said: so be it
    QVERIFY(!m_window->project());
}

void TestWiring::openingAnotherAsksAboutThemToo()
{
    openNight();
    const auto here = m_window->project()->path();
    failToLabel();
    const auto other = m_night->path("other.vetrina");
    Q_EMIT m_window->newProjectAsked(QString::fromStdString(other.string()));
    QTest::qWait(300);
    QCOMPARE(m_window->project()->path(), here);
    m_full.labels.full = false;
    m_window->scan()->labelling()->retry(); // or it is saved after all
    QTRY_COMPARE(m_window->scan()->labelling()->failed(), 0);
    QTRY_COMPARE(m_window->scan()->labelling()->pending(), 0);
    Q_EMIT m_window->newProjectAsked(QString::fromStdString(other.string()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->project() && m_window->project()->path() == other, 20000);
}

void TestWiring::aNewProjectBeginsWithTheSchemeOfThePreferences()
{
    m_window->settings()->set("labels.scheme", "real-bogus");
    const auto other = m_night->path("other.vetrina");
    Q_EMIT m_window->newProjectAsked(QString::fromStdString(other.string()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->project(), 20000);
    QCOMPARE(m_window->project()->classes().scheme().name, std::string("real-bogus"));
    openNightAgain();
    QCOMPARE(m_window->project()->classes().scheme().name, std::string("transient-types")); // it was there before
}

QTEST_MAIN(TestWiring)
#include "tst_wiring.moc"
