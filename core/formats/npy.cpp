#include "core/formats/npy.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace vetrina::formats {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::uint64_t mostElements = std::uint64_t(1) << 31;
constexpr std::size_t mostAxes = 32;

tl::unexpected<Error> malformed(const std::string& what)
{
    return fail(Error::Code::Malformed, "npy: " + what, "Write the file again with numpy.save().");
}

tl::unexpected<Error> unsupported(const std::string& what)
{
    return fail(Error::Code::Unsupported, "npy: " + what, "Save numpy.ascontiguousarray(a, dtype='float32') instead.");
}

/// What the header's dictionary says: only the three keys that the format has.
struct Header {
    std::string descr;
    std::optional<bool> fortranOrder;
    std::optional<std::vector<std::int64_t>> shape;
};

/// Reads the Python literal `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }` and nothing wider.
class HeaderReader {
public:
    explicit HeaderReader(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<Header> read()
    {
        Header header;
        if (!take('{'))
            return std::nullopt;
        while (!take('}')) {
            const auto key = quoted();
            if (!key || !take(':') || !value(*key, header))
                return std::nullopt;
            take(',');
        }
        return m_text.find_first_not_of(" \n") == std::string_view::npos ? std::optional(header) : std::nullopt;
    }

private:
    void blanks() { m_text.remove_prefix(std::min(m_text.find_first_not_of(" \n"), m_text.size())); }

    bool take(char c)
    {
        blanks();
        if (!m_text.starts_with(c))
            return false;
        m_text.remove_prefix(1);
        return true;
    }

    bool word(std::string_view expected)
    {
        blanks();
        if (!m_text.starts_with(expected))
            return false;
        m_text.remove_prefix(expected.size());
        return true;
    }

    std::optional<std::string> quoted()
    {
        blanks();
        if (m_text.empty() || (m_text.front() != '\'' && m_text.front() != '"'))
            return std::nullopt;
        const auto end = m_text.find(m_text.front(), 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        std::string text(m_text.substr(1, end - 1));
        m_text.remove_prefix(end + 1);
        return text;
    }

    std::optional<std::vector<std::int64_t>> tuple()
    {
        std::vector<std::int64_t> numbers;
        if (!take('('))
            return std::nullopt;
        while (!take(')')) {
            blanks();
            std::int64_t number = 0;
            const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), number);
            if (error != std::errc() || number < 0 || numbers.size() == mostAxes)
                return std::nullopt;
            numbers.push_back(number);
            m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
            word("L"); // Python 2 wrote long numbers so
            take(',');
        }
        return numbers;
    }

    bool value(const std::string& key, Header& header)
    {
        if (key == "descr") {
            blanks();
            if (m_text.starts_with('[')) { // a structured array: said by its kind, not read
                header.descr = "[";
                m_text = "}";
                return true;
            }
            const auto text = quoted();
            header.descr = text.value_or("");
            return text.has_value();
        }
        if (key == "fortran_order") {
            const bool yes = word("True");
            if (yes || word("False"))
                header.fortranOrder = yes;
            return header.fortranOrder.has_value();
        }
        if (key == "shape") {
            header.shape = tuple();
            return header.shape.has_value();
        }
        return false;
    }

    std::string_view m_text;
};

float halfToFloat(std::uint16_t half)
{
    const int exponent = half >> 10 & 31;
    const int fraction = half & 1023;
    const float sign = half & 0x8000 ? -1.f : 1.f;
    if (exponent == 31)
        return fraction ? std::nanf("") : sign * INFINITY;
    return sign
        * (exponent ? std::ldexp(1024.f + static_cast<float>(fraction), exponent - 25)
                    : std::ldexp(static_cast<float>(fraction), -24));
}

template <typename Raw, typename Number>
void convert(std::span<const std::byte> data, bool swap, std::vector<float>& out)
{
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::array<std::byte, sizeof(Raw)> raw;
        std::memcpy(raw.data(), data.data() + i * sizeof(Raw), sizeof(Raw));
        if (swap)
            std::ranges::reverse(raw);
        if constexpr (std::is_same_v<Number, void>)
            out[i] = halfToFloat(std::bit_cast<Raw>(raw));
        else
            out[i] = static_cast<float>(std::bit_cast<Number>(raw));
    }
}

