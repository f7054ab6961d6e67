#include "core/learn/image_store.h"

#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace vetrina::learn {

Result<ImageStore> ImageStore::create(const std::filesystem::path& folder, std::size_t count, std::size_t size)
{
    ImageStore store;
    if (count == 0 || size == 0)
        return store;
    const auto failed = [&](int why) {
        return tl::unexpected(systemError(folder.string() + ": room for images", why));
    };
    std::string name = (folder / "images-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0)
        return failed(errno);
    ::unlink(name.c_str());
    const std::size_t bytes = count * size * sizeof(float);
    // All of it now: a full disk is to be told here, and not by a signal where a page is first written.
    const int full = ::posix_fallocate(file, 0, static_cast<off_t>(bytes));
    void* const memory = full == 0 ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    const int why = full ? full : errno;
    ::close(file);
    if (memory == MAP_FAILED)
        return failed(why);
    store.m_values = { static_cast<float*>(memory), count * size };
    store.m_size = size;
    return store;
}

ImageStore::~ImageStore()
{
    if (!m_values.empty())
        ::munmap(m_values.data(), m_values.size_bytes());
}

} // namespace vetrina::learn
