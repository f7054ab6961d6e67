#include "core/session/doctor.h"

#include "core/base/file.h"
#include "core/base/paths.h"
#include "core/base/thread.h"
#include "core/infer/backend.h"
#include "core/nets/library.h"
#include "core/session/project_check.h"

#include <chrono>
#include <cstdio>
#include <fstream>

namespace vetrina::session {

namespace {

namespace fs = std::filesystem;

/// Below it a night does not fit any more.
constexpr std::uintmax_t roomWanted = std::uintmax_t(2) << 30;

std::string gibibytes(std::uintmax_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f GiB", static_cast<double>(bytes) / (1 << 30));
    return text;
}

Check memory()
{
    std::ifstream in("/proc/meminfo");
    std::string name;
    for (std::uintmax_t kib = 0; in >> name >> kib; in.ignore(100, '\n'))
        if (name == "MemAvailable:")
            return { "memory", kib > (1u << 20), gibibytes(kib << 10) + " free",
                kib > (1u << 20) ? "" : "Close other programs." };
    return { "memory", true, "not known here", "" };
}

Check room(const char* name, const fs::path& folder)
{
    std::error_code failed;
    const auto space = fs::space(folder, failed);
    if (failed)
        return { name, false, folder.string() + ": " + failed.message(), "Check the path." };
    const bool enough = space.available > roomWanted;
    return { name, enough, gibibytes(space.available) + " free",
        enough ? "" : "Free some room at " + folder.string() + "." };
}

/// How long a small write takes until it is on the disk, the cost of a label.
Check durableWrite(const fs::path& folder)
{
    using Clock = std::chrono::steady_clock;
    const auto file = folder / ".vetrina-doctor";
    const auto began = Clock::now();
    const auto written = replaceFile(file, asBytes("written through\n"));
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
    std::error_code ignored;
    fs::remove(file, ignored);
    if (!written)
        return { "writes", false, written.error().message, written.error().remedy };
    char text[64];
    std::snprintf(text, sizeof text, "%.1f ms to the disk", ms);
    return { "writes", true, text, "" };
}

void lookAtBackend(std::vector<Check>& checks)
{
    const auto torch = infer::torchBackend({});
    if (!torch) {
        checks.push_back({ "torch", false, torch.error().message, torch.error().remedy });
        return;
    }
    const auto info = (*torch)->info();
    checks.push_back({ "torch", true, info.version + ", " + std::to_string(info.threads) + " threads", "" });
    const bool slow = info.blas.find("reference") != std::string::npos;
    checks.push_back({ "BLAS", !slow, info.blas, slow ? "Install libopenblas0-pthread." : "" });
    for (const auto& device : info.devices)
        checks.push_back({ "device", true, device.name + ": " + device.description, "" });
}

Check library()
{
    const auto library = nets::ModelLibrary::open();
    if (!library)
        return { "models", false, library.error().message, library.error().remedy };
    if (!library->problems().empty())
        return { "models", false, library->problems().front().message, library->problems().front().remedy };
    std::size_t ready = 0;
    for (const auto& model : library->models())
        ready += model.ready();
    return { "models", true,
        std::to_string(library->models().size()) + " cards, " + std::to_string(ready) + " with weights", "" };
}

} // namespace

std::vector<Check> examineMachine()
{
    return { { "cores", true, std::to_string(usableCores()), "" }, memory(), room("disk", paths::data()),
        durableWrite(paths::data()) };
}

std::vector<Check> examine(const fs::path& project, bool repair)
{
    std::vector<Check> checks{ { "vetrina", true, paths::version(), "" } };
    for (auto& check : examineMachine())
        checks.push_back(std::move(check));
    lookAtBackend(checks);
    checks.push_back(library());
    if (!project.empty()) {
        checks.push_back(room("project's disk", project));
        examineProject(project, repair, checks);
    }
    return checks;
}

} // namespace vetrina::session
