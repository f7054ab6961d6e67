#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <stop_token>
#include <string>

namespace vetrina::app {

/// Exit codes, the command line's contract.
enum Exit { Done = 0, Failed = 1, WrongUse = 2, BadInputSkipped = 3, Interrupted = 130 };

/// What every command shares.
struct Context {
    bool json = false;
    bool quiet = false;
    std::string project;
    session::Session::Options open;
    std::stop_token stop; ///< Ctrl+C, SIGTERM
    int exit = Done;
};

/// Gives a command `--json` and `--quiet`.
void addOutputOptions(CLI::App& command, Context& context);
/// Gives a command `--project`.
void addProjectOption(CLI::App& command, Context& context, bool required = true);
/// Gives a command `--device` and `--threads`.
void addDeviceOptions(CLI::App& command, Context& context);

/// Opens the project a command names, or says why not and sets the exit code.
[[nodiscard]] std::unique_ptr<session::Session> openProject(Context& context);

/// One line on stderr, `vetrina: WHAT: WHERE: REMEDY`, and the exit code.
void say(Context& context, const Error& error);

/// One JSON object on stdout.
void print(const nlohmann::json& object);

} // namespace vetrina::app
