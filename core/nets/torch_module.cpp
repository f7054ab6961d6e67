#include "core/nets/torch_module.h"

#include "core/base/paths.h"
#include "core/nets/card.h"

#include <cstdlib>
#include <dlfcn.h>

namespace vetrina::nets {

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

/// OpenBLAS as the distribution builds it can be told only before it is loaded; what the user has set goes before.
void tellBlas()
{
    // Its threads spin and keep torch's from the cores; products are shared by nets::linear() instead.
    setenv("OPENBLAS_NUM_THREADS", "1", 0);
#if defined(__x86_64__)
    // It knows processors by name, and gives one that is newer than itself the code of 2004: five times slower.
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
    else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        setenv("OPENBLAS_CORETYPE", "Haswell", 0);
#endif
}

} // namespace

Result<TorchModule> TorchModule::open()
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
    tellBlas();
    TorchModule module;
    module.m_file = file;
    // Local, so that its symbols meet nobody else's.
    module.m_module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!module.m_module)
        return fail(
            Error::Code::Io, file.string() + ": " + dlerror(), "Install what is missing; packaging/setup lists it.");
    return module;
}

Result<void*> TorchModule::symbol(const char* name, const char* abi, const std::string& expected) const
{
    auto* tell = reinterpret_cast<const char* (*)()>(dlsym(m_module, abi));
    void* found = dlsym(m_module, name);
    if (!tell || !found)
        return fail(
            Error::Code::Unsupported, m_file.string() + ": is not a module of Vetrina", "Install the right one.");
    if (expected != tell())
        return fail(Error::Code::Unsupported,
            m_file.string() + ": is of another build (" + tell() + "; this program is " + expected + ")",
            "Install program and module from the same build.");
    return found;
}

std::string commonAbi()
{
    return std::string(__VERSION__) + ", cxx11 " + std::to_string(_GLIBCXX_USE_CXX11_ABI) + ", card "
        + std::to_string(sizeof(ModelCard)) + ", error " + std::to_string(sizeof(Error));
}

} // namespace vetrina::nets
