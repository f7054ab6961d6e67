#include "core/session/ingest_service.h"

#include "core/base/executor.h"
#include "core/base/log.h"
#include "core/store/ingest_lock.h"

#include <atomic>
#include <chrono>
#include <deque>

namespace vetrina::session {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What is read and decoded at once: little, for what was just read is still at hand in the processor's caches.
constexpr std::size_t batchFiles = 64;
constexpr std::size_t batchBytes = 4 << 20;

/// A commit has enough candidates that its flushes cost little, but nobody waits long for the first ones to be seen.
constexpr std::size_t commitCandidates = 1024;
constexpr auto commitAfter = std::chrono::milliseconds(300);

constexpr std::size_t refusalsKept = 1000;

/// One ingest from its first file to its last commit.
class Run {
public:
    Run(IngestService& service, store::CatalogueWriter& writer, unsigned threads, const IngestOptions& options,
        std::stop_token stop, Progress& progress)
        : m_service(service)
        , m_catalogue(writer)
        , m_options(options)
        , m_stop(std::move(stop))
        , m_progress(progress)
        , m_memory(2 * threads + 4, 2 * batchBytes)
        , m_decode("decode", threads, 2 * threads + 2, Executor::WhenFull::Wait, ThreadPriority::Background)
        , m_write("ingest", 1, 2, Executor::WhenFull::Wait, ThreadPriority::Background)
        , m_window(threads + 1)
    {
    }

    /// Looks on the way how much there is, for the progress.
    void measure(const std::vector<fs::path>& paths);
    Result<void> walk(const fs::path& path);
    Result<void> finish();
    IngestReport& report() { return m_report; }

private:
    Result<void> take(const formats::ArchiveItem& item, Bytes bytes);
    Result<void> flush();
    Result<void> forward(std::size_t window);
    Result<void> settle(std::size_t window);
    Result<int> store(PacketBatch& batch);
    Result<void> commit();
    void noteProblems(const formats::ArchiveReport& walked, const fs::path& path);

    IngestService& m_service;
    store::CatalogueWriter& m_catalogue;
    const IngestOptions m_options;
    const std::stop_token m_stop;
    Progress& m_progress;
    SchemaShelf m_schemas;
    BufferPool m_memory;
    Executor m_decode, m_write;
    const std::size_t m_window;

    std::atomic<std::uint64_t> m_all = 0; ///< bytes of what is to be read; 0 while nobody knows
    std::uint64_t m_before = 0, m_position = 0; ///< bytes gone through: of earlier paths, and in all
    std::vector<PacketFile> m_files; ///< of the next batch
    std::size_t m_bytes = 0;
    std::deque<std::future<Result<PacketBatch>>> m_decoding; ///< in order of arrival
    std::deque<std::future<Result<int>>> m_writing;
    IngestReport m_report; ///< moved by the writer alone, until finish()
    Clock::time_point m_committed; ///< likewise; none yet: the first batch is committed at once

