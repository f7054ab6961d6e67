#pragma once

#include <string_view>

namespace vetrina::log {

enum class Level { Debug, Info, Warning, Error };

/// Writes one line to the log file and, from Warning up, to stderr. Any thread; never throws, never blocks on
/// more than a buffered write. Until openFile() was called only stderr is written.
void write(Level level, std::string_view subject, std::string_view text);

inline void debug(std::string_view subject, std::string_view text) { write(Level::Debug, subject, text); }
inline void info(std::string_view subject, std::string_view text) { write(Level::Info, subject, text); }
inline void warning(std::string_view subject, std::string_view text) { write(Level::Warning, subject, text); }
inline void error(std::string_view subject, std::string_view text) { write(Level::Error, subject, text); }

/// Starts the rotating file `$XDG_STATE_HOME/vetrina/vetrina.log` (3 files of 2 MB). A file that can't be made is
/// said once on stderr and the program goes on.
void openFile();

/// Nothing below Error goes to stderr any more (`--quiet`, `--json`).
void quiet();

} // namespace vetrina::log
