#include "core/base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vetrina {

namespace {

/// Closes with its scope.
struct Descriptor {
    int fd = -1;
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
};

} // namespace

Error systemError(const std::string& what, int e)
{
    const std::string message = what + ": " + std::strerror(e);
    switch (e) {
    case ENOSPC:
    case EDQUOT:
        return { Error::Code::Full, message, "Free some room on the disk, then try again." };
    case EROFS:
    case EACCES:
    case EPERM:
        return { Error::Code::ReadOnly, message, "Check the permissions, or use a place that can be written." };
    case ENOENT:
    case ENOTDIR:
        return { Error::Code::NotFound, message, "Check the path." };
    default:
        return { Error::Code::Io, message, "Check the disk." };
    }
}

namespace {

/// Opens a regular file to read it; its size.
Result<std::uint64_t> openRegular(const std::filesystem::path& file, Descriptor& in)
{
    in.fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a fifo must not hang us
    if (in.fd < 0)
        return tl::unexpected(systemError(file.string(), errno));
    struct stat status { };
    if (::fstat(in.fd, &status) != 0)
        return tl::unexpected(systemError(file.string(), errno));
    if (!S_ISREG(status.st_mode))
        return fail(Error::Code::Unsupported, file.string() + ": not a regular file", "Name a file.");
    return static_cast<std::uint64_t>(status.st_size);
}

/// Reads until the room is full or the file ends.
Result<std::size_t> readAll(const std::filesystem::path& file, const Descriptor& in, std::span<std::byte> room)
{
    std::size_t got = 0;
    while (got < room.size()) {
        const auto n = ::read(in.fd, room.data() + got, room.size() - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return tl::unexpected(systemError(file.string(), errno));
        if (n == 0)
            break; // it shrank meanwhile: what is there is there
        got += static_cast<std::size_t>(n);
    }
    return got;
}

} // namespace

Result<std::uint64_t> readFile(const std::filesystem::path& file, std::span<std::byte> room)
{
    Descriptor in;
    const auto size = openRegular(file, in);
    if (!size)
        return tl::unexpected(size.error());
    if (*size > room.size())
        return *size;
    return readAll(file, in, room.first(static_cast<std::size_t>(*size))).map([](std::size_t got) {
        return std::uint64_t(got);
    });
}

Result<Bytes> readFile(const std::filesystem::path& file, std::uint64_t limit)
{
    Descriptor in;
    const auto size = openRegular(file, in);
    if (!size)
        return tl::unexpected(size.error());
    if (*size > limit)
        return fail(Error::Code::Unsupported,
            file.string() + ": " + std::to_string(*size) + " bytes, more than the " + std::to_string(limit)
                + " that are read at once",
            "Split the file.");
    Bytes bytes(static_cast<std::size_t>(*size));
    const auto got = readAll(file, in, bytes);
    if (!got)
        return tl::unexpected(got.error());
    bytes.resize(*got);
    return bytes;
}

Result<void> replaceFile(const std::filesystem::path& file, std::span<const std::byte> bytes)
{
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::string temporary = (folder / ("." + file.filename().string() + ".XXXXXX")).string();
    Descriptor out{ ::mkostemp(temporary.data(), O_CLOEXEC) };
    if (out.fd < 0)
        return tl::unexpected(systemError(file.string(), errno));
    const auto giveUp = [&](int e) -> Result<void> {
        ::unlink(temporary.c_str());
        return tl::unexpected(systemError(file.string(), e));
    };
    std::size_t put = 0;
    while (put < bytes.size()) {
        const auto n = ::write(out.fd, bytes.data() + put, bytes.size() - put);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return giveUp(errno);
        put += static_cast<std::size_t>(n);
    }
    ::fchmod(out.fd, 0644);
    if (::fsync(out.fd) != 0 || ::rename(temporary.c_str(), file.c_str()) != 0)
        return giveUp(errno);
    const Descriptor parent{ ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
    if (parent.fd < 0 || ::fsync(parent.fd) != 0)
        return tl::unexpected(systemError(folder.string(), errno));
    return {};
}

} // namespace vetrina
