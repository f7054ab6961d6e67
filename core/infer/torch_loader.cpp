#include "core/infer/backend.h"
#include "core/infer/module_abi.h"

#include "core/base/paths.h"

#include <cstdlib>
#include <dlfcn.h>

namespace vetrina::infer {

namespace {

namespace fs = std::filesystem;

constexpr const char* moduleName = "libvetrina_torch.so";

fs::path findModule()
{
    if (const char* set = std::getenv("VETRINA_TORCH_MODULE"); set && *set)
        return set;
    const auto program = paths::program();
    std::error_code ignored;
    for (const auto& folder : { program, program.parent_path(), program.parent_path() / "lib" / "vetrina" })
        if (fs::exists(folder / moduleName, ignored))
            return folder / moduleName;
    return {};
}

template <typename F> F* symbol(void* module, const char* name) { return reinterpret_cast<F*>(dlsym(module, name)); }

} // namespace

Result<std::unique_ptr<Backend>> torchBackend(const BackendOptions& options)
{
    const auto file = findModule();
    if (file.empty())
#ifdef VETRINA_HAS_TORCH
        return fail(Error::Code::NotFound, std::string(moduleName) + ": is not beside the program",
            "Install Vetrina as a whole, or name the file in VETRINA_TORCH_MODULE.");
#else
        return fail(Error::Code::NotFound, "this Vetrina is built without LibTorch: it runs braai on the CPU only",
            "Build it with -DVETRINA_TORCH=ON (libtorch-dev) or =FOLDER of a torch wheel.");
#endif
    // OpenBLAS as the distribution builds it can be told only before it is loaded.
    if (options.threads)
        setenv("OPENBLAS_NUM_THREADS", std::to_string(options.threads).c_str(), 0);
    // Never closed: LibTorch does not survive it. Local, so that its symbols meet nobody else's.
    void* module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!module)
        return fail(
            Error::Code::Io, file.string() + ": " + dlerror(), "Install what is missing; packaging/setup lists it.");
    auto* abi = symbol<ModuleAbi>(module, "vetrina_backend_abi");
    auto* create = symbol<ModuleCreate>(module, "vetrina_backend_create");
    if (!abi || !create)
        return fail(Error::Code::Unsupported, file.string() + ": is not a module of Vetrina", "Install the right one.");
    if (moduleAbi() != abi())
        return fail(Error::Code::Unsupported,
            file.string() + ": is of another build (" + abi() + "; this program is " + moduleAbi() + ")",
            "Install program and module from the same build.");
    Result<std::unique_ptr<Backend>> made = nullptr;
    create(&options, &made);
    return made;
}

} // namespace vetrina::infer
