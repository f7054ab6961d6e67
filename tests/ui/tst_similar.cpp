#include "tests/ui/demo_window.h"
#include "ui/scan/opinions_panel.h"
#include "ui/shell/workspaces.h"
#include "ui/similar/similar_panel.h"
#include "ui/similar/similar_strip.h"
#include "ui/train/train_page.h"
#include "ui/widgets/text.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>

#include <mutex>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// The nearest of a row are the rows after it, a hundredth further each; rows 0 and 1 are of one object.
class Scripted : public session::Embeddings {
public:
    explicit Scripted(const demo::Candidates& candidates)
        : m_candidates(candidates)
    {
    }

    Result<session::EmbedReport> run(
        const session::EmbedRequest& request, std::stop_token stop, Progress& progress) override
    {
        model = request.model;
        progress.total = 300;
        while (slow && !stop.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        if (stop.stop_requested())
            return fail(Error::Code::Cancelled, "cancelled");
        if (broken)
            return fail(Error::Code::NotFound, "no such model", "Import it");
        vectors = m_candidates.count();
        session::EmbedReport report;
        report.model = request.model;
        report.embedded = report.added = vectors;
        return report;
    }
    void live() override { }
    void stopLive() override { }
    Result<session::SimilarReport> similar(data::Row, std::size_t, const std::string&, std::stop_token) override
    {
        return fail(Error::Code::Unsupported, "the window asks the index");
    }
    Result<session::SimilarReport> nearest(data::Row row, std::size_t k, const std::string&, std::stop_token) override
    {
        ++asked;
        if (std::mutex* other = hold) {
            const std::lock_guard wait(*other);
        }
        if (torn)
            return fail(Error::Code::Malformed, "derived.sqlite: torn", "Delete the file");
        session::SimilarReport report;
        report.among = vectors;
        report.known = vectors > 0 && row != without;
        if (vectors == 0)
            return report;
        report.model = model;
        report.indexBytes = 2048;
        report.indexDimensions = 64;
        for (std::size_t i = 1; report.known && i <= k && row + static_cast<data::Row>(i) < 200; ++i) {
            const data::Row next = row + static_cast<data::Row>(i);
            const auto info = m_candidates.rows({ next });
            report.neighbours.push_back({ next, 0, info->front().candidate.object, 0.01F * static_cast<float>(i) });
        }
        return report;
    }
    Result<session::SimilarReport> similarToAll(
        const std::vector<data::Row>&, std::size_t, const std::string&, std::stop_token) override
    {
        return fail(Error::Code::Unsupported, "that is Map's");
    }
    Result<std::vector<session::VectorSet>> sets() const override { return std::vector<session::VectorSet>(); }
    Result<session::MapFigures> figures(const std::string&, const std::string&, std::stop_token) const override
    {
        return session::MapFigures();
    }
    Result<std::vector<session::MapPoint>> map(const std::string&, const std::string&) override
    {
        return std::vector<session::MapPoint>();
    }

    std::atomic<std::size_t> vectors = 0;
    std::atomic<data::Row> without = -1;
    std::atomic<bool> slow = false, broken = false, torn = false;
    std::atomic<int> asked = 0;
    std::atomic<std::mutex*> hold = nullptr; ///< waits for it, where there is one
    std::string model = "braai_d6_m9:1";

private:
    const demo::Candidates& m_candidates;
};

/// A library of braai and of something that makes no vectors, though it is what scores.
class Library : public session::Models {
public:
    Result<std::vector<Entry>> list() const override
    {
        if (empty)
            return std::vector<Entry>();
        const std::string other = R"({"family": "convnext"})";
        return std::vector{ Entry{ "convnext_pico", "7", {}, true, true, other, false },
            Entry{ "braai_d6_m7", "1", {}, false, false, shipped("braai_d6_m7"), true },
            Entry{ "braai_d6_m9", "1", {}, false, true, shipped("braai_d6_m9"), true } };
    }
    Result<Entry> show(const std::string&) const override { return Entry(); }
    Result<Entry> import(const std::filesystem::path&, const std::string&) override { return Entry(); }
    Result<Entry> promote(const std::string&) override { return Entry(); }
    Result<Entry> previous() const override { return Entry(); }
    Result<Entry> rollBack() override { return Entry(); }
    Result<void> remove(const std::string&) override { return {}; }
    Result<Entry> exportTo(const std::string&, const std::filesystem::path&) override { return Entry(); }

