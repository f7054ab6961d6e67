#include "core/base/executor.h"

#include <cassert>

namespace vetrina {

Executor::Executor(std::string name, unsigned threads, std::size_t capacity, WhenFull whenFull, ThreadPriority priority)
    : m_name(std::move(name))
    , m_capacity(capacity)
    , m_whenFull(whenFull)
{
    assert(threads > 0 && capacity > 0);
    ::sem_init(&m_work, 0, 0);
    for (unsigned i = 0; i < threads; ++i)
        m_threads.push_back(startThread(
            m_name, [this](std::stop_token) { work(); }, priority));
}

Executor::~Executor()
{
    shutdown();
    ::sem_destroy(&m_work);
}

std::size_t Executor::waiting() const
{
    std::lock_guard lock(m_mutex);
    return m_queue.size();
}

void Executor::push(Task task)
{
    std::unique_lock lock(m_mutex);
    if (m_queue.size() >= m_capacity && !m_closed) {
        switch (m_whenFull) {
        case WhenFull::Wait:
            ++m_wantRoom;
            m_room.wait(lock, [&] { return m_queue.size() < m_capacity || m_closed; });
            --m_wantRoom;
            break;
        case WhenFull::Refuse:
            lock.unlock();
            task.refuse({ Error::Code::Busy, m_name + ": the queue is full", "Try again in a moment." });
            return;
        case WhenFull::DropOldest: {
            Task oldest = std::move(m_queue.front());
            m_queue.pop_front();
            m_queue.push_back(std::move(task));
            lock.unlock();
            oldest.refuse(cancelled().value());
            return;
        }
        }
    }
    if (m_closed) {
        lock.unlock();
        task.refuse(cancelled().value());
        return;
    }
    m_queue.push_back(std::move(task));
    lock.unlock();
    ::sem_post(&m_work);
}

void Executor::work()
{
    while (true) {
        if (::sem_wait(&m_work) != 0)
            continue; // a signal came in between
        std::unique_lock lock(m_mutex);
        if (m_queue.empty()) {
            if (m_closed)
                return;
            continue;
        }
        Task task = std::move(m_queue.front());
        m_queue.pop_front();
        const bool wanted = m_wantRoom > 0;
        lock.unlock();
        if (wanted)
            m_room.notify_all();
        task.run();
    }
}

void Executor::close(bool runWaiting)
{
    std::deque<Task> dropped;
    {
        std::lock_guard lock(m_mutex);
        m_closed = true;
        if (!runWaiting)
            dropped.swap(m_queue);
    }
    m_room.notify_all();
    for (std::size_t i = 0; i < m_threads.size(); ++i)
        ::sem_post(&m_work);
    for (auto& task : dropped)
        task.refuse(cancelled().value());
    for (auto& thread : m_threads)
        if (thread.joinable())
            thread.join();
}

void Executor::shutdown() { close(true); }
void Executor::abandon() { close(false); }

} // namespace vetrina
