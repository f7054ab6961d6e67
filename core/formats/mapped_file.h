#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace vetrina::formats {

/// A regular file mapped read-only for as long as a copy of this stands. Any thread.
///
/// Who shortens the file meanwhile ends the program (SIGBUS): only for files that are replaced, not rewritten.
class MappedFile {
public:
    /// Errors: NotFound, Io; Unsupported for what is no regular file. An empty file is an empty span.
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& file);

    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }
    [[nodiscard]] const std::shared_ptr<const void>& keep() const { return m_keep; }

private:
    std::span<const std::byte> m_bytes;
    std::shared_ptr<const void> m_keep; ///< unmaps
};

} // namespace vetrina::formats
