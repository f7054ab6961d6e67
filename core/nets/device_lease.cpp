#include "core/nets/device_lease.h"

namespace vetrina::nets {

bool DeviceLease::moreUrgentWaits(Priority mine) const
{
    for (std::size_t p = 0; p < static_cast<std::size_t>(mine); ++p)
        if (!m_waiting[p].empty())
            return true;
    return false;
}

std::optional<DeviceLease::Hold> DeviceLease::acquire(Priority priority, std::stop_token stop)
{
    auto& queue = m_waiting[static_cast<std::size_t>(priority)];
    std::unique_lock lock(m_mutex);
    const auto ticket = m_nextTicket++;
    queue.push_back(ticket);
    const bool mine =
        m_changed.wait(lock, stop, [&] { return !m_held && queue.front() == ticket && !moreUrgentWaits(priority); });
    std::erase(queue, ticket);
    if (!mine) {
        lock.unlock();
        m_changed.notify_all(); // somebody may have waited for this one
        return {};
    }
    m_held = true;
    return Hold(this);
}

bool DeviceLease::wanted(Priority mine) const
{
    std::lock_guard lock(m_mutex);
    return moreUrgentWaits(mine);
}

void DeviceLease::giveBack()
{
    {
        std::lock_guard lock(m_mutex);
        m_held = false;
    }
    m_changed.notify_all();
}

} // namespace vetrina::nets
