#pragma once

#include "core/formats/avro_reader.h"

#include <bit>
#include <cstring>

namespace vetrina::formats {

/// Reads primitives from untrusted bytes; the first failure sticks and moves the cursor to the end. Private to
/// core/formats: the Avro readers share it.
class AvroCursor {
public:
    AvroCursor(std::span<const std::byte> bytes, const AvroLimits& limits)
        : m_begin(bytes.data())
        , m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
        , m_limits(limits)
        , m_zeroWidthLeft(limits.zeroWidthItems)
    {
    }

    [[nodiscard]] bool ok() const { return !m_problem; }
    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(m_at - m_begin); }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    [[nodiscard]] const std::byte* at() const { return m_at; }
    [[nodiscard]] const AvroLimits& limits() const { return m_limits; }

    bool refuse(const char* why)
    {
        if (!m_problem) {
            m_problem = why;
            m_problemAt = position();
        }
        m_at = m_end;
        return false;
    }

    bool advance(std::uint64_t size)
    {
        if (size > left())
            return refuse("the data ends inside a value");
        m_at += size;
        return true;
    }

    /// Zig-zag variable-length integer, at most 10 bytes.
    bool readLong(std::int64_t& value)
    {
        if (m_at != m_end && !(static_cast<unsigned char>(*m_at) & 0x80)) {
            const auto raw = static_cast<std::uint64_t>(*m_at++);
            value = static_cast<std::int64_t>((raw >> 1) ^ (0 - (raw & 1)));
            return true;
        }
        std::uint64_t raw = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_at == m_end)
                return refuse("the data ends inside a number");
            const auto byte = static_cast<std::uint64_t>(*m_at++);
            if (shift == 63 && byte > 1)
                break;
            raw |= (byte & 0x7f) << shift;
            if (!(byte & 0x80)) {
                value = static_cast<std::int64_t>((raw >> 1) ^ (0 - (raw & 1)));
                return true;
            }
        }
        return refuse("a number longer than 64 bits");
    }

    bool readLength(std::uint64_t& length)
    {
        std::int64_t value = 0;
        if (!readLong(value))
            return false;
        if (value < 0 || static_cast<std::uint64_t>(value) > left())
            return refuse("a length beyond the end of the data");
        length = static_cast<std::uint64_t>(value);
        return true;
    }

    const AvroType* readBranch(const AvroType& type)
    {
        std::int64_t branch = 0;
        if (!readLong(branch))
            return nullptr;
        if (branch < 0 || static_cast<std::uint64_t>(branch) >= type.branches.size()) {
            refuse("a union's branch that its type does not have");
            return nullptr;
        }
        return type.branches[static_cast<std::size_t>(branch)];
    }

    /// Starts the next block of an array or map. `count` 0 is its end; `size` is 0 where the writer did not say
    /// how many bytes the block takes.
    bool readBlock(const AvroType& container, std::uint64_t& count, std::uint64_t& size)
    {
        std::int64_t items = 0;
        size = 0;
        if (!readLong(items))
            return false;
        if (items < 0) {
            if (items == INT64_MIN)
                return refuse("more items than the data can hold");
            items = -items;
            if (!readLength(size))
                return false;
            if (size == 0 && itemSize(container) > 0)
                return refuse("a block of items without bytes");
        }
        count = static_cast<std::uint64_t>(items);
        const std::uint64_t smallest = itemSize(container);
        if (smallest == 0) {
            if (count > m_zeroWidthLeft)
                return refuse("more empty items than the limit");
            m_zeroWidthLeft -= count;
        } else if (count > left() / smallest) {
            return refuse("more items than the data can hold");
        }
        return true;
    }

    /// Whether the block that began at `start` took the bytes it said, where it said so.
    bool endBlock(std::size_t start, std::uint64_t size)
    {
        return size == 0 || position() - start == size
            || refuse("a block of items that takes other bytes than it says");
    }

    /// The error, its place in bytes from the start and, given by the caller, in names.
    [[nodiscard]] Error error(const std::string& path) const
    {
        return { Error::Code::Malformed,
            "byte " + std::to_string(m_problemAt) + ": " + (path.empty() ? "" : path + ": ") + m_problem,
            "The packet is damaged or its schema is another's; fetch it again." };
    }

private:
    static std::uint64_t itemSize(const AvroType& container)
    {
        return container.branches[0]->minimumSize + (container.kind == AvroType::Kind::Map ? 1 : 0);
    }

    const std::byte* m_begin;
    const std::byte* m_at;
    const std::byte* m_end;
    AvroLimits m_limits;
    std::uint64_t m_zeroWidthLeft;
    const char* m_problem = nullptr;
    std::size_t m_problemAt = 0;
};

/// Passes over a value; on failure `path` holds the names down to it, innermost last.
[[nodiscard]] bool skipValue(const AvroType& type, AvroCursor& in, int depth, std::string& path);

template <typename Number> [[nodiscard]] Number littleEndian(const std::byte* from)
{
    static_assert(std::endian::native == std::endian::little, "Vetrina runs on little-endian machines");
    Number value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

} // namespace vetrina::formats
