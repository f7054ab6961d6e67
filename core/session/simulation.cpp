#include "core/session/simulation.h"

#include "core/base/executor.h"
#include "core/base/file.h"
#include "core/base/paths.h"
#include "core/formats/avro_writer.h"
#include "core/session/ingest.h"
#include "core/session/labels.h"
#include "core/session/session.h"
#include "core/simulate/night.h"
#include "core/store/label_exchange.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <unistd.h>

namespace vetrina::session {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double unixEpoch = 2440587.5; ///< as a Julian date

/// The demo night: enough to scan for half an hour, made in the time that a window takes to be looked at.
constexpr SimulationRequest demo{ 1, 20250101, 600, 0 };

double since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

/// Removes a file or folder when it goes.
struct Scratch {
    fs::path path;
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

using Take = std::function<Result<void>(const simulate::SimulatedAlert&)>;

/// Makes all objects on all cores and hands their alerts on in the night's order, on the caller's thread.
Result<void> makeAll(
    const simulate::Night& night, unsigned threads, const std::stop_token& stop, Progress& progress, const Take& take)
{
    using Made = Result<std::vector<simulate::SimulatedAlert>>;
    progress.total = static_cast<std::uint64_t>(night.options().count);
    const unsigned cores = threads ? threads : usableCores();
    const std::size_t window = 8 * cores;
    Executor pool("simulate", cores, window + 1, Executor::WhenFull::Wait, ThreadPriority::Background);
    std::deque<std::future<Made>> making;
    const auto settle = [&](std::size_t left) -> Result<void> {
        while (making.size() > left) {
            const Made made = making.front().get();
            making.pop_front();
            if (!made)
                return tl::unexpected(made.error());
            for (const auto& alert : *made) {
                if (auto taken = take(alert); !taken)
                    return taken;
                ++progress.done;
            }
        }
        return {};
    };
    for (int index = 0; index < night.objects(); ++index) {
        making.push_back(pool.submit([&night, index](std::stop_token) { return night.object(index); }, stop));
        if (auto settled = settle(window); !settled) {
            pool.abandon();
            return settled;
        }
    }
    return settle(0);
}

SimulationReport reportOf(const simulate::Night& night, Clock::time_point began)
{
    SimulationReport report;
    const auto counts = night.classes();
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
        report.made += static_cast<std::uint64_t>(counts[kind]);
        if (counts[kind] > 0)
            report.classes.emplace_back(simulate::name(static_cast<simulate::Kind>(kind)), counts[kind]);
    }
    report.seconds = since(began);
    return report;
}

Result<simulate::Night> planned(const SimulationRequest& request)
{
    return simulate::Night::plan({ request.night, request.seed, request.count });
}

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return tl::unexpected(systemError(folder.string(), failed.value()));
    return {};
}

/// The lines of a truth.csv that is there already, with its newlines. Errors: WrongUse for another table.
Result<std::map<std::int64_t, std::string>> knownTruth(const fs::path& file)
{
    constexpr std::uint64_t most = std::uint64_t(1) << 30;
    std::map<std::int64_t, std::string> known;
    const auto bytes = readFile(file, most);
    if (!bytes && bytes.error().code == Error::Code::NotFound)
        return known;
    if (!bytes)
        return tl::unexpected(bytes.error());
    std::istringstream lines{ std::string(asText(*bytes)) };
    std::string line;
    bool whole = std::getline(lines, line) && line + '\n' == simulate::Night::truthHeader();
    while (whole && std::getline(lines, line)) {
        std::int64_t candid = 0;
        whole = std::from_chars(line.data(), line.data() + line.size(), candid).ec == std::errc();
        known.emplace(candid, line + '\n');
    }
    if (!whole)
        return fail(Error::Code::WrongUse, file.string() + ": is not the truth of simulated packets",
            "Write into another folder.");
    return known;
}

/// The truth of an alert as two label events, as `labels import` reads them.
Result<void> writeTruth(formats::OutputFile& file, const simulate::Truth& truth)
{
    const auto line = [&](std::string_view scheme, std::string_view label, std::string_view note, int offsetUs) {
        // To the second: what a date in days holds, wherever it is computed.
        const auto timeUs = std::llround((truth.jd - unixEpoch) * 86400) * 1'000'000 + offsetUs;
        return ",," + std::string(truthUser) + ',' + store::isoOfUs(timeUs) + ',' + std::to_string(truth.candid) + ','
            + truth.object + ',' + std::string(scheme) + ',' + std::string(label) + ",,," + std::string(note) + '\n';
    };
    if (auto written = file.write(line("real-bogus", simulate::realOrBogus(truth.kind), {}, 0)); !written)
        return written;
    return file.write(line("transient-types", simulate::coarseType(truth.kind), simulate::name(truth.kind), 1));
}

Result<void> ingested(Session& session, const fs::path& packets, std::stop_token stop)
{
    Progress ignored;
    const auto report = session.ingest().run({ packets }, stop, ignored);
    if (!report)
        return tl::unexpected(report.error());
    if (report->cancelled)
        return cancelled();
    if (report->bad > 0)
        return fail(Error::Code::Internal,
            "a simulated packet was refused: "
                + (report->errors.empty() ? packets.string() : report->errors.front().reason),
            "Please report this.");
    return {};
}

} // namespace

