#include "app/cli.h"
#include "app/commands/commands.h"
#include "app/interrupt.h"
#include "core/base/large_buffer.h"
#include "core/base/log.h"
#include "core/base/paths.h"

#include <cstdlib>
#include <cstring>

#include <unistd.h>

using namespace vetrina;
using namespace vetrina::app;

namespace {

/// As every error: one line.
void sayWrongUse(Context& context, const CLI::App& program, const CLI::ParseError& error)
{
    std::string command = "vetrina";
    const CLI::App* at = &program;
    for (auto named = at->get_subcommands(); !named.empty(); named = at->get_subcommands()) {
        at = named.front();
        command += ' ' + at->get_name();
    }
    const std::string where = at == &program ? std::string() : command.substr(sizeof "vetrina") + ": ";
    say(context, { Error::Code::WrongUse, where + error.what(), "See " + command + " --help." });
}

int runCommand(int argc, char** argv)
{
    Interrupt interrupt; // before any thread
    Context context;
    context.stop = interrupt.token();

    CLI::App program("Vetrina: vet a night's alert candidates, label them, and retrain from the labels.\n"
                     "With no command, or with a project or packets, it opens the window.",
        "vetrina");
    program.set_version_flag("--version", "vetrina " + paths::version());
    program.footer("A command's examples: vetrina COMMAND --help");
    program.require_subcommand(1);
    addIngest(program, context);
    addSimulate(program, context);
    addScore(program, context);
    addExplain(program, context);
    addAnomaly(program, context);
    addEmbed(program, context);
    addTrain(program, context);
    addQueue(program, context);
    addTable(program, context);
    addPixels(program, context);
    addShot(program, context);
    addLabels(program, context);
    addModels(program, context);
    addDoctor(program, context);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
            return program.exit(e), Done; // --help, --version
        sayWrongUse(context, program, e);
    } catch (const std::exception& e) { // a library's own; ours are values
        say(context, { Error::Code::Internal, e.what(), "Please report this." });
    }
    return context.exit;
}

/// A word that is no file and no option asks for a command.
bool asksForCommand(int argc, char** argv)
{
    if (argc < 2)
        return false;
    static const char* const words[] = { "ingest", "simulate", "score", "explain", "anomaly", "embed", "similar",
        "train", "queue", "table", "pixels", "shot", "labels", "models", "doctor", "--help", "-h", "--version" };
    for (const char* word : words)
        if (std::strcmp(argv[1], word) == 0)
            return true;
    std::error_code ignored;
    return argv[1][0] == '-' ? false : !std::filesystem::exists(argv[1], ignored) && !std::strpbrk(argv[1], "/.:");
}

/// Threads of libgomp, which compute for LibTorch, spin while they wait for each other. Beside anything else that runs
/// (a scan, a scoring) that makes a training several times slower. It reads its environment before main() begins: the
/// program begins again with another. Where that can't be it goes on as it is.
void beginWithoutSpinning(char** argv)
{
    if (std::getenv("GOMP_SPINCOUNT") || std::getenv("OMP_WAIT_POLICY"))
        return;
    ::setenv("GOMP_SPINCOUNT", "0", 1);
    std::error_code unread;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", unread); // the process is called by this path
    ::execv(unread ? "/proc/self/exe" : self.c_str(), argv);
}

} // namespace

int main(int argc, char** argv)
{
    const bool command = asksForCommand(argc, argv);
    if (!command)
        beginWithoutSpinning(argv);
    keepFreedMemory();
    log::openFile();
    return command ? runCommand(argc, argv) : openWindow(argc, argv);
}
