#pragma once

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

/// An SQLite file system that knows what a power cut would leave.
///
/// Everything is passed on to the real one. Beside it stands, for each file, what was synced, and the writes since. The
/// image of a power cut holds what was synced and, at will, any part of the writes since, sector by sector, as disks
/// do. It is SQLite's default while it lives. One thread.
class LossyVfs {
public:
    /// File name -> content.
    using Image = std::map<std::string, std::string>;

    LossyVfs();
    ~LossyVfs();
    LossyVfs(const LossyVfs&) = delete;
    LossyVfs& operator=(const LossyVfs&) = delete;

    /// Called before every write and sync.
    std::function<void()> beforeOperation;

    /// What stands on the disk if the power goes now.
    [[nodiscard]] Image cut() const
    {
        Image image;
        for (const auto& [name, file] : m_files)
            image[name] = file.synced;
        return image;
    }
    /// The same, with about half of the sectors that were written since the last sync.
    [[nodiscard]] Image cutWithSomeOf(std::mt19937& random) const;

    static void write(const Image& image, const std::filesystem::path& folder)
    {
        std::filesystem::create_directories(folder);
        for (const auto& [name, content] : image)
            std::ofstream(folder / name, std::ios::binary) << content;
    }

private:
    struct Write {
        std::size_t offset = 0;
        std::string bytes;
    };
    struct State {
        std::string synced, current;
        std::vector<Write> since;
    };
    struct File : sqlite3_file {
        LossyVfs* vfs;
        State* state; ///< nullptr: of no interest
        sqlite3_file* real;
    };

    static File* of(sqlite3_file* file) { return static_cast<File*>(file); }
    static int open(sqlite3_vfs*, const char* name, sqlite3_file*, int flags, int* outFlags);
    static int remove(sqlite3_vfs*, const char* name, int syncFolder);
    static int write(sqlite3_file*, const void* bytes, int count, sqlite3_int64 offset);
    static int truncate(sqlite3_file*, sqlite3_int64 size);
    static int sync(sqlite3_file*, int flags);

    sqlite3_vfs m_vfs{};
    sqlite3_vfs* m_real = nullptr;
    std::map<std::string, State> m_files; ///< by name without its folder
};

namespace lossy {

/// A call that is only passed on.
template <auto method, typename... Args> int pass(sqlite3_file* file, Args... args)
{
    struct Shim : sqlite3_file {
        void* vfs;
        void* state;
        sqlite3_file* real;
    };
    auto* real = static_cast<Shim*>(file)->real;
    return (real->pMethods->*method)(real, args...);
}

} // namespace lossy

inline LossyVfs::LossyVfs()
    : m_real(sqlite3_vfs_find(nullptr))
{
    m_vfs = *m_real;
    m_vfs.zName = "lossy";
    m_vfs.pNext = nullptr;
    m_vfs.pAppData = this;
    m_vfs.szOsFile = static_cast<int>(sizeof(File)) + m_real->szOsFile;
    m_vfs.xOpen = open;
    m_vfs.xDelete = remove;
    sqlite3_vfs_register(&m_vfs, 1);
}

inline LossyVfs::~LossyVfs() { sqlite3_vfs_unregister(&m_vfs); }

inline int LossyVfs::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    static const sqlite3_io_methods methods = [] {
        using M = sqlite3_io_methods;
        M m{};
        m.iVersion = 2; // without memory mapping
        m.xClose = lossy::pass<&M::xClose>;
        m.xRead = lossy::pass<&M::xRead, void*, int, sqlite3_int64>;
        m.xWrite = write;
        m.xTruncate = truncate;
        m.xSync = sync;
        m.xFileSize = lossy::pass<&M::xFileSize, sqlite3_int64*>;
        m.xLock = lossy::pass<&M::xLock, int>;
        m.xUnlock = lossy::pass<&M::xUnlock, int>;
        m.xCheckReservedLock = lossy::pass<&M::xCheckReservedLock, int*>;
        m.xFileControl = lossy::pass<&M::xFileControl, int, void*>;
        m.xSectorSize = lossy::pass<&M::xSectorSize>;
        m.xDeviceCharacteristics = lossy::pass<&M::xDeviceCharacteristics>;
        m.xShmMap = lossy::pass<&M::xShmMap, int, int, int, void volatile**>;
        m.xShmLock = lossy::pass<&M::xShmLock, int, int, int>;
        m.xShmBarrier = [](sqlite3_file* f) { of(f)->real->pMethods->xShmBarrier(of(f)->real); };
        m.xShmUnmap = lossy::pass<&M::xShmUnmap, int>;
        return m;
    }();
    auto* self = static_cast<LossyVfs*>(vfs->pAppData);
    auto* ours = of(file);
    ours->vfs = self;
    ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
    ours->state = name ? &self->m_files[std::filesystem::path(name).filename()] : nullptr;
    ours->pMethods = nullptr;
    const int code = self->m_real->xOpen(self->m_real, name, ours->real, flags, outFlags);
    if (ours->real->pMethods)
        ours->pMethods = &methods;
    return code;
}

inline int LossyVfs::remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
{
    auto* self = static_cast<LossyVfs*>(vfs->pAppData);
    if (const auto file = self->m_files.find(std::filesystem::path(name).filename()); file != self->m_files.end())
        file->second = {};
    return self->m_real->xDelete(self->m_real, name, syncFolder);
}

inline int LossyVfs::write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset)
{
    auto* ours = of(file);
    if (ours->state) {
        if (ours->vfs->beforeOperation)
            ours->vfs->beforeOperation();
        auto& [synced, current, since] = *ours->state;
        const auto at = static_cast<std::size_t>(offset);
        const std::string text(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
        if (current.size() < at + text.size())
            current.resize(at + text.size());
        current.replace(at, text.size(), text);
        since.push_back({ at, text });
    }
    return ours->real->pMethods->xWrite(ours->real, bytes, count, offset);
}

inline int LossyVfs::truncate(sqlite3_file* file, sqlite3_int64 size)
{
    if (auto* state = of(file)->state)
        state->current.resize(static_cast<std::size_t>(size));
    return of(file)->real->pMethods->xTruncate(of(file)->real, size);
}

inline int LossyVfs::sync(sqlite3_file* file, int flags)
{
    auto* ours = of(file);
    if (ours->state) {
        if (ours->vfs->beforeOperation)
            ours->vfs->beforeOperation();
        ours->state->synced = ours->state->current;
        ours->state->since.clear();
    }
    return ours->state ? SQLITE_OK : ours->real->pMethods->xSync(ours->real, flags); // the images are what counts
}

inline LossyVfs::Image LossyVfs::cutWithSomeOf(std::mt19937& random) const
{
    constexpr std::size_t sector = 512;
    Image image = cut();
    for (const auto& [name, file] : m_files) {
        auto& content = image[name];
        for (const auto& [offset, bytes] : file.since) {
            for (std::size_t begin = 0; begin < bytes.size(); begin += sector) {
                if (random() % 2 == 0)
                    continue;
                const auto some = bytes.substr(begin, sector);
                if (content.size() < offset + begin + some.size())
                    content.resize(offset + begin + some.size());
                content.replace(offset + begin, some.size(), some);
            }
        }
    }
    return image;
}
