#include "core/formats/safetensors.h"

#include "core/base/json_guard.h"
#include "core/formats/mapped_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

namespace vetrina::formats {

using Json = nlohmann::json; // the ordered one takes minutes for an object of many keys

namespace {

constexpr std::size_t longestHeader = 4 << 20;
constexpr std::size_t mostAxes = 32;
constexpr const char* metadataKey = "__metadata__";
constexpr const char* fetchAgain = "Fetch the weights again.";

struct TypeRow {
    std::string_view name;
    std::size_t size;
};
constexpr std::array<TypeRow, 13> types{ { { "BOOL", 1 }, { "U8", 1 }, { "I8", 1 }, { "U16", 2 }, { "I16", 2 },
    { "F16", 2 }, { "BF16", 2 }, { "U32", 4 }, { "I32", 4 }, { "F32", 4 }, { "U64", 8 }, { "I64", 8 }, { "F64", 8 } } };

std::optional<TensorType> typeOf(std::string_view name)
{
    const auto found = std::ranges::find(types, name, &TypeRow::name);
    return found == types.end() ? std::nullopt : std::optional(static_cast<TensorType>(found - types.begin()));
}

/// The bytes that the shape takes; nothing where it is negative or beyond 2^60.
std::optional<std::uint64_t> bytesOf(TensorType type, const std::vector<std::int64_t>& shape)
{
    constexpr std::uint64_t most = std::uint64_t(1) << 60;
    std::uint64_t bytes = size(type);
    for (const std::int64_t length : shape) {
        if (length < 0 || (length != 0 && bytes > most / static_cast<std::uint64_t>(length)))
            return std::nullopt;
        bytes *= static_cast<std::uint64_t>(length);
    }
    return bytes;
}

std::optional<std::vector<std::int64_t>> wholeNumbers(const Json& json, const char* key, std::size_t most)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array() || found->size() > most)
        return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (const Json& each : *found) {
        if (!each.is_number_integer() || (each.is_number_unsigned() && each.get<std::uint64_t>() > INT64_MAX))
            return std::nullopt;
        numbers.push_back(each.get<std::int64_t>());
    }
    return numbers;
}

/// One entry of the header; what is wrong with it as text.
tl::expected<Tensor, std::string> readTensor(const std::string& name, const Json& json, std::span<const std::byte> data)
{
    if (!json.is_object())
        return tl::unexpected<std::string>("is not described by an object");
    const auto type = json.find("dtype");
    const auto known = type != json.end() && type->is_string() ? typeOf(type->get<std::string>()) : std::nullopt;
    if (!known)
        return tl::unexpected<std::string>("has no element type that is known");
    auto shape = wholeNumbers(json, "shape", mostAxes);
    const auto offsets = wholeNumbers(json, "data_offsets", 2);
    const auto bytes = shape ? bytesOf(*known, *shape) : std::nullopt;
    if (!bytes)
        return tl::unexpected<std::string>("has no shape of whole numbers");
    if (!offsets || offsets->size() != 2)
        return tl::unexpected<std::string>("has no two offsets");
    const std::int64_t begin = (*offsets)[0];
    const std::int64_t end = (*offsets)[1];
    if (begin < 0 || end < begin || static_cast<std::uint64_t>(end) > data.size())
        return tl::unexpected<std::string>("reaches out of the file");
    if (static_cast<std::uint64_t>(end - begin) != *bytes)
        return tl::unexpected(
            "has " + std::to_string(end - begin) + " bytes, its shape needs " + std::to_string(*bytes));
    return Tensor{ name, *known, std::move(*shape),
        data.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)) };
}

} // namespace

std::string_view name(TensorType type) { return types[static_cast<std::size_t>(type)].name; }
std::size_t size(TensorType type) { return types[static_cast<std::size_t>(type)].size; }

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& file)
{
    const auto mapped = MappedFile::open(file);
    if (!mapped)
        return tl::unexpected(mapped.error());
    return parse(file.string(), mapped->bytes(), mapped->keep());
}