    std::atomic<bool> empty = false;

private:
    static std::string shipped(const std::string& name)
    {
        QFile card(QString(VETRINA_SOURCE_DIR "/models/%1.json").arg(QString::fromStdString(name)));
        return card.open(QIODevice::ReadOnly) ? card.readAll().toStdString() : std::string();
    }
};

} // namespace

/// What looks like the candidate on screen, in the column at the right.
class TestSimilar : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init();
    void cleanup();
    void withoutVectorsItOffersToMakeThem();
    void vectorsThatWereMadeElsewhereAreFound();
    void makingThemShowsWhatLooksLikeIt();
    void whatIsBeingMadeCanBeStopped();
    void whatGoesWrongIsSaid();
    void withoutACandidateNothingStandsThere();
    void theFirstAnswerIsWaitedForInWords();
    void withoutAModelItSaysWhatToDo();
    void theNearestOfOtherObjectsStandThere();
    void aClickGoesThereAndShiftRComesBack();
    void theKeyUnfoldsItAndArrowsWalkThere();
    void whoHasNoVectorIsSaid();
    void candidatesThatArePassedByAreNotAskedAbout();
    void aProjectWithoutVectorsHasNoPlaceForThem();

private:
    void openWith(std::size_t vectors, int alertsPerObject = 1);
    [[nodiscard]] SimilarPanel& panel() { return *page().opinions()->similar(); }
    [[nodiscard]] std::vector<data::Row> rows()
    {
        std::vector<data::Row> rows;
        for (const SimilarTile& tile : panel().strip()->tiles())
            rows.push_back(tile.row);
        return rows;
    }

    std::unique_ptr<Scripted> m_embeddings;
    Library m_library;
    std::mutex* m_hold = nullptr;
};

void TestSimilar::init() { m_library.empty = false; }

void TestSimilar::cleanup()
{
    close();
    m_embeddings.reset();
}

void TestSimilar::openWith(std::size_t vectors, int alertsPerObject)
{
    m_world = std::make_unique<demo::World>(300);
    m_world->candidates.alertsPerObject = alertsPerObject;
    m_embeddings = std::make_unique<Scripted>(m_world->candidates);
    m_embeddings->vectors = vectors;
    m_embeddings->hold = m_hold;
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto project = m_world->project();
    project->services().embeddings = m_embeddings.get();
    project->services().models = &m_library;
    m_window->setProject(std::move(project));
    QTRY_COMPARE(shown(), 0);
}

void TestSimilar::withoutVectorsItOffersToMakeThem()
{
    openWith(0);
    QTRY_COMPARE(panel().words(), "No vectors yet.");
    QVERIFY(panel().make()->isVisible());
    QCOMPARE(panel().make()->text(), "Embed 300 with braai_d6_m9"); // the only one that can
    QVERIFY(!panel().strip()->isVisible());
    press(Qt::Key_R);
    QVERIFY(panel().make()->hasFocus());
    press(Qt::Key_Escape);
    QVERIFY(!panel().make()->hasFocus());
    press(Qt::Key_R);
    press(Qt::Key_Return); // with the keys alone
    QTRY_VERIFY(panel().strip()->isVisible());
    QVERIFY(panel().strip()->hasFocus());
}

/// By Map, or by the command: they are there when one comes back to Scan.
void TestSimilar::vectorsThatWereMadeElsewhereAreFound()
{
    openWith(0);
    QTRY_VERIFY(panel().make()->isVisible());
    m_window->workspaces()->open(m_window->train());
    m_embeddings->vectors = 300;
    QTest::qWait(100);
    QVERIFY(panel().strip()->tiles().empty());
    m_window->workspaces()->open(&page());
    QTRY_VERIFY(panel().strip()->isVisible());
    QCOMPARE(rows().front(), 1);
    QVERIFY(!panel().make()->isVisible());
}