    // What the walk came by; the caller's thread.
    std::uint64_t m_ignored = 0, m_problemCount = 0;
    std::vector<IngestReport::Refusal> m_problems;
};

void Run::measure(const std::vector<fs::path>& paths)
{
    (void)m_decode.submit(
        [this, paths](const std::stop_token& stop) -> Result<int> {
            std::uint64_t all = 0;
            for (const auto& path : paths)
                all += formats::sizeForWalk(path, stop);
            m_all = all;
            return 0;
        },
        m_stop);
}

Result<void> Run::walk(const fs::path& path)
{
    m_before = m_position;
    const auto give = [&](const formats::ArchiveItem& item, Bytes bytes) -> Result<void> {
        m_position = m_before + item.position;
        return take(item, std::move(bytes));
    };
    const auto walked = formats::walkArchive(path, give, m_stop, {}, formats::ArchiveFiles::Left);
    if (!walked)
        return tl::unexpected(walked.error());
    noteProblems(*walked, path);
    return {};
}

void Run::noteProblems(const formats::ArchiveReport& walked, const fs::path& path)
{
    m_ignored += walked.ignored;
    m_problemCount += walked.problemCount;
    for (const auto& problem : walked.problems)
        if (m_problems.size() < refusalsKept)
            m_problems.push_back({ path.string(), "", 0, problem.message });
}

Result<void> Run::take(const formats::ArchiveItem& item, Bytes bytes)
{
    if (item.kind == formats::ArchiveItem::Kind::Schema) {
        m_schemas.add(item, std::move(bytes));
        return {};
    }
    const bool isRead = !item.member.empty();
    m_bytes += isRead ? bytes.size() : static_cast<std::size_t>(item.size);
    m_files.push_back({ item, std::move(bytes), isRead });
    if (m_files.size() < batchFiles && m_bytes < batchBytes)
        return {};
    return flush();
}

Result<void> Run::flush()
{
    if (m_files.empty())
        return {};
    m_decoding.push_back(m_decode.submit(
        [this, files = std::exchange(m_files, {}), position = m_position](std::stop_token stop) mutable {
            auto batch = decodePackets(std::move(files), m_schemas, m_memory, m_options.checkStamps, stop);
            if (batch)
                batch->position = position;
            return batch;
        },
        m_stop));
    m_bytes = 0;
    return forward(m_window);
}

/// Hands decoded batches to the writer, in order, until at most `window` are still being decoded.
Result<void> Run::forward(std::size_t window)
{
    while (m_decoding.size() > window) {
        auto batch = m_decoding.front().get();
        m_decoding.pop_front();
        if (!batch)
            return tl::unexpected(batch.error());
        auto held = std::make_shared<PacketBatch>(std::move(*batch));
        m_writing.push_back(m_write.submit([this, held](std::stop_token) { return store(*held); }));
    }
    return settle(2);
}

/// Waits for the writer until at most `window` batches are not committed.
Result<void> Run::settle(std::size_t window)
{
    while (m_writing.size() > window) {
        const auto stored = m_writing.front().get();
        m_writing.pop_front();
        if (!stored)
            return tl::unexpected(stored.error());
    }
    return {};
}

Result<int> Run::store(PacketBatch& batch)
{
    std::vector<store::NewCandidate> candidates;
    candidates.reserve(batch.packets.size());
    for (const auto& packet : batch.packets) {
        const auto schema = m_catalogue.schema(packet.schema->text());
        if (!schema)
            return tl::unexpected(schema.error());
        // The fields stand in several records of a packet, so all of it is what a rebuild reads.
        candidates.push_back({ packet.candidate, packet.record, { 0, packet.record.size() }, *schema });
    }
    if (!candidates.empty()) {
        const auto staged = m_catalogue.stage(candidates, &batch.fields);
        if (!staged)
            return tl::unexpected(staged.error());
        m_report.added += static_cast<std::uint64_t>(staged->added);
        m_report.known += static_cast<std::uint64_t>(staged->known);
    }
    if (m_catalogue.staged() >= commitCandidates || Clock::now() - m_committed >= commitAfter)
        if (auto done = commit(); !done)
            return tl::unexpected(done.error());
    m_report.read += batch.read;
    m_report.tornStamps += batch.tornStamps;
    m_progress.done += batch.read;
    if (const auto all = m_all.load(); all > 0 && batch.position > 0)
        m_progress.total = static_cast<std::uint64_t>(static_cast<double>(m_progress.done)
            * static_cast<double>(std::max(all, batch.position)) / static_cast<double>(batch.position));
    m_progress.bad += batch.refusals.size();
    m_report.bad += batch.refusals.size();
    for (auto* list : { &batch.refusals, &batch.tornList })
        for (auto& refusal : *list)
            if (m_report.errors.size() < refusalsKept)
                m_report.errors.push_back(std::move(refusal));
    return 0;
}

Result<void> Run::commit()
{
    const bool some = m_catalogue.staged() > 0;
    if (auto done = m_catalogue.commit(); !done)
        return done;
    m_committed = Clock::now();
    if (some)
        m_service.tellArrived(static_cast<std::size_t>(m_catalogue.rows()));
    return {};
}

Result<void> Run::finish()
{
    auto done = flush();
    if (done)
        done = forward(0);
    if (done)
        done = settle(0);
    m_decode.abandon();
    m_write.shutdown();
    // What was read before a stop or an error is kept: it is whole.
    if (auto committed = commit(); done && !committed)
        done = committed;
    m_report.ignored = m_ignored;
    m_report.bad += m_problemCount;
    m_report.errors.insert(m_report.errors.end(), m_problems.begin(), m_problems.end());
    return done;
}

} // namespace

Result<IngestReport> IngestService::run(
    const std::vector<fs::path>& paths, std::stop_token stop, Progress& progress, const IngestOptions& options)
{
    const auto began = Clock::now();
    if (m_project.mode == store::Mode::ReadOnly)
        return fail(Error::Code::ReadOnly, m_project.folder.string() + ": opened read-only, nothing can be added",
            "Copy the project to a place that can be written.");
    for (const auto& path : paths) {
        std::error_code missing;
        if (!fs::exists(path, missing))
            return fail(Error::Code::NotFound, path.string() + ": not there", "Check the path.");
    }
    auto lock = store::IngestLock::wait(
        m_project.folder, stop, [](const std::string& holder) { log::warning("ingest", "waiting for " + holder); });
    if (!lock)
        return tl::unexpected(lock.error());
    auto writer = store::CatalogueWriter::open(m_project, std::move(*lock));
    if (!writer)
        return tl::unexpected(writer.error());

    Run run(*this, **writer, m_threads, options, stop, progress);
    Result<void> done;
    run.measure(paths);
    for (const auto& path : paths) {
        done = run.walk(path);
        if (!done)
            break;
    }
    const auto finished = run.finish();
    if (done && !finished)
        done = finished;
    auto report = std::move(run.report());
    report.cancelled = stop.stop_requested();
    report.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (!done && done.error().code != Error::Code::Cancelled)
        return tl::unexpected(done.error());
    return report;
}

void IngestService::onArrived(std::function<void(std::size_t)> listener)
{
    std::lock_guard lock(m_mutex);
    m_listeners.push_back(std::move(listener));
}

void IngestService::tellArrived(std::size_t count) const
{
    std::vector<std::function<void(std::size_t)>> listeners;
    {
        std::lock_guard lock(m_mutex);
        listeners = m_listeners;
    }
    for (const auto& listener : listeners)
        listener(count);
}

} // namespace vetrina::session
