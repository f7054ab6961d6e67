#include "app/progress_line.h"

#include "core/base/thread.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <unistd.h>

namespace vetrina::app {

namespace {

using Clock = std::chrono::steady_clock;

std::string line(const Progress& progress, const std::string& what, double seconds)
{
    const auto done = progress.done.load(), total = progress.total.load(), bad = progress.bad.load();
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    char text[256];
    int n = total > 0 ? std::snprintf(text, sizeof text, "%s %llu of %llu, %.0f/s", what.c_str(),
                static_cast<unsigned long long>(done), static_cast<unsigned long long>(total), rate)
                      : std::snprintf(text, sizeof text, "%s %llu, %.0f/s", what.c_str(),
                          static_cast<unsigned long long>(done), rate);
    if (total > done && rate > 0 && n < 200)
        n += std::snprintf(text + n, sizeof text - static_cast<std::size_t>(n), ", %.0f s left",
            static_cast<double>(total - done) / rate);
    if (bad > 0 && n < 230)
        std::snprintf(text + n, sizeof text - static_cast<std::size_t>(n), ", %llu refused",
            static_cast<unsigned long long>(bad));
    return text;
}

} // namespace

ProgressLine::ProgressLine(const Progress& progress, std::string what, bool quiet)
    : m_progress(progress)
    , m_what(std::move(what))
{
    if (quiet)
        return;
    m_thread =
        startThread("progress", [this, terminal = isatty(STDERR_FILENO) == 1](std::stop_token) { show(terminal); });
}

ProgressLine::~ProgressLine()
{
    {
        std::lock_guard lock(m_mutex);
        m_end = true;
    }
    m_ended.notify_all();
}

void ProgressLine::show(bool terminal)
{
    const auto began = Clock::now();
    const auto period = terminal ? std::chrono::milliseconds(100) : std::chrono::seconds(10);
    std::unique_lock lock(m_mutex);
    while (!m_ended.wait_for(lock, period, [&] { return m_end; })) {
        const std::chrono::duration<double> passed = Clock::now() - began;
        std::fprintf(stderr, terminal ? "\r\033[K%s" : "%s\n", line(m_progress, m_what, passed.count()).c_str());
    }
    if (terminal)
        std::fputs("\r\033[K", stderr);
}

} // namespace vetrina::app