using Convert = void (*)(std::span<const std::byte>, bool, std::vector<float>&);
struct ElementType {
    std::string_view name;
    std::size_t size;
    Convert convert;
};
constexpr std::array<ElementType, 12> elementTypes{ {
    { "f4", 4, convert<std::uint32_t, float> },
    { "f8", 8, convert<std::uint64_t, double> },
    { "f2", 2, convert<std::uint16_t, void> },
    { "i1", 1, convert<std::uint8_t, std::int8_t> },
    { "u1", 1, convert<std::uint8_t, std::uint8_t> },
    { "b1", 1, convert<std::uint8_t, std::uint8_t> },
    { "i2", 2, convert<std::uint16_t, std::int16_t> },
    { "u2", 2, convert<std::uint16_t, std::uint16_t> },
    { "i4", 4, convert<std::uint32_t, std::int32_t> },
    { "u4", 4, convert<std::uint32_t, std::uint32_t> },
    { "i8", 8, convert<std::uint64_t, std::int64_t> },
    { "u8", 8, convert<std::uint64_t, std::uint64_t> },
} };

} // namespace

Result<NpyArray> readNpy(std::span<const std::byte> bytes)
{
    if (bytes.size() < 10 || !asText(bytes).starts_with(magic))
        return malformed("the file does not begin as a .npy file does");
    const bool isShort = bytes[6] == std::byte{ 1 };
    const std::size_t lengthSize = isShort ? 2 : 4;
    std::size_t length = 0;
    if (bytes.size() < 8 + lengthSize)
        return malformed("torn in its header");
    for (std::size_t i = 0; i < lengthSize; ++i)
        length |= static_cast<std::size_t>(bytes[8 + i]) << (8 * i);
    const auto rest = bytes.subspan(8 + lengthSize);
    constexpr std::size_t longest = 1 << 20;
    if (length > rest.size() || length > longest)
        return malformed("torn in its header");
    const auto header = HeaderReader(asText(rest.first(length))).read();
    if (header && header->descr == "[")
        return unsupported("a structured array is not read");
    if (!header || !header->fortranOrder || !header->shape)
        return malformed("a header that numpy does not write");
    const std::string_view descr = header->descr;
    const auto type =
        std::ranges::find(elementTypes, descr.substr(std::min<std::size_t>(1, descr.size())), &ElementType::name);
    if (type == elementTypes.end() || std::string_view("<>|=").find(descr.front()) == std::string_view::npos)
        return unsupported("elements of type '" + header->descr.substr(0, 40) + "' are not read");
    if (*header->fortranOrder && header->shape->size() > 1)
        return unsupported("an array in Fortran order is not read");
    std::uint64_t elements = 1;
    for (const std::int64_t axis : *header->shape) {
        if (axis != 0 && elements > mostElements / static_cast<std::uint64_t>(axis))
            return unsupported("more than 2^31 elements");
        elements *= static_cast<std::uint64_t>(axis);
    }
    const auto data = rest.subspan(length);
    if (data.size() != elements * type->size)
        return malformed("its shape needs " + std::to_string(elements * type->size) + " bytes, "
            + std::to_string(data.size()) + " are there");
    NpyArray array{ *header->shape, std::vector<float>(static_cast<std::size_t>(elements)) };
    type->convert(data, descr.front() == '>', array.values);
    return array;
}

Result<NpyArray> readNpy(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, std::uint64_t(16) << 30);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto array = readNpy(*bytes);
    if (!array)
        return tl::unexpected(at(file.string(), array.error()));
    return array;
}

Bytes npyBytes(std::span<const std::int64_t> shape, std::span<const float> values)
{
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    std::uint64_t elements = 1;
    for (const std::int64_t axis : shape) {
        header += std::to_string(axis) + (shape.size() == 1 ? "," : &axis == &shape.back() ? "" : ", ");
        elements *= static_cast<std::uint64_t>(axis);
    }
    assert(elements == values.size());
    header += "), }";
    constexpr std::size_t preamble = 10; // magic, version, length
    header.resize((preamble + header.size() + 1 + 63) / 64 * 64 - preamble - 1, ' ');
    header += '\n';
    std::string text(magic);
    text += { '\1', '\0', static_cast<char>(header.size() & 255), static_cast<char>(header.size() >> 8) };
    text += header;
    Bytes bytes(text.size() + values.size_bytes());
    std::memcpy(bytes.data(), text.data(), text.size());
    if (!values.empty())
        std::memcpy(bytes.data() + text.size(), values.data(), values.size_bytes());
    return bytes;
}

Result<void> writeNpy(
    const std::filesystem::path& file, std::span<const std::int64_t> shape, std::span<const float> values)
{
    return replaceFile(file, npyBytes(shape, values));
}

} // namespace vetrina::formats
