#include "core/session/closing.h"
#include "core/session/ingest.h"
#include "core/session/labels.h"
#include "tests/core/session/small_night.h"

#include <future>
#include <latch>

using namespace vetrina;
using namespace vetrina::session;
using namespace std::chrono_literals;

class TestClosing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoeverLetsASessionGoGoesOnAtOnce();
    void theSameProjectIsWaitedForAndAnotherIsNot();
    void labelsInHandAreWrittenBeforeFinishReturns();
    void finishDoesNotWaitForWhatCanBeDoneAgain();
    void waitingCanBeTakenBack();
    void aSessionThatOutlivesItsEndingEndsWhereItIsLetGo();
};

namespace {

/// A thread of an executor that does nothing else until it is let go.
class Held {
public:
    explicit Held(Executor& executor)
    {
        (void)executor.submit([begun = m_begun, go = m_go.get_future().share()](std::stop_token) -> Result<int> {
            begun->count_down();
            go.wait();
            return 0;
        });
        m_begun->wait();
    }
    ~Held()
    {
        if (!m_gone)
            letGo();
    }
    void letGo()
    {
        m_gone = true;
        m_go.set_value();
    }

private:
    std::shared_ptr<std::latch> m_begun = std::make_shared<std::latch>(1);
    std::promise<void> m_go;
    bool m_gone = false;
};

void ingest(Session& session, const SmallNight& night)
{
    Progress progress;
    const auto report = session.ingest().run({ night.file("a.avro", smallContainer(0, 20)) }, {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->added, 20u);
}

/// Twenty labels asked for, as keys ask for them: without waiting.
void labelAll(Session& session)
{
    for (data::Row row = 0; row < 20; ++row)
        (void)session.labelling().submit(
            [&session, row](std::stop_token) { return session.labels().add({ .row = row, .text = "real" }); });
}

} // namespace

void TestClosing::whoeverLetsASessionGoGoesOnAtOnce()
{
    const SmallNight night;
    Closing closing;
    auto session = closing.keep(night.open());
    Held held(session->io());
    session.reset(); // would wait for ever where the threads are joined here
    QCOMPARE(closing.ending(), 1u);
    held.letGo();
    const auto ended = closing.wait(night.project());
    VERIFY_RESULT(ended);
    QCOMPARE(closing.ending(), 0u);
}

void TestClosing::theSameProjectIsWaitedForAndAnotherIsNot()
{
    const SmallNight night;
    Closing closing;
    auto session = closing.keep(night.open());
    Held held(session->labelling());
    session.reset();
    VERIFY_RESULT(closing.wait(night.path("another.vetrina")));
    // The same folder by another way to write it.
    auto waited = std::async(std::launch::async, [&] { return closing.wait(night.path("x/../night.vetrina/.")); });
    QCOMPARE(waited.wait_for(100ms), std::future_status::timeout);
    held.letGo();
    const auto ended = waited.get();
    VERIFY_RESULT(ended);
    QVERIFY(night.open());
}

void TestClosing::labelsInHandAreWrittenBeforeFinishReturns()
{
    const SmallNight night;
    Closing closing;
    auto session = closing.keep(night.open());
    ingest(*session, night);
    Held held(session->labelling()); // the disk is slow
    labelAll(*session);
    session.reset();
    auto finished = std::async(std::launch::async, [&] { return closing.finish(0ms); });
    QCOMPARE(finished.wait_for(100ms), std::future_status::timeout); // labels are waited for beyond any bound
    held.letGo();
    (void)finished.get();
    // Beside the one that may still be ending, as after a crash.
    QCOMPARE(night.open()->labels().counts().value().labelled, 20u);
    QVERIFY(closing.finish(60s));
}

void TestClosing::finishDoesNotWaitForWhatCanBeDoneAgain()
{
    const SmallNight night;
    Closing closing;
    auto session = closing.keep(night.open());
    ingest(*session, night);
    Held held(session->background());
    labelAll(*session);
    session.reset();
    QVERIFY(!closing.finish(1ms));
    QCOMPARE(night.open()->labels().counts().value().labelled, 20u);
    held.letGo();
    QVERIFY(closing.finish(60s));
}

void TestClosing::waitingCanBeTakenBack()
{
    const SmallNight night;
    Closing closing;
    auto session = closing.keep(night.open());
    Held held(session->io());
    session.reset();
    std::stop_source stop;
    auto waited = std::async(std::launch::async, [&] { return closing.wait(night.project(), stop.get_token()); });
    stop.request_stop();
    QCOMPARE(waited.get().error().code, Error::Code::Cancelled);
    held.letGo();
}

void TestClosing::aSessionThatOutlivesItsEndingEndsWhereItIsLetGo()
{
    const SmallNight night;
    auto closing = std::make_unique<Closing>();
    auto session = closing->keep(night.open());
    ingest(*session, night);
    labelAll(*session);
    closing.reset();
    session.reset();
    QCOMPARE(night.open()->labels().counts().value().labelled, 20u);
}

QTEST_GUILESS_MAIN(TestClosing)
#include "tst_closing.moc"
