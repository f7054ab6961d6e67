#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace vetrina::nets {

/// The torch module: one library with everything that includes LibTorch, loaded with dlopen when first asked for (0.4
/// s) and never closed, for LibTorch does not survive it. Any thread; best the one that will compute.
class TorchModule {
public:
    /// `$VETRINA_TORCH_MODULE`, else `libvetrina_torch.so` beside the program, in its parent folder, or in lib/vetrina
    /// beside its bin.
    ///
    /// Errors: NotFound where this build has no torch module or its file is not there; Io with the linker's words.
    [[nodiscard]] static Result<TorchModule> open();

    /// Errors: Unsupported where the module has no such door, or where what `abi` tells (a function that the module
    /// has) is not `expected`: it is of another build.
    template <typename F>
    [[nodiscard]] Result<F*> door(const char* name, const char* abi, const std::string& expected) const
    {
        const auto found = symbol(name, abi, expected);
        if (!found)
            return tl::unexpected(found.error());
        return reinterpret_cast<F*>(*found);
    }

private:
    [[nodiscard]] Result<void*> symbol(const char* name, const char* abi, const std::string& expected) const;

    std::filesystem::path m_file;
    void* m_module = nullptr;
};

/// Compiler, library, and the sizes of what crosses everywhere: each door adds its own.
[[nodiscard]] std::string commonAbi();

} // namespace vetrina::nets