void TestSimilar::makingThemShowsWhatLooksLikeIt()
{
    openWith(0);
    QTRY_VERIFY(panel().make()->isVisible());
    QSignalSpy said(&page(), &ScanPage::said);
    QTest::mouseClick(panel().make(), Qt::LeftButton);
    QTRY_VERIFY(panel().strip()->isVisible());
    QCOMPARE(m_embeddings->model, "braai_d6_m9:1");
    QVERIFY(panel().words().isEmpty() && !panel().make()->isVisible());
    QCOMPARE(rows().front(), 1);
    QVERIFY2(said.back()[0].toString().startsWith("300 candidates have a vector of braai_d6_m9 now, 300 of them new"),
        qPrintable(said.back()[0].toString()));
}

void TestSimilar::whatIsBeingMadeCanBeStopped()
{
    openWith(0);
    QTRY_VERIFY(panel().make()->isVisible());
    m_embeddings->slow = true;
    QTest::mouseClick(panel().make(), Qt::LeftButton);
    QTRY_COMPARE(panel().words(), "Embedding 0 of 300");
    QCOMPARE(panel().make()->text(), "Stop");
    press(Qt::Key_J); // the rest of the window goes on
    QTRY_COMPARE(shown(), 1);
    QCOMPARE(panel().make()->text(), "Stop");
    QTest::mouseClick(panel().make(), Qt::LeftButton);
    QTRY_COMPARE(panel().words(), "No vectors yet.");
    QTRY_COMPARE(panel().make()->text(), "Embed 300 with braai_d6_m9");
}

void TestSimilar::whatGoesWrongIsSaid()
{
    openWith(0);
    QTRY_VERIFY(panel().make()->isVisible());
    m_embeddings->broken = true;
    QSignalSpy said(&page(), &ScanPage::said);
    QTest::mouseClick(panel().make(), Qt::LeftButton);
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.back()[0].toString(), "no such model: Import it");
    QVERIFY(said.back()[1].toBool());
    m_embeddings->torn = true;
    press(Qt::Key_J);
    QTRY_COMPARE(panel().words(), "derived.sqlite: torn. Delete the file");
}

void TestSimilar::withoutACandidateNothingStandsThere()
{
    openWith(300);
    QTRY_VERIFY(panel().strip()->isVisible());
    QVERIFY(!panel().findChild<TitledPanel*>()->toolTip().isEmpty());
    panel().setCandidate(nullptr); // as where a filter lets nothing through
    QVERIFY(panel().strip()->tiles().empty() && !panel().strip()->isVisible());
    QVERIFY(panel().words().isEmpty() && panel().findChild<TitledPanel*>()->toolTip().isEmpty());
    press(Qt::Key_J);
    QTRY_VERIFY(!rows().empty() && rows().front() == 2);
}

void TestSimilar::theFirstAnswerIsWaitedForInWords()
{
    std::mutex busy; // the first question waits its turn behind whatever else takes long
    m_hold = &busy;
    busy.lock();
    openWith(300);
    QTRY_VERIFY(panel().words().startsWith("Reading all vectors"));
    busy.unlock();
    QTRY_VERIFY(panel().strip()->isVisible());
    QVERIFY(panel().words().isEmpty());
    m_hold = nullptr;
}

void TestSimilar::withoutAModelItSaysWhatToDo()
{
    m_library.empty = true;
    openWith(0);
    QTRY_VERIFY2(panel().words().contains("vetrina models import"), qPrintable(panel().words()));
    QVERIFY(!panel().make()->isVisible());
}

void TestSimilar::theNearestOfOtherObjectsStandThere()
{
    openWith(300, 3);
    QTRY_VERIFY(panel().strip()->isVisible());
    QCOMPARE(rows().size(), 15U);
    for (std::size_t i = 0; i < rows().size(); ++i) // rows 1 and 2 are its own object's
        QCOMPARE(rows()[i], static_cast<data::Row>(3 + 3 * i));
    QCOMPARE(panel().strip()->tiles().front().distance, 0.03F);
    QTRY_VERIFY(panel().strip()->tiles().front().image && !panel().strip()->tiles().front().image->isNull());
    m_world->candidates.mutex.lock();
    m_world->candidates.labels[6] = "supernova";
    m_world->candidates.mutex.unlock();
    press(Qt::Key_J);
    QTRY_COMPARE(shown(), 1);
    QTRY_VERIFY(panel().strip()->tiles()[1].tag.kind == Tag::Kind::Filled);
    QCOMPARE(panel().strip()->tiles()[1].tag.text, "SN");
    QVERIFY(panel().strip()->tiles()[1].tip.contains("Label: Supernova"));
}