Result<SafetensorsFile> SafetensorsFile::parse(
    const std::string& name, std::span<const std::byte> bytes, std::shared_ptr<const void> keep)
{
    const auto malformed = [&](const std::string& what) {
        return fail(Error::Code::Malformed, name + ": " + what, fetchAgain);
    };
    std::uint64_t length = 0;
    if (bytes.size() < sizeof length)
        return malformed("too short for a safetensors file");
    std::memcpy(&length, bytes.data(), sizeof length);
    const auto rest = bytes.subspan(sizeof length);
    if (length > rest.size() || length > longestHeader)
        return malformed("not a safetensors file: a header of " + std::to_string(length) + " bytes");
    const std::string_view text = asText(rest.first(static_cast<std::size_t>(length)));
    const auto data = rest.subspan(static_cast<std::size_t>(length));
    if (!text.starts_with('{') || !jsonNestsWithin(text, 8))
        return malformed("the header is no JSON object of arrays");
    const Json header = Json::parse(text, nullptr, false);
    if (!header.is_object())
        return malformed("the header is no JSON object");

    SafetensorsFile file;
    file.m_keep = std::move(keep);
    for (const auto& [key, value] : header.items()) {
        if (key == metadataKey) {
            if (!value.is_object())
                return malformed("the metadata are no object");
            for (const auto& [word, meaning] : value.items())
                if (meaning.is_string())
                    file.m_metadata[word] = meaning.get<std::string>();
            continue;
        }
        auto tensor = readTensor(key, value, data);
        if (!tensor)
            return malformed("array '" + key.substr(0, 200) + "' " + tensor.error());
        file.m_tensors.push_back(std::move(*tensor));
    }
    const auto begin = [](const Tensor& tensor) { return std::pair(tensor.bytes.data(), tensor.bytes.size()); };
    std::ranges::sort(file.m_tensors, {}, begin);
    const std::byte* expected = data.data();
    for (const Tensor& tensor : file.m_tensors) {
        if (tensor.bytes.data() != expected)
            return malformed("array '" + tensor.name.substr(0, 200) + "' overlaps another or leaves a gap");
        expected += tensor.bytes.size();
    }
    if (expected != data.data() + data.size())
        return malformed(std::to_string(data.data() + data.size() - expected) + " bytes belong to no array");
    return file;
}

const Tensor* SafetensorsFile::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_tensors, name, &Tensor::name);
    return found == m_tensors.end() ? nullptr : &*found;
}

Result<void> writeSafetensors(const std::filesystem::path& file, std::span<const Tensor> tensors,
    const std::map<std::string, std::string>& metadata)
{
    Json header = Json::object();
    if (!metadata.empty())
        header[metadataKey] = metadata;
    std::uint64_t offset = 0;
    std::set<std::string_view> names;
    for (const Tensor& tensor : tensors) {
        if (bytesOf(tensor.type, tensor.shape) != tensor.bytes.size() || tensor.name == metadataKey
            || !names.insert(tensor.name).second)
            return fail(Error::Code::WrongUse,
                file.string() + ": array '" + tensor.name + "' stands twice or has other bytes than its shape needs",
                "Please report this.");
        const std::uint64_t end = offset + tensor.bytes.size();
        header[tensor.name] = { { "dtype", std::string(name(tensor.type)) }, { "shape", tensor.shape },
            { "data_offsets", { offset, end } } };
        offset = end;
    }
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' '); // arrays begin on 8 bytes
    if (text.size() > longestHeader)
        return fail(Error::Code::WrongUse, file.string() + ": its header would be too long to be read again",
            "Please report this.");
    const std::uint64_t length = text.size();
    Bytes bytes(sizeof length + text.size() + offset);
    std::memcpy(bytes.data(), &length, sizeof length);
    std::memcpy(bytes.data() + sizeof length, text.data(), text.size());
    std::byte* out = bytes.data() + sizeof length + text.size();
    for (const Tensor& tensor : tensors)
        out = std::ranges::copy(tensor.bytes, out).out;
    return replaceFile(file, bytes);
}

} // namespace vetrina::formats
