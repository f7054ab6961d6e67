// How long a label takes until it is on the disk: alone, beside an ingest of packets of 50 KB, and beside an ingest
// while every core is busy; and what the store costs an ingest.
//
//   bench_labels [FOLDER]

#include "core/base/thread.h"
#include "core/store/labels.h"
#include "million.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

using namespace vetrina;
using namespace vetrina::store;

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// As many labels as a fast scanner's: one each 3 ms.
void measure(const char* name, LabelStore& store)
{
    std::vector<double> ms;
    LabelEvent event;
    event.user = "ada";
    event.scheme = "real-bogus";
    event.label = "real";
    for (int i = 0; i < 1000; ++i) {
        event.candidate.id = i;
        const auto begin = Clock::now();
        if (const auto added = store.add(event); !added) {
            std::fprintf(stderr, "%s\n", added.error().message.c_str());
            std::exit(1);
        }
        ms.push_back(msSince(begin));
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    std::ranges::sort(ms);
    std::printf("%-36s p50 %7.2f ms  p99 %7.2f ms  most %7.2f ms\n", name, ms[500], ms[990], ms[999]);
}

double cpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

int main(int argc, char** argv)
{
    const std::filesystem::path folder =
        argc > 1 ? argv[1] : (std::filesystem::temp_directory_path() / "bench-labels.vetrina").string();
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
    const auto need = [](const Result<BatchResult>& added) {
        if (!added) {
            std::fprintf(stderr, "%s\n", added.error().message.c_str());
            std::exit(1);
        }
    };
    constexpr std::int64_t candidates = 10'000;
    const auto begin = Clock::now();
    const double cpuBegin = cpuMs();
    for (std::int64_t row = 0; row < candidates; row += inBatch)
        need(night.add(**writer, row, row + inBatch));
    const double all = msSince(begin), cpu = cpuMs() - cpuBegin;
    { // the same without the store
        const auto from = Clock::now();
        const double cpuFrom = cpuMs();
        for (std::int64_t row = 0; row < candidates; row += inBatch)
            need(night.add(**writer, row, row + inBatch)); // all known
        making = msSince(from);
        cpuMaking = cpuMs() - cpuFrom;
    }
    std::printf(
        "ingest of %lld candidates of 50 KB: %.1f us each (%.1f us of one core); again, all known: %.1f us (%.1f)\n",
        static_cast<long long>(candidates), all * 1000 / candidates, cpu * 1000 / candidates,
        making * 1000 / candidates, cpuMaking * 1000 / candidates);
    writer->reset();
    std::filesystem::remove_all(folder);
    return 0;
}
