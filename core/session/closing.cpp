#include "core/session/closing.h"

#include "core/base/thread.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <system_error>

namespace vetrina::session {

namespace fs = std::filesystem;

namespace {

/// The same for every way to write a folder's name.
fs::path placeOf(const fs::path& project)
{
    std::error_code failed;
    auto place = fs::weakly_canonical(project, failed);
    if (failed)
        place = project.lexically_normal();
    return place.has_filename() ? place : place.parent_path();
}

} // namespace

struct Closing::State {
    struct End {
        fs::path place;
        std::jthread thread;
        bool labelsWritten = false;
        bool done = false;
    };

    mutable std::mutex mutex; ///< guards what follows
    mutable std::condition_variable_any changed;
    std::list<End> ends;
    bool gone = false; ///< nobody waits for threads any more

    void begin(const fs::path& place, std::unique_ptr<Session> session);
    void run(End& end, std::unique_ptr<Session> session);
    [[nodiscard]] bool none(const fs::path& place) const
    {
        return std::ranges::none_of(ends, [&](const End& end) { return !end.done && end.place == place; });
    }
};

void Closing::State::begin(const fs::path& place, std::unique_ptr<Session> session)
{
    std::lock_guard lock(mutex);
    if (gone)
        return; // it ends here, with its owner
    std::erase_if(ends, [](const End& end) { return end.done; }); // joins what has nothing left to do
    auto& end = ends.emplace_back(End{ place, {}, false, false });
    try {
        auto* held = session.get(); // a std::function can't hold a unique_ptr
        end.thread =
            startThread("closing", [this, &end, held](std::stop_token) { run(end, std::unique_ptr<Session>(held)); });
        (void)session.release();
    } catch (const std::system_error&) { // no thread is to be had
        ends.pop_back();
    }
}

void Closing::State::run(End& end, std::unique_ptr<Session> session)
{
    session->writeLabels();
    {
        std::lock_guard lock(mutex);
        end.labelsWritten = true;
    }
    changed.notify_all();
    session.reset();
    std::lock_guard lock(mutex);
    end.done = true;
    changed.notify_all();
}

Closing::Closing()
    : m_state(std::make_shared<State>())
{
}

Closing::~Closing()
{
    std::list<State::End> ends;
    {
        std::lock_guard lock(m_state->mutex);
        m_state->gone = true;
        ends.swap(m_state->ends); // nodes stay where they are: their threads know them
    }
    for (auto& end : ends)
        end.thread.join();
}

std::shared_ptr<Session> Closing::keep(std::unique_ptr<Session> session)
{
    const auto place = placeOf(session->path());
    return { session.release(),
        [state = m_state, place](Session* held) { state->begin(place, std::unique_ptr<Session>(held)); } };
}

Result<void> Closing::wait(const fs::path& project, std::stop_token stop) const
{
    const auto place = placeOf(project);
    std::unique_lock lock(m_state->mutex);
    if (!m_state->changed.wait(lock, stop, [&] { return m_state->none(place); }))
        return cancelled();
    return {};
}

std::size_t Closing::ending() const
{
    std::lock_guard lock(m_state->mutex);
    return static_cast<std::size_t>(std::ranges::count(m_state->ends, false, &State::End::done));
}

bool Closing::finish(std::chrono::milliseconds most) const
{
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, [&] { return std::ranges::all_of(m_state->ends, &State::End::labelsWritten); });
    return m_state->changed.wait_for(lock, most, [&] { return std::ranges::all_of(m_state->ends, &State::End::done); });
}

} // namespace vetrina::session
