#include "core/formats/mapped_file.h"

#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vetrina::formats {

namespace {

struct Descriptor {
    int fd = -1;
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
};

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file)
{
    const Descriptor in{ ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK) }; // a fifo must not hang us
    struct stat status { };
    if (in.fd < 0 || ::fstat(in.fd, &status) != 0)
        return tl::unexpected(systemError(file.string(), errno));
    if (!S_ISREG(status.st_mode))
        return fail(Error::Code::Unsupported, file.string() + ": not a regular file", "Name a file.");
    MappedFile mapped;
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0)
        return mapped;
    void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, in.fd, 0);
    if (memory == MAP_FAILED)
        return tl::unexpected(systemError(file.string(), errno));
    mapped.m_keep =
        std::shared_ptr<const void>(memory, [size](const void* p) { ::munmap(const_cast<void*>(p), size); });
    mapped.m_bytes = { static_cast<const std::byte*>(memory), size };
    return mapped;
}

} // namespace vetrina::formats