Result<SimulationReport> simulatePackets(
    const SimulationRequest& request, const fs::path& folder, std::stop_token stop, Progress& progress)
{
    const auto began = Clock::now();
    const auto night = planned(request);
    if (!night)
        return tl::unexpected(night.error());
    if (auto made = makeFolder(folder); !made)
        return tl::unexpected(made.error());
    const auto known = knownTruth(folder / "truth.csv");
    if (!known)
        return tl::unexpected(known.error());
    auto truth = formats::OutputFile::create(folder / "truth.csv");
    if (!truth)
        return tl::unexpected(truth.error());
    auto done = truth->write(simulate::Night::truthHeader());
    std::set<std::int64_t> made;
    const auto take = [&](const simulate::SimulatedAlert& alert) -> Result<void> {
        const auto packet = formats::avroFile(night->schema(), alert.record);
        if (!packet)
            return tl::unexpected(packet.error());
        auto file = formats::OutputFile::create(folder / (std::to_string(alert.truth.candid) + ".avro"));
        if (!file)
            return tl::unexpected(file.error());
        if (auto written = file->write(asText(*packet)); !written)
            return written;
        if (auto committed = file->commit(); !committed)
            return committed;
        made.insert(alert.truth.candid);
        return truth->write(simulate::Night::lineOf(alert.truth));
    };
    if (done)
        done = makeAll(*night, request.threads, stop, progress, take);
    // Also of what was made before it was stopped, and of the nights that were there: no packet is without its truth.
    for (const auto& [candid, line] : *known)
        if (!made.contains(candid))
            if (auto kept = truth->write(line); !kept)
                return tl::unexpected(kept.error());
    if (auto committed = truth->commit(); !committed && done)
        done = committed;
    if (!done)
        return tl::unexpected(done.error());
    return reportOf(*night, began);
}

Result<SimulationReport> simulateInto(
    Session& session, const SimulationRequest& request, std::stop_token stop, Progress& progress)
{
    const auto began = Clock::now();
    const auto night = planned(request);
    if (!night)
        return tl::unexpected(night.error());
    if (session.readOnly())
        return fail(Error::Code::ReadOnly, session.path().string() + ": opened read-only, nothing can be added",
            "Copy the project to a place that can be written.");
    const Scratch scratch{ session.path() / ("simulating-" + std::to_string(::getpid())) };
    if (auto made = makeFolder(scratch.path); !made)
        return tl::unexpected(made.error());
    const auto packets = scratch.path / "night.avro", labels = scratch.path / "truth.csv";
    {
        auto file = formats::OutputFile::create(packets);
        auto truth = file ? formats::OutputFile::create(labels) : tl::unexpected(file.error());
        if (!truth)
            return tl::unexpected(truth.error());
        auto writer = formats::AvroContainerWriter::begin(night->schema(), file->sink());
        if (!writer)
            return tl::unexpected(writer.error());
        auto done = truth->write("event,survey,user,time,candid,object,scheme,label,undoes,seconds,note\n");
        if (done)
            done = makeAll(*night, request.threads, stop, progress, [&](const simulate::SimulatedAlert& alert) {
                const auto added = writer->append(std::span<const std::byte>(alert.record));
                return added ? writeTruth(*truth, alert.truth) : added;
            });
        if (done)
            done = writer->finish();
        if (done)
            done = file->commit();
        if (done)
            done = truth->commit();
        if (!done)
            return tl::unexpected(done.error());
    }
    if (auto done = ingested(session, packets, stop); !done)
        return tl::unexpected(done.error());
    if (const auto imported = session.labels().import(labels); !imported)
        return tl::unexpected(imported.error());
    return reportOf(*night, began);
}

Result<fs::path> demoNight(std::stop_token stop, Progress& progress)
{
    const auto home = paths::data() / "demo";
    const auto project = home / "Demo night.vetrina";
    std::error_code ignored;
    if (fs::exists(project / "catalogue.sqlite", ignored))
        return project;
    if (auto made = makeFolder(home); !made)
        return tl::unexpected(made.error());
    // Made beside its place and moved there: a demo night that is there is whole.
    const Scratch scratch{ home / ("making-" + std::to_string(::getpid())) };
    if (auto made = makeFolder(scratch.path); !made)
        return tl::unexpected(made.error());
    const auto making = scratch.path / project.filename();
    {
        Session::Options options;
        options.create = true;
        options.scheme = "transient-types";
        options.device = "cpu";
        auto session = Session::open(making, options);
        if (!session)
            return tl::unexpected(session.error());
        if (auto report = simulateInto(**session, demo, stop, progress); !report)
            return tl::unexpected(report.error());
    }
    std::error_code failed;
    fs::rename(making, project, failed);
    if (failed && !fs::exists(project / "catalogue.sqlite", ignored)) // another window may have been faster
        return tl::unexpected(systemError(project.string(), failed.value()));
    return project;
}

} // namespace vetrina::session
