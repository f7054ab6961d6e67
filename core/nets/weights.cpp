#include "core/nets/weights.h"

#include "core/base/file.h"
#include "core/base/hash.h"

#include <bit>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>
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
std::optional<std::vector<float>> toFloat(const std::string& dtype, std::span<const std::byte> bytes)
{
    std::vector<float> values;
    const auto each = [&](std::size_t size, auto&& convert) {
        values.resize(bytes.size() / size);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = convert(i);
    };
    if (dtype == "F32") {
        values.resize(bytes.size() / sizeof(float));
        if (!values.empty())
            std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    } else if (dtype == "F64") {
        each(8, [&](std::size_t i) { return static_cast<float>(at<double>(bytes, i)); });
    } else if (dtype == "F16") {
        each(2, [&](std::size_t i) { return halfToFloat(at<std::uint16_t>(bytes, i)); });
    } else if (dtype == "BF16") {
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

    const auto malformed = [&](const std::string& what) {
        return fail(Error::Code::Malformed, file.string() + ": " + what, "Give a safetensors file.");
    };
    const std::span<const std::byte> all(*bytes);
    if (all.size() < 8)
        return malformed("too short for safetensors");
    const auto headerSize = at<std::uint64_t>(all, 0);
    if (headerSize > all.size() - 8 || headerSize > 100'000'000)
        return malformed("its header does not fit the file");
    const auto header = asText(all.subspan(8, headerSize));
    const auto json = nlohmann::json::parse(header.begin(), header.end(), nullptr, false);
    if (!json.is_object())
        return malformed("its header is not JSON");
    const auto data = all.subspan(8 + headerSize);

    Weights weights;
    weights.m_file = file.filename().string();
    std::map<std::string, Tensor> others;
    for (const auto& [key, entry] : json.items()) {
        if (key == "__metadata__")
            continue;
        if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string() || !entry.contains("shape")
            || !entry["shape"].is_array() || !entry.contains("data_offsets") || !entry["data_offsets"].is_array()
            || entry["data_offsets"].size() != 2 || !entry["data_offsets"][0].is_number_unsigned()
            || !entry["data_offsets"][1].is_number_unsigned())
            return malformed(key + ": its entry is not one of safetensors");
        const auto first = entry["data_offsets"][0].get<std::uint64_t>();
        const auto last = entry["data_offsets"][1].get<std::uint64_t>();
        if (first > last || last > data.size())
            return malformed(key + ": lies outside the file");
        Tensor tensor;
        std::uint64_t count = 1;
        for (const auto& side : entry["shape"]) {
            if (!side.is_number_unsigned() || side.get<std::uint64_t>() > largestFile)
                return malformed(key + ": its shape is not one");
            tensor.shape.push_back(side.get<std::int64_t>());
            if (__builtin_mul_overflow(count, side.get<std::uint64_t>(), &count))
                return malformed(key + ": its shape is too large");
        }
        auto values = toFloat(entry["dtype"].get<std::string>(), data.subspan(first, last - first));
        if (!values)
            continue;
        tensor.values = std::move(*values);
        if (tensor.values.size() != count)
            return malformed(key + ": its bytes do not fit its shape " + text(tensor.shape));
        if (key.starts_with(prefix))
            weights.m_tensors.emplace(key.substr(prefix.size()), std::move(tensor));
        else
            others.emplace(key, std::move(tensor));
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
