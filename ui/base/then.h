#pragma once

#include "core/base/result.h"

#include <QPointer>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <stop_token>

namespace vetrina::ui {

namespace detail {

/// Calls `poll` on the window's thread, from its event loop, until it says true.
void poll(std::function<bool()> poll);

template <typename T> [[nodiscard]] bool ready(const std::future<T>& future)
{
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

} // namespace detail

/// Hands what a future holds to `done` on the window's thread, never from within this call.
///
/// Nothing is called when `context` is gone by then, or `stop` was requested: the question no longer stands.
/// An answer that says Cancelled (a full queue dropped the job) is handed over too. Call it on the window's thread.
template <typename T, typename Done>
void whenDone(std::future<Result<T>> future, QObject* context, std::stop_token stop, Done done)
{
    auto waiting = std::make_shared<std::future<Result<T>>>(std::move(future));
    detail::poll(
        [waiting, context = QPointer<QObject>(context), stop = std::move(stop), done = std::move(done)]() mutable {
            if (!context || stop.stop_requested())
                return true;
            if (!detail::ready(*waiting))
                return false;
            done(waiting->get());
            return true;
        });
}

/// As whenDone(), but an answer that says Cancelled is dropped: it is never shown.
template <typename T, typename Done>
void then(std::future<Result<T>> future, QObject* context, std::stop_token stop, Done done)
{
    whenDone(std::move(future), context, std::move(stop), [done = std::move(done)](Result<T> answer) mutable {
        if (answer || answer.error().code != Error::Code::Cancelled)
            done(std::move(answer));
    });
}

template <typename T, typename Done> void then(std::future<Result<T>> future, QObject* context, Done done)
{
    then(std::move(future), context, std::stop_token(), std::move(done));
}

/// The stop source of "the last question": asking anew takes the last one back.
class LastQuestion {
public:
    ~LastQuestion() { m_stop.request_stop(); }

    [[nodiscard]] std::stop_token ask()
    {
        m_stop.request_stop();
        m_stop = std::stop_source();
        return m_stop.get_token();
    }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    void drop()
    {
        m_stop.request_stop();
        m_stop = std::stop_source();
    }

private:
    std::stop_source m_stop;
};

/// A future that already holds its value.
template <typename T> [[nodiscard]] std::future<Result<T>> answered(Result<T> value)
{
    std::promise<Result<T>> promise;
    promise.set_value(std::move(value));
    return promise.get_future();
}

} // namespace vetrina::ui
