#include "core/base/large_buffer.h"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace vetrina {

namespace {

constexpr std::size_t largePage = std::size_t(2) << 20;

} // namespace

void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
#endif
}

LargeBuffer::LargeBuffer(std::size_t size)
{
    if (size == 0)
        return;
    if (size > SIZE_MAX - 2 * largePage)
        throw std::bad_alloc();
    const std::size_t wanted = (size + 4095) / 4096 * 4096;
    // Aligned by asking for more and giving back what lies around.
    const std::size_t asked = wanted + largePage;
    void* const memory = ::mmap(nullptr, asked, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();
    auto* const first = static_cast<std::byte*>(memory);
    const std::size_t before = (largePage - reinterpret_cast<std::uintptr_t>(first) % largePage) % largePage;
    if (before > 0)
        ::munmap(first, before);
    ::munmap(first + before + wanted, largePage - before);
    if (wanted >= largePage)
        ::madvise(first + before, wanted, MADV_HUGEPAGE); // where there are none, small ones do
    m_bytes = { first + before, size };
}

LargeBuffer::~LargeBuffer()
{
    if (!m_bytes.empty())
        ::munmap(m_bytes.data(), m_bytes.size());
}

struct BufferPool::Shelf {
    std::size_t kept = 0, largest = 0;
    std::mutex mutex; ///< guards what follows
    std::vector<LargeBuffer> free;
};

BufferPool::BufferPool(std::size_t kept, std::size_t largest)
    : m_shelf(std::make_shared<Shelf>())
{
    m_shelf->kept = kept;
    m_shelf->largest = largest;
    m_shelf->free.reserve(kept);
}

std::shared_ptr<const LargeBuffer> BufferPool::take(std::size_t size)
{
    LargeBuffer buffer;
    {
        std::lock_guard lock(m_shelf->mutex);
        auto& free = m_shelf->free;
        const auto fit = std::ranges::find_if(free, [&](const LargeBuffer& one) { return one.size() >= size; });
        if (fit != free.end()) {
            buffer = std::move(*fit);
            free.erase(fit);
        }
    }
    if (buffer.size() < size)
        buffer = LargeBuffer(std::max(size, m_shelf->largest)); // pages that nobody touches cost nothing
    return { new LargeBuffer(std::move(buffer)), [shelf = m_shelf](const LargeBuffer* used) {
                auto* own = const_cast<LargeBuffer*>(used);
                {
                    std::lock_guard lock(shelf->mutex);
                    if (own->size() <= shelf->largest && shelf->free.size() < shelf->kept)
                        shelf->free.push_back(std::move(*own));
                }
                delete own;
            } };
}

} // namespace vetrina
