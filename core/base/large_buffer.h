#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>

namespace vetrina {

/// Memory for megabytes, whose content is anything: not cleared twice as a vector's is, begun at a multiple of 2 MiB,
/// and in large pages where the machine has them, so that to touch it first costs little.
class LargeBuffer {
public:
    LargeBuffer() = default;
    explicit LargeBuffer(std::size_t size); ///< throws std::bad_alloc
    LargeBuffer(LargeBuffer&& other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }
    LargeBuffer& operator=(LargeBuffer&& other) noexcept
    {
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }
    ~LargeBuffer();

    [[nodiscard]] std::span<std::byte> bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

    /// Room for `count` values of a type that needs no making.
    template <typename T> [[nodiscard]] static LargeBuffer of(std::size_t count)
    {
        return LargeBuffer(count * sizeof(T));
    }
    template <typename T> [[nodiscard]] std::span<T> as() const
    {
        return { reinterpret_cast<T*>(m_bytes.data()), m_bytes.size() / sizeof(T) };
    }

private:
    std::span<std::byte> m_bytes;
};

/// From now on the process keeps what it frees, up to 256 MiB: images and batches of packets come and go by the
/// megabyte, and to give each back to the system and take it again costs more than they do. Once, at its start.
void keepFreedMemory();

/// Large buffers that are used again: what was touched once is at hand. Any thread; the buffers may outlive it.
class BufferPool {
public:
    /// Keeps up to `kept` buffers of at most `largest` bytes.
    BufferPool(std::size_t kept, std::size_t largest);

    /// One of at least that size. It comes back with its last owner.
    [[nodiscard]] std::shared_ptr<const LargeBuffer> take(std::size_t size);

private:
    struct Shelf;
    std::shared_ptr<Shelf> m_shelf;
};

} // namespace vetrina
