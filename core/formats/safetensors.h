#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::formats {

/// The element types of the format, under its names.
enum class TensorType : std::uint8_t { Bool, U8, I8, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 };
[[nodiscard]] std::string_view name(TensorType type); ///< "F32"
[[nodiscard]] std::size_t size(TensorType type); ///< in bytes

/// One array, little-endian, in C order.
struct Tensor {
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes; ///< may be unaligned; of a file: as long as the SafetensorsFile stands
};

/// Weights as huggingface/safetensors stores them: a JSON header, then the arrays without gaps. Immutable; any thread.
///
/// Nothing in it is executed. Refuses, as the format's own reader: a header of more than 4 MB or beyond the file,
/// arrays that overlap, leave a gap or reach out, and a size that its shape does not have.
class SafetensorsFile {
public:
    /// Maps the file. Errors: NotFound, Io, Malformed, each with the file and, where there is one, the array.
    [[nodiscard]] static Result<SafetensorsFile> open(const std::filesystem::path& file);
    /// From memory that `keep` owns (or that outlives it); `name` stands before the messages.
    [[nodiscard]] static Result<SafetensorsFile> parse(
        const std::string& name, std::span<const std::byte> bytes, std::shared_ptr<const void> keep = {});

    [[nodiscard]] const std::vector<Tensor>& tensors() const { return m_tensors; } ///< in the order of their bytes
    [[nodiscard]] const Tensor* find(std::string_view name) const; ///< null where there is none
    [[nodiscard]] const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    std::shared_ptr<const void> m_keep;
    std::vector<Tensor> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// Writes arrays in the order given, replacing the file whole. Errors: WrongUse where a size is not its shape's or a
/// name stands twice; those of replaceFile().
[[nodiscard]] Result<void> writeSafetensors(const std::filesystem::path& file, std::span<const Tensor> tensors,
    const std::map<std::string, std::string>& metadata = {});

} // namespace vetrina::formats
