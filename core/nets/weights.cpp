#include "core/nets/weights.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/formats/safetensors.h"

#include <bit>
#include <cstring>
#include <functional>
#include <optional>

namespace vetrina::nets {

namespace {

constexpr std::uint64_t largestFile = std::uint64_t(1) << 34;

float halfToFloat(std::uint16_t half)
{
    const std::uint32_t sign = std::uint32_t(half & 0x8000U) << 16;
    const std::uint32_t exponent = half >> 10 & 31U, mantissa = half & 1023U;
    if (exponent == 0) { // zero and subnormals: mantissa times 2^-24
        const float value = static_cast<float>(mantissa) * 5.9604644775390625e-8F;
        return sign ? -value : value;
    }
    const std::uint32_t wide = exponent == 31 ? 255 : exponent + 112;
    return std::bit_cast<float>(sign | wide << 23 | mantissa << 13);
}

template <typename T> T at(std::span<const std::byte> bytes, std::size_t index)
{
    T value;
    std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T));
    return value;
}

/// Nothing for a type that is not a floating one.
std::optional<std::vector<float>> toFloat(formats::TensorType type, std::span<const std::byte> bytes)
{
    std::vector<float> values;
    const auto each = [&](std::size_t size, auto&& convert) {
        values.resize(bytes.size() / size);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = convert(i);
    };
    if (type == formats::TensorType::F32) {
        values.resize(bytes.size() / sizeof(float));
        if (!values.empty())
            std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    } else if (type == formats::TensorType::F64) {
        each(8, [&](std::size_t i) { return static_cast<float>(at<double>(bytes, i)); });
    } else if (type == formats::TensorType::F16) {
        each(2, [&](std::size_t i) { return halfToFloat(at<std::uint16_t>(bytes, i)); });
    } else if (type == formats::TensorType::BF16) {
        each(2, [&](std::size_t i) { return std::bit_cast<float>(std::uint32_t(at<std::uint16_t>(bytes, i)) << 16); });
    } else {
        return {};
    }
    return values;
}

/// At most eight of them, and how many more.
std::string listed(const std::vector<std::string>& items)
{
    constexpr std::size_t shown = 8;
    std::string out;
    for (std::size_t i = 0; i < std::min(items.size(), shown); ++i)
        out += (i ? ", " : "") + items[i];
    if (items.size() > shown)
        out += " and " + std::to_string(items.size() - shown) + " more";
    return out;
}

} // namespace

std::string text(const TensorShape& shape)
{
    std::string out = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        out += (i ? ", " : "") + std::to_string(shape[i]);
    return out + "]";
}

Result<Weights> Weights::read(const std::filesystem::path& file, const std::string& prefix, const std::string& sha256)
{
    const auto bytes = readFile(file, largestFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (!sha256.empty() && vetrina::sha256(*bytes) != sha256)
        return fail(Error::Code::WrongUse, file.string() + ": is not the file that the model's card names",
            "Import these weights under a version of their own.");

    const auto opened = formats::SafetensorsFile::parse(file.string(), *bytes);
    if (!opened)
        return tl::unexpected(opened.error());
    Weights weights;
    weights.m_file = file.filename().string();
    std::map<std::string, Tensor> others;
    for (const auto& stored : opened->tensors()) {
        auto values = toFloat(stored.type, stored.bytes);
        if (!values)
            continue;
        const bool mine = stored.name.starts_with(prefix);
        (mine ? weights.m_tensors : others)
            .emplace(
                mine ? stored.name.substr(prefix.size()) : stored.name, Tensor{ stored.shape, std::move(*values) });
    }
    if (weights.m_tensors.empty())
        weights.m_tensors = std::move(others);
    return weights;
}

Result<void> Weights::fits(const std::map<std::string, TensorShape>& expected, const std::string& architecture) const
{
    std::vector<std::string> missing, unexpected, misshapen;
    for (const auto& [name, shape] : expected) {
        const auto found = m_tensors.find(name);
        if (found == m_tensors.end())
            missing.push_back(name + " " + text(shape));
        else if (found->second.shape != shape)
            misshapen.push_back(name + " is " + text(found->second.shape) + ", expected " + text(shape));
    }
    for (const auto& [name, tensor] : m_tensors)
        if (!expected.contains(name))
            unexpected.push_back(name + " " + text(tensor.shape));
    if (missing.empty() && unexpected.empty() && misshapen.empty())
        return {};
    std::string what = m_file + ": these weights are not those of " + architecture;
    if (!missing.empty())
        what += "; missing: " + listed(missing);
    if (!unexpected.empty())
        what += "; unexpected: " + listed(unexpected);
    if (!misshapen.empty())
        what += "; of another shape: " + listed(misshapen);
    return fail(Error::Code::Malformed, what, "Take the card that came with these weights.");
}

} // namespace vetrina::nets
