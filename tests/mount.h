#pragma once

// Media that can't be written, or are full: by mounts, for nothing stops a test that runs as root.

#include <QTest>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/mount.h>
#include <unistd.h>
#include <utility>

/// A mounted folder; unmounted with its scope.
class Mount {
public:
    explicit Mount(std::filesystem::path at)
        : m_at(std::move(at))
    {
        std::filesystem::create_directories(m_at);
    }
    ~Mount()
    {
        if (m_mounted)
            ::umount2(m_at.c_str(), MNT_DETACH);
    }
    bool tmpfs(const char* options) { return m_mounted = ::mount("tmpfs", m_at.c_str(), "tmpfs", 0, options) == 0; }
    bool readOnly(const std::filesystem::path& folder)
    {
        m_mounted = ::mount(folder.c_str(), m_at.c_str(), nullptr, MS_BIND, nullptr) == 0;
        return m_mounted && ::mount(nullptr, m_at.c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }
    [[nodiscard]] const std::filesystem::path& at() const { return m_at; }

private:
    std::filesystem::path m_at;
    bool m_mounted = false;
};

/// Fills the disk of that folder to the last byte, with a file `ballast`.
inline void fillUp(const std::filesystem::path& folder)
{
    const int file = ::open((folder / "ballast").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    const std::string block(4096, '\0');
    for (std::size_t size = block.size(); size > 0; size = size > 1 ? 1 : 0)
        while (::write(file, block.data(), size) > 0)
            ;
    ::close(file);
}

#define MOUNT_OR_SKIP(mounted)                                                                                         \
    if (!(mounted))                                                                                                    \
    QSKIP(qPrintable(QString("mounting is not permitted here: ") + std::strerror(errno)))