void TestSimilar::aClickGoesThereAndShiftRComesBack()
{
    openWith(300);
    QTRY_VERIFY(panel().strip()->isVisible());
    SimilarStrip* strip = panel().strip();
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->place(3).center());
    QTRY_COMPARE(shown(), 4);
    QTRY_COMPARE(rows().front(), 5);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->place(0).center());
    QTRY_COMPARE(shown(), 5);
    press(Qt::Key_R, Qt::ShiftModifier);
    QTRY_COMPARE(shown(), 4);
    press(Qt::Key_R, Qt::ShiftModifier);
    QTRY_COMPARE(shown(), 0);
    press(Qt::Key_R, Qt::ShiftModifier); // nothing is left
    QTest::qWait(20);
    QCOMPARE(shown(), 0);
}

void TestSimilar::theKeyUnfoldsItAndArrowsWalkThere()
{
    openWith(300);
    QTRY_VERIFY(panel().strip()->isVisible());
    SimilarStrip* strip = panel().strip();
    QCOMPARE(strip->shown(), 5);
    QTRY_COMPARE(strip->height(), strip->sizeHint().height()); // once it has its width
    const int before = strip->height();
    press(Qt::Key_R);
    QCOMPARE(strip->shown(), 15);
    QVERIFY(strip->hasFocus());
    QTRY_COMPARE(strip->height(), strip->sizeHint().height());
    QVERIFY(strip->height() > 2 * before);
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    press(Qt::Key_Right);
    press(Qt::Key_Up);
    press(Qt::Key_Up); // there is none above
    QCOMPARE(strip->current(), 2);
    QCOMPARE(shown(), 0); // the arrows walked here, not in the queue
    press(Qt::Key_Return);
    QTRY_COMPARE(shown(), 3);
    press(Qt::Key_J); // other keys are the window's
    QTRY_COMPARE(shown(), 4);
    press(Qt::Key_Escape);
    QVERIFY(!strip->hasFocus());
    QCOMPARE(strip->shown(), 15);
    press(Qt::Key_R);
    press(Qt::Key_R);
    QCOMPARE(strip->shown(), 5);
    press(Qt::Key_Right);
    QTRY_COMPARE(shown(), 5);
}

void TestSimilar::whoHasNoVectorIsSaid()
{
    openWith(290);
    QTRY_VERIFY(panel().strip()->isVisible());
    m_embeddings->without = 1;
    press(Qt::Key_J);
    QTRY_COMPARE(panel().words(), "This one has no vector yet.");
    QCOMPARE(panel().make()->text(), "Embed 10 more with braai_d6_m9");
    press(Qt::Key_J);
    QTRY_VERIFY(panel().strip()->isVisible());
    QVERIFY(panel().words().isEmpty());
}

void TestSimilar::candidatesThatArePassedByAreNotAskedAbout()
{
    openWith(300);
    QTRY_VERIFY(panel().strip()->isVisible());
    const int before = m_embeddings->asked;
    for (int i = 0; i < 10; ++i)
        press(Qt::Key_J);
    QTRY_COMPARE(shown(), 10);
    QTRY_COMPARE(rows().front(), 11);
    QVERIFY2(m_embeddings->asked - before <= 4, qPrintable(QString::number(m_embeddings->asked - before)));
}

void TestSimilar::aProjectWithoutVectorsHasNoPlaceForThem()
{
    open(20);
    QVERIFY(!panel().isVisible());
    QSignalSpy said(&page(), &ScanPage::said);
    press(Qt::Key_R);
    QCOMPARE(said.size(), 1);
    QCOMPARE(said.back()[0].toString(), "This project takes no vectors.");
}

QTEST_MAIN(TestSimilar)
#include "tst_similar.moc"
