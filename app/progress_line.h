#pragma once

#include "core/base/progress.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace vetrina::app {

/// Shows a Progress on stderr while it lives: a bar with rate and time left on a terminal, a line each 10 s
/// otherwise, nothing with `--quiet`.
class ProgressLine {
public:
    ProgressLine(const Progress& progress, std::string what, bool quiet);
    ~ProgressLine();

private:
    void show(bool terminal);

    const Progress& m_progress;
    const std::string m_what;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    bool m_end = false; ///< guarded by m_mutex
    std::jthread m_thread;
};

} // namespace vetrina::app
