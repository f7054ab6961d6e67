#include "core/base/log.h"

#include "core/base/paths.h"

#include <memory>
#include <mutex>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace vetrina::log {

namespace {

struct Sinks {
    std::shared_ptr<spdlog::sinks::stderr_sink_mt> screen = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    std::shared_ptr<spdlog::sinks::rotating_file_sink_mt> file;
    std::mutex opening;

    Sinks()
    {
        screen->set_pattern("vetrina: %v");
        screen->set_level(spdlog::level::warn);
    }
};

Sinks& sinks()
{
    static Sinks s;
    return s;
}

spdlog::level::level_enum level(Level l)
{
    switch (l) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        break;
    }
    return spdlog::level::err;
}

} // namespace

void write(Level l, std::string_view subject, std::string_view text)
{
    try {
        const std::string line = std::string(subject) + ": " + std::string(text);
        const spdlog::details::log_msg message("vetrina", level(l), line);
        auto& s = sinks();
        if (s.screen->should_log(message.level))
            s.screen->log(message);
        if (!s.file)
            return;
        s.file->log(message);
        if (l != Level::Debug)
            s.file->flush(); // what was said before a crash is what one wants to read
    } catch (...) { // a full disk must not end the program
    }
}

void openFile()
{
    auto& s = sinks();
    std::lock_guard lock(s.opening);
    if (s.file)
        return;
    try {
        s.file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            (paths::state() / "vetrina.log").string(), 2 << 20, 3);
        s.file->set_formatter(std::make_unique<spdlog::pattern_formatter>(
            "%Y-%m-%dT%H:%M:%S.%eZ %t %l %v", spdlog::pattern_time_type::utc));
    } catch (const std::exception& e) {
        write(Level::Warning, "log", e.what());
    }
}

void quiet() { sinks().screen->set_level(spdlog::level::err); }

} // namespace vetrina::log
