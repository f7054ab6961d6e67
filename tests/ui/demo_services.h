#pragma once

#include "tests/ui/demo_filters.h"
#include "tests/ui/demo_training.h"
#include "ui/project/project.h"

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

/// A project without a disk: candidates made of Gaussians and noise, or, where $VETRINA_UI_DEMO names a folder with
/// `demo.json` and `demo.raw`, real ones. For tests and pictures of the window.
namespace demo {

using namespace vetrina;

class Candidates : public session::Candidates {
public:
    explicit Candidates(std::size_t count);

    [[nodiscard]] std::size_t count() const override { return m_count; }
    [[nodiscard]] Result<std::shared_ptr<const data::Table>> table() const override;
    [[nodiscard]] Result<session::CandidateView> view(data::Row row, std::stop_token stop) const override;
    [[nodiscard]] Result<data::Triplet> triplet(data::Row row) const override;
    [[nodiscard]] Result<std::vector<session::CandidateRow>> rows(const std::vector<data::Row>& rows) const override;
    [[nodiscard]] Result<data::Row> find(std::int64_t candid) const override;
    [[nodiscard]] Result<std::vector<session::ObjectAlert>> ofObject(data::Row row) const override;

    std::atomic<int> alertsPerObject = 1; ///< rows so many in a row are one object's, a third of a day apart
    /// Puts another light curve in the place of the one that a row has, while views may be asked for: they are at hand
    /// before one asks.
    void setCurve(std::function<sky::LightCurve(const data::Candidate&)> curve)
    {
        const std::lock_guard lock(mutex);
        m_curve = std::move(curve);
    }
    std::atomic<int> rowsAsked = 0; ///< how many rows were ever fetched
    std::atomic<int> viewsAsked = 0;
    std::atomic<int> delayMs = 0; ///< each view takes so long
    /// Row -> label, as the labels service left it.
    mutable std::mutex mutex;
    std::map<data::Row, std::string> labels;
    std::map<data::Row, bool> flags, skips;
    std::map<data::Row, std::string> notes;

private:
    [[nodiscard]] session::CandidateRow rowOf(data::Row row) const;
    [[nodiscard]] data::Triplet stampsOf(data::Row row) const;
    [[nodiscard]] bool real() const { return !m_realStamps.empty(); }

    std::size_t m_count;
    std::function<sky::LightCurve(const data::Candidate&)> m_curve; ///< guarded
    std::vector<data::Candidate> m_realCandidates;
    std::vector<data::Fields> m_realFields;
    std::vector<data::Triplet> m_realStamps;
    std::vector<sky::LightCurve> m_realCurves;
};

class Queue : public session::Queue {
public:
    explicit Queue(const Candidates& candidates)
        : m_candidates(candidates)
    {
    }
    /// Arrival, or turned about where `reversed`; a filter with a `?` is wrong at that column.
    [[nodiscard]] Result<std::vector<data::Row>> rows(
        const session::QueueRequest& request, std::stop_token stop) const override;
    /// By time three nights; by object one to five alerts each; by a field `wrong` refused.
    [[nodiscard]] Result<session::QueueOrder> order(
        const session::QueueRequest& request, std::stop_token stop) const override;

    std::atomic<int> delayMs = 0; ///< each order takes so long
    std::atomic<bool> reversed = false;
    std::atomic<int> asked = 0;

private:
    const Candidates& m_candidates;
};

class Labels : public session::Labels {
public:
    Labels(Candidates& candidates, data::LabelScheme scheme);
    [[nodiscard]] const data::LabelScheme& scheme() const override;
    [[nodiscard]] Result<void> useScheme(const std::string& name) override;
    [[nodiscard]] Result<void> chooseScheme(const std::string& name) override { return useScheme(name); }
    [[nodiscard]] std::vector<data::LabelScheme> schemes() const override;
    [[nodiscard]] Result<data::LabelScheme> schemeVersion(const std::string& name, int version) const override;
    [[nodiscard]] std::vector<data::LabelClass> retiredClasses() const override { return {}; }
    [[nodiscard]] Result<data::LabelScheme> saveScheme(data::LabelScheme scheme) override;
    /// An object is ten rows: 0 to 9, 10 to 19, ...
    [[nodiscard]] Result<Given> addToObject(const Request& request) override;
    [[nodiscard]] Result<Given> addToAll(const Request& request, const std::vector<data::Row>& rows) override;
    [[nodiscard]] Result<std::int64_t> add(const Request& request) override;
    [[nodiscard]] Result<Change> undo() override;
    [[nodiscard]] Result<Change> redo() override;
    [[nodiscard]] Result<void> markSeen(data::Row) override { return {}; }
    [[nodiscard]] Result<Counts> counts() const override;
    /// Of all events, whatever the span.
    [[nodiscard]] Result<session::NightReport> night(session::NightSpan span) const override;
    [[nodiscard]] Result<std::string> exported(const std::string&) const override { return std::string(); }
    [[nodiscard]] Result<Imported> import(const std::filesystem::path&) override { return Imported(); }

    std::atomic<bool> full = false; ///< the disk is full
    std::vector<Request> events; ///< guarded by the candidates' mutex

private:
    void fold(); ///< what the candidates say, from the events

    Candidates& m_candidates;
    std::deque<data::LabelScheme> m_schemes; ///< guarded by the candidates' mutex, as what follows
    const data::LabelScheme* m_active;
    std::vector<std::vector<Request>> m_undone;
    std::vector<std::size_t> m_gestures; ///< how many events each key press gave
};

class Scores : public session::Scores {
public:
    [[nodiscard]] Result<Report> run(
        const std::string&, const std::string&, const std::string&, std::stop_token, Progress&) override
    {
        return Report();
    }
    [[nodiscard]] Result<void> live(const std::string& model) override
    {
        const std::lock_guard lock(mutex);
        lives.push_back(model);
        return {};
    }
    void stopLive() override { }
    void first(data::Row) override { }
    [[nodiscard]] State state() const override { return { "cpu", "braai_d6_m7:1", 0, 1480, {} }; }
    void onScored(std::function<void(std::vector<data::Row>)> listener) override { scored = std::move(listener); }

    std::function<void(std::vector<data::Row>)> scored;
    std::mutex mutex;
    std::vector<std::string> lives; ///< what was asked to score; guarded
};

/// One of those that ship.
[[nodiscard]] data::LabelScheme shippedScheme(const std::string& name);

/// All of it, with its threads.
struct World {
    explicit World(std::size_t count, const std::string& scheme = "transient-types");
    ~World();

    [[nodiscard]] std::unique_ptr<ui::Project> project(const QString& name = "Night 2023-10-18",
        const std::filesystem::path& path = "/home/scanner/nights/2023-10-18.vetrina");

    Candidates candidates;
    Queue queue{ candidates };
    Labels labels;
    Scores scores;
    std::unique_ptr<session::Finder> finder;
    Filters filters;
    session::Anomaly* anomaly = nullptr; ///< none where the test brings none
    session::Embeddings* embeddings = nullptr; ///< likewise
    Models models;
    Training training{ models };
    Executor trainer{ "trainer", 1, 4, Executor::WhenFull::Refuse };
    Executor io{ "io", 2, 4096, Executor::WhenFull::Wait };
    Executor background{ "background", 1, 256, Executor::WhenFull::DropOldest };
    Executor labelling{ "labels", 1, 4096, Executor::WhenFull::Wait };
};

} // namespace demo
