#include "core/base/file.h"
#include "core/formats/table_writer.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace vetrina::formats {

Result<OutputFile> OutputFile::create(const std::filesystem::path& file)
{
    OutputFile out;
    out.m_file = file;
    std::string name = file.string() + ".XXXXXX";
    out.m_fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (out.m_fd < 0)
        return tl::unexpected(systemError(file.string(), errno));
    out.m_temporary = name;
    ::fchmod(out.m_fd, 0644);
    return out;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_file(std::move(other.m_file))
    , m_temporary(std::move(other.m_temporary))
    , m_fd(std::exchange(other.m_fd, -1))
    , m_buffer(std::move(other.m_buffer))
{
}

OutputFile::~OutputFile()
{
    if (m_fd < 0)
        return;
    ::close(m_fd);
    ::unlink(m_temporary.c_str());
}

Result<void> OutputFile::write(std::string_view bytes)
{
    constexpr std::size_t enough = 1 << 20;
    m_buffer += bytes;
    return m_buffer.size() >= enough ? flush() : Result<void>();
}

Result<void> OutputFile::flush()
{
    std::string_view left = m_buffer;
    while (!left.empty()) {
        const auto written = ::write(m_fd, left.data(), left.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return tl::unexpected(systemError(m_file.string(), errno));
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    m_buffer.clear();
    return {};
}

Result<void> OutputFile::commit()
{
    if (auto flushed = flush(); !flushed)
        return flushed;
    if (::fsync(m_fd) != 0 || ::rename(m_temporary.c_str(), m_file.c_str()) != 0)
        return tl::unexpected(systemError(m_file.string(), errno));
    ::close(std::exchange(m_fd, -1));
    return {};
}

} // namespace vetrina::formats
