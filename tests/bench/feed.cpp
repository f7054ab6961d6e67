#include "feed.h"

#include "core/base/thread.h"
#include "core/session/candidates.h"
#include "core/session/ingest.h"

#include <chrono>
#include <cstdio>

using namespace vetrina;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

Feed::Feed(session::Session& session, const RealPackets& packets, double perSecond, std::int64_t synthetic)
    : m_first((static_cast<std::int64_t>(session.candidates().count()) - synthetic
                  + static_cast<std::int64_t>(packets.size()) - 1)
        / static_cast<std::int64_t>(packets.size()))
    , m_thread(startThread(
          "feed",
          [&session, &packets, perSecond, this](
              const std::stop_token& stop) { run(session, packets, perSecond, stop); },
          ThreadPriority::Background))
{
}

void Feed::run(session::Session& session, const RealPackets& packets, double perSecond, const std::stop_token& stop)
{
    const fs::path folder = fs::exists("/dev/shm") ? "/dev/shm/vetrina-bench-feed" : "/tmp/vetrina-bench-feed";
    const auto every =
        std::chrono::duration<double>(perSecond > 0 ? static_cast<double>(packets.size()) / perSecond : 0);
    for (std::int64_t copy = m_first + 1; copy < RealPackets::copies && !stop.stop_requested(); ++copy) {
        const auto begin = Clock::now();
        fs::remove_all(folder);
        Progress progress;
        const auto written = packets.write(folder, copy);
        const auto report = session.ingest().run({ folder }, stop, progress);
        if (!written || !report) {
            std::fprintf(stderr, "%s\n", (written ? report.error() : written.error()).message.c_str());
            break;
        }
        added += report->added;
        known += report->known;
        while (!stop.stop_requested() && Clock::now() - begin < every)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    fs::remove_all(folder);
}
