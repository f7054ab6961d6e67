#include "core/store/direct_writer.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <fcntl.h>

namespace vetrina::store {

DirectWriter::DirectWriter(DiskFile file)
    : m_file(std::move(file))
    , m_memory(chunks * chunkBytes)
    , m_thread("pack", 1, chunks, Executor::WhenFull::Wait, ThreadPriority::Background)
{
}

DirectWriter::~DirectWriter() { m_thread.shutdown(); }

Result<std::unique_ptr<DirectWriter>> DirectWriter::open(const std::filesystem::path& path)
{
    auto file = DiskFile::open(path, O_RDWR | O_DIRECT);
    const bool direct = file.has_value();
    if (!direct)
        file = DiskFile::open(path, O_RDWR);
    if (!file)
        return tl::unexpected(file.error());
    std::unique_ptr<DirectWriter> writer(new DirectWriter(std::move(*file)));
    writer->m_direct = direct;
    return writer;
}

void DirectWriter::begin(std::uint64_t offset)
{
    assert(offset % blockBytes == 0 && m_underway.empty());
    m_offset = offset;
    m_filled = 0;
    m_failed = 0;
}

void DirectWriter::put(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto some = std::min(bytes.size(), chunkBytes - m_filled);
        std::memcpy(m_memory.bytes().data() + m_chunk * chunkBytes + m_filled, bytes.data(), some);
        m_filled += some;
        bytes = bytes.subspan(some);
        if (m_filled == chunkBytes)
            send(chunkBytes);
    }
}

/// Sends the first bytes of the chunk on their way; what is behind them begins the next one.
void DirectWriter::send(std::size_t bytes)
{
    if (m_underway.size() == chunks - 1) {
        if (auto written = m_underway.front().get(); !written && m_failed)
            m_failed = std::move(written);
        m_underway.pop_front();
    }
    const auto from = m_memory.bytes().subspan(m_chunk * chunkBytes, chunkBytes);
    m_chunk = (m_chunk + 1) % chunks;
    std::memcpy(m_memory.bytes().data() + m_chunk * chunkBytes, from.data() + bytes, m_filled - bytes);
    m_filled -= bytes;
    m_underway.push_back(m_thread.submit(
        [this, part = from.first(bytes), offset = m_offset](std::stop_token) { return write(part, offset); }));
    m_offset += bytes;
}

Result<std::span<const std::byte>> DirectWriter::finish()
{
    if (const auto whole = m_filled / blockBytes * blockBytes; whole > 0)
        send(whole);
    for (auto& each : m_underway)
        if (auto written = each.get(); !written && m_failed)
            m_failed = std::move(written);
    m_underway.clear();
    if (!m_failed)
        return tl::unexpected(m_failed.error());
    return m_memory.bytes().subspan(m_chunk * chunkBytes, std::exchange(m_filled, 0));
}

Result<int> DirectWriter::write(std::span<const std::byte> bytes, std::uint64_t offset)
{
    auto written = m_file.write(bytes, offset);
    if (!written && m_direct && written.error().code == Error::Code::Io) {
        // Perhaps a file system that takes the flag, but not such writes.
        m_direct = false;
        ::fcntl(m_file.descriptor(), F_SETFL, ::fcntl(m_file.descriptor(), F_GETFL) & ~O_DIRECT);
        written = m_file.write(bytes, offset);
    }
    if (!written)
        return tl::unexpected(written.error());
    if (!m_direct) // the disk begins now, so that DiskFile::sync() finds little left to do
        m_file.startSync(offset, bytes.size());
    return 0;
}

} // namespace vetrina::store
