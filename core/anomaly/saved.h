#pragma once

#include "core/base/file.h"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace vetrina::anomaly {

/// Writes numbers and arrays one after another behind a name, in this machine's byte order: for derived files, which
/// can be made again.
class SavedWriter {
public:
    explicit SavedWriter(std::string_view name)
    {
        number(name.size());
        append(name.data(), name.size());
    }

    void number(std::uint64_t value) { append(&value, sizeof value); }
    template <typename T> void array(std::span<const T> values)
    {
        number(values.size());
        append(values.data(), values.size_bytes());
    }
    [[nodiscard]] Bytes take() { return std::move(m_bytes); }

private:
    void append(const void* from, std::size_t size)
    {
        const auto bytes = std::span(static_cast<const std::byte*>(from), size);
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }

    Bytes m_bytes;
};

/// Reads them back; what is not there reads as 0 or empty, and complete() tells.
class SavedReader {
public:
    SavedReader(std::span<const std::byte> bytes, std::string_view name)
        : m_left(bytes)
    {
        const auto size = number();
        m_good = m_good && size == name.size() && asText(m_left.first(std::min(m_left.size(), name.size()))) == name;
        if (m_good)
            m_left = m_left.subspan(name.size());
    }

    [[nodiscard]] std::uint64_t number()
    {
        std::uint64_t value = 0;
        if (m_good && m_left.size() >= sizeof value) {
            std::memcpy(&value, m_left.data(), sizeof value);
            m_left = m_left.subspan(sizeof value);
        } else {
            m_good = false;
        }
        return value;
    }
    template <typename T> [[nodiscard]] std::vector<T> array()
    {
        const auto count = number();
        m_good = m_good && count <= m_left.size() / sizeof(T);
        if (!m_good || count == 0)
            return {};
        std::vector<T> values(count);
        std::memcpy(values.data(), m_left.data(), count * sizeof(T));
        m_left = m_left.subspan(count * sizeof(T));
        return values;
    }
    /// All was there, and nothing more.
    [[nodiscard]] bool complete() const { return m_good && m_left.empty(); }

private:
    std::span<const std::byte> m_left;
    bool m_good = true;
};

} // namespace vetrina::anomaly
