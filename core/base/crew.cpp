#include "core/base/crew.h"

#include "core/base/thread.h"

#include <algorithm>
#include <atomic>

namespace vetrina {

Crew::Crew(const std::string& name, unsigned workers)
{
    for (unsigned i = 1; i < workers; ++i)
        m_threads.push_back(startThread(name, [this, i](std::stop_token stop) { help(stop, i); }));
}

void Crew::run(const Work& work)
{
    if (m_threads.empty())
        return work(0);
    {
        std::lock_guard lock(m_mutex);
        m_work = &work;
        m_busy = static_cast<unsigned>(m_threads.size());
        ++m_call;
    }
    m_changed.notify_all();
    work(0);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_busy == 0; });
}

void Crew::each(
    std::size_t count, std::size_t piece, const std::function<void(std::size_t, std::size_t, unsigned)>& part)
{
    piece = std::max<std::size_t>(1, piece);
    if (count <= piece) { // waking a helper costs more than it saves
        if (count > 0)
            part(0, count, 0);
        return;
    }
    std::atomic<std::size_t> next = 0;
    run([&](unsigned worker) {
        for (std::size_t first; (first = next.fetch_add(piece)) < count;)
            part(first, std::min(count, first + piece), worker);
    });
}

void Crew::help(const std::stop_token& stop, unsigned worker)
{
    std::uint64_t seen = 0;
    while (true) {
        const Work* work = nullptr;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [&] { return m_call != seen; }))
                return;
            seen = m_call;
            work = m_work;
        }
        (*work)(worker);
        {
            std::lock_guard lock(m_mutex);
            --m_busy;
        }
        m_changed.notify_all();
    }
}

} // namespace vetrina
