#pragma once

#include "core/session/session.h"
#include "scan_project.h"

#include <atomic>
#include <cstdint>
#include <thread>

/// Takes real packets into a session's project under ever new ids until it ends. What it does itself, which is to write
/// them as a survey's stream would, goes behind all that is measured.
class Feed {
public:
    /// `perSecond` at most, 0: as fast as it goes. Of the candidates in the project `synthetic` did not come by a Feed.
    Feed(vetrina::session::Session& session, const RealPackets& packets, double perSecond, std::int64_t synthetic);

    std::atomic<std::uint64_t> added = 0, known = 0;

private:
    void run(
        vetrina::session::Session& session, const RealPackets& packets, double perSecond, const std::stop_token& stop);

    const std::int64_t m_first; ///< so many times all packets came in before
    std::jthread m_thread;
};
