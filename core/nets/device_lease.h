#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace vetrina::nets {

/// Who goes first at the device.
enum class Priority : std::uint8_t { Screen = 0, Queue = 1, Training = 2 };

/// One device, used by one at a time: the most urgent first, in order of asking among equals. All members: any thread.
///
/// Hold it for one batch or one training step and give it back; wanted() tells a holder that somebody more urgent
/// waits, so that long work can step aside.
class DeviceLease {
public:
    /// The right to use the device, until it is destroyed. Must not outlive the lease.
    class Hold {
    public:
        explicit Hold(DeviceLease* lease)
            : m_lease(lease)
        {
        }
        Hold(Hold&& other) noexcept
            : m_lease(std::exchange(other.m_lease, nullptr))
        {
        }
        Hold& operator=(Hold&&) = delete;
        ~Hold()
        {
            if (m_lease)
                m_lease->giveBack();
        }

    private:
        DeviceLease* m_lease;
    };

    /// Blocks until the device is free and nobody more urgent waits; nothing where `stop` came first.
    [[nodiscard]] std::optional<Hold> acquire(Priority priority, std::stop_token stop = {});

    /// Somebody more urgent than `mine` waits.
    [[nodiscard]] bool wanted(Priority mine) const;

private:
    void giveBack();
    [[nodiscard]] bool moreUrgentWaits(Priority mine) const; ///< m_mutex held

    mutable std::mutex m_mutex; ///< guards the rest
    std::condition_variable_any m_changed;
    bool m_held = false;
    std::uint64_t m_nextTicket = 0;
    std::array<std::deque<std::uint64_t>, 3> m_waiting; ///< tickets a priority, the first asked in front
};

} // namespace vetrina::nets
