#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vetrina::nets {

using TensorShape = std::vector<std::int64_t>;

/// "[16, 3, 3, 3]".
[[nodiscard]] std::string text(const TensorShape& shape);

/// The tensors of a weights file as float32, by name. Immutable; any thread.
class Weights {
public:
    struct Tensor {
        TensorShape shape;
        std::vector<float> values; ///< row-major
    };

    /// A safetensors file; float16, bfloat16 and float64 become float32, tensors of whole numbers (batch counters)
    /// are left out. Keys lose `prefix`; keys without it are left out unless no key has it. Errors: NotFound, Io,
    /// Malformed; WrongUse where the file's SHA-256 is not `sha256` (unless that is empty).
    [[nodiscard]] static Result<Weights> read(
        const std::filesystem::path& file, const std::string& prefix = {}, const std::string& sha256 = {});

    /// That this holds exactly the tensors of `expected`. Errors: Malformed, naming what is missing, what nobody
    /// asked for and what has another shape.
    [[nodiscard]] Result<void> fits(
        const std::map<std::string, TensorShape>& expected, const std::string& architecture) const;

    [[nodiscard]] const std::map<std::string, Tensor>& tensors() const { return m_tensors; }
    /// Asserts that it is there: after fits().
    [[nodiscard]] const Tensor& operator[](const std::string& name) const { return m_tensors.at(name); }

private:
    std::string m_file;
    std::map<std::string, Tensor> m_tensors;
};

} // namespace vetrina::nets
