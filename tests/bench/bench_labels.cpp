// How long a label takes until it is on the disk: alone, beside an ingest of packets of 50 KB, and beside an ingest
// while every core is busy; and what the store costs an ingest. With real packets and a network's weights also through
// a session as the window has it: alone, beside an ingest, beside a scoring run, and beside both.
//
//   bench_labels [PACKETS WEIGHTS [CARD]]

#include "core/base/thread.h"
#include "core/data/label_scheme.h"
#include "core/session/labels.h"
#include "core/session/models.h"
#include "core/session/scores.h"
#include "core/store/labels.h"
#include "feed.h"
#include "million.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <optional>

using namespace vetrina;
using namespace vetrina::store;

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// As many labels as a fast scanner's: one each 3 ms.
void measure(const char* name, const std::function<Result<std::int64_t>(int number)>& label)
{
    std::vector<double> ms;
    for (int i = 0; i < 1000; ++i) {
        const auto begin = Clock::now();
        if (const auto added = label(i); !added) {
            std::fprintf(stderr, "%s\n", added.error().message.c_str());
            std::exit(1);
        }
        ms.push_back(msSince(begin));
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    std::ranges::sort(ms);
    std::printf("%-36s p50 %7.2f ms  p99 %7.2f ms  most %7.2f ms\n", name, ms[500], ms[990], ms[999]);
}

void measure(const char* name, LabelStore& store)
{
    measure(name, [&](int number) {
        LabelEvent event;
        event.user = "ada";
        event.scheme = "real-bogus";
        event.label = "real";
        event.candidate.id = number;
        return store.add(event);
    });
}

double cpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// What a Result holds, or the end with its error.
template <typename T> T need(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

/// Through the services that the window asks, while they take packets in and score.
void measureSession(
    const std::filesystem::path& folder, const std::string& from, const std::string& weights, const std::string& card)
{
    const auto packets = need(RealPackets::read(from));
    constexpr std::int64_t rows = 400'000; // so that the scoring run does not end before its time
    if (const auto made = makeScanProject(folder, packets, rows); !made)
        return (void)std::fprintf(stderr, "%s\n", made.error().message.c_str());
    ::setenv("XDG_DATA_HOME", (folder.string() + ".library").c_str(), 1);
    (void)need(session::Models::library().import(weights, card));
    letBackgroundStandBack(true); // as before the window
    const auto session = need(session::Session::open(folder, {}));
    auto& labels = session->labels();
    const std::string label = labels.scheme().classes.front().name;
    int row = 0;
    const auto measureIt = [&](const char* name) {
        measure(name, [&](int) {
            return session->labelling()
                .submit([&](std::stop_token) {
                    return labels.add({ row++, session::Labels::Kind::Label, label, 1.5, {}, labels.scheme().name });
                })
                .get();
        });
    };
    const auto wait = [](const auto& until) {
        for (int i = 0; i < 600 && !until(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    };
    for (const bool scoring : { false, true })
        for (const bool ingest : { false, true }) {
            std::optional<Feed> feed;
            if (ingest)
                feed.emplace(*session, packets, 0, rows);
            if (scoring)
                if (const auto began = session->scores().live({}); !began)
                    return (void)std::fprintf(stderr, "%s\n", began.error().message.c_str());
            wait([&] {
                return (!feed || feed->added > 0) && (!scoring || session->scores().state().imagesPerSecond > 0);
            });
            const auto before = feed ? feed->added.load() : 0;
            const auto begin = Clock::now();
            measureIt(scoring ? ingest ? "session, beside both" : "session, beside a scoring run"
                    : ingest  ? "session, beside an ingest"
                              : "session, alone");
            const double seconds = msSince(begin) / 1000;
            if (feed)
                std::printf(
                    "  %.0f packets/s came in meanwhile\n", static_cast<double>(feed->added - before) / seconds);
            if (scoring)
                std::printf("  %.0f images/s were scored\n", session->scores().state().imagesPerSecond);
            feed.reset();
            session->scores().stopLive();
        }
}

} // namespace

int main(int argc, char** argv)
{
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "bench-labels.vetrina";
    std::filesystem::remove_all(folder);
    const auto project = Project::create(folder);
    auto store = LabelStore::open(*project);
    measure("alone", **store);

    constexpr std::int64_t inBatch = 1000;
    {
        std::atomic<bool> stop = false;
        std::atomic<std::int64_t> ingested = 0;
        const std::filesystem::path other = folder.string() + ".other";
        auto ingest = startThread("ingest", [&](std::stop_token) {
            // Into a project beside it, begun anew when it has a gigabyte, so that it never ends while it is measured.
            SyntheticNight night(50'000);
            while (!stop) {
                std::filesystem::remove_all(other);
                const auto into = Project::create(other);
                auto writer = CatalogueWriter::open(*into);
                for (std::int64_t row = 0; row < 20'000 && !stop; row += inBatch, ingested += inBatch)
                    if (!night.add(**writer, row, row + inBatch))
                        return;
            }
        });
        measure("beside an ingest", **store);
        std::printf("  %lld candidates came in meanwhile\n", static_cast<long long>(ingested.exchange(0)));
        std::vector<std::jthread> load;
        std::atomic<std::uint64_t> sink = 0;
        for (unsigned i = 0; i < usableCores(); ++i)
            load.push_back(startThread("load", [&](std::stop_token) {
                while (!stop)
                    ++sink;
            }));
        measure("beside an ingest, every core busy", **store);
        std::printf("  %lld candidates came in meanwhile\n", static_cast<long long>(ingested.exchange(0)));
        stop = true;
        ingest.join();
        std::filesystem::remove_all(other);
    }
    store->reset();
    std::filesystem::remove_all(folder);

    // What a candidate costs in the store: pack, catalogue, columns; wall and this thread's CPU.
    const auto again = Project::create(folder);
    auto writer = CatalogueWriter::open(*again);
    SyntheticNight night(50'000);
    double making = 0, cpuMaking = 0;
    constexpr std::int64_t candidates = 10'000;
    const auto begin = Clock::now();
    const double cpuBegin = cpuMs();
    for (std::int64_t row = 0; row < candidates; row += inBatch)
        (void)need(night.add(**writer, row, row + inBatch));
    const double all = msSince(begin), cpu = cpuMs() - cpuBegin;
    { // the same without the store
        const auto from = Clock::now();
        const double cpuFrom = cpuMs();
        for (std::int64_t row = 0; row < candidates; row += inBatch)
            (void)need(night.add(**writer, row, row + inBatch)); // all known
        making = msSince(from);
        cpuMaking = cpuMs() - cpuFrom;
    }
    std::printf(
        "ingest of %lld candidates of 50 KB: %.1f us each (%.1f us of one core); again, all known: %.1f us (%.1f)\n",
        static_cast<long long>(candidates), all * 1000 / candidates, cpu * 1000 / candidates,
        making * 1000 / candidates, cpuMaking * 1000 / candidates);
    writer->reset();
    std::filesystem::remove_all(folder);
    if (argc > 2)
        measureSession(folder, argv[1], argv[2], argc > 3 ? argv[3] : "braai_d6_m7");
    std::filesystem::remove_all(folder);
    std::filesystem::remove_all(folder.string() + ".library");
    return 0;
}
