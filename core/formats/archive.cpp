#include "core/formats/archive.h"

#include "core/formats/gzip.h"
#include "core/formats/tar.h"

#include <algorithm>
#include <optional>

namespace vetrina::formats {

namespace fs = std::filesystem;

namespace {

enum class Sort { Schema, Packets, PackedPackets, Tar, Other }; // in the order of a folder's walk

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return text;
}

Sort sortOf(const std::string& path)
{
    const std::string name = lowered(path.substr(path.rfind('/') + 1));
    if (name.starts_with("._")) // what macOS puts beside files in its tars
        return Sort::Other;
    if (name.ends_with(".avsc") || name == "schema.json")
        return Sort::Schema;
    if (name.ends_with(".avro"))
        return Sort::Packets;
    if (name.ends_with(".avro.gz"))
        return Sort::PackedPackets;
    return name.ends_with(".tar") || name.ends_with(".tar.gz") || name.ends_with(".tgz") ? Sort::Tar : Sort::Other;
}

std::uint64_t sizeOf(const fs::path& file)
{
    std::error_code ignored;
    const auto size = fs::file_size(file, ignored);
    return ignored ? 0 : size;
}

class Walk {
public:
    Walk(const std::function<Result<void>(const ArchiveItem&, Bytes)>& give, std::stop_token stop,
        const ArchiveLimits& limits, ArchiveFiles files)
        : m_give(give)
        , m_stop(std::move(stop))
        , m_limits(limits)
        , m_files(files)
    {
    }

    Result<void> folder(const fs::path& path, int depth)
    {
        std::error_code error;
        fs::directory_iterator entries(path, error);
        if (error || depth > m_limits.depth) {
            problem({ Error::Code::Io, path.string() + ": " + (error ? error.message() : "folders nested too deep"),
                "Check the permissions." });
            return {};
        }
        std::vector<std::pair<Sort, std::string>> files; // paths, which compare faster as texts
        std::vector<fs::path> folders;
        for (; entries != fs::directory_iterator(); entries.increment(error)) {
            if (error)
                break;
            std::error_code unknown;
            if (entries->is_directory(unknown) && !entries->is_symlink(unknown))
                folders.push_back(entries->path());
            else if (entries->is_regular_file(unknown))
                files.emplace_back(sortOf(entries->path().native()), entries->path().native());
            else
                ++m_report.ignored;
        }
        std::ranges::sort(files);
        std::ranges::sort(folders);
        for (const auto& [sort, file] : files) {
            if (auto done = this->file(file, sort); !done)
                return done;
        }
        for (const fs::path& inner : folders) {
            if (auto done = folder(inner, depth + 1); !done)
                return done;
        }
        return {};
    }

    Result<void> file(const fs::path& path, Sort sort)
    {
        if (m_stop.stop_requested())
            return cancelled();
        if (sort == Sort::Other) {
            ++m_report.ignored;
            m_position += sizeOf(path);
            return {};
        }
        if (sort == Sort::Tar)
            return tar(path);
        ArchiveItem item;
        item.kind = sort == Sort::Schema ? ArchiveItem::Kind::Schema : ArchiveItem::Kind::Packets;
        item.file = path;
        item.size = sizeOf(path);
        item.position = m_position += item.size;
        if (m_files == ArchiveFiles::Left && sort != Sort::Schema)
            return give(item, {});
        Bytes bytes;
        if (const auto read = readItem(item, {}, bytes, m_limits); !read) {
            problem(read.error());
            return {};
        }
        return give(item, std::move(bytes));
    }

    ArchiveReport& report() { return m_report; }

private:
    Result<void> tar(const fs::path& path)
    {
        auto tar = TarReader::open(path, { m_limits.memberBytes, m_limits.freeBytes, m_limits.ratio });
        if (!tar) {
            problem(tar.error());
            return {};
        }
        for (;;) {
            auto member = tar->next(m_stop);
            if (!member && member.error().code == Error::Code::Cancelled)
                return cancelled();
            if (!member) {
                problem(member.error());
                continue; // a torn tar gives nothing after its error
            }
            if (!*member)
                break;
            if (auto done = this->member(path, **member, *tar); !done)
                return done;
        }
        m_position += sizeOf(path);
        return {};
    }

    Result<void> member(const fs::path& path, const TarMember& member, TarReader& tar)
    {
        const Sort sort = member.isFile ? sortOf(member.name) : Sort::Other;
        if (sort == Sort::Other || sort == Sort::Tar) {
            ++m_report.ignored;
            return {};
        }
        auto bytes = tar.read(m_stop);
        if (bytes && sort == Sort::PackedPackets)
            bytes = gunzip(*bytes, { m_limits.memberBytes, m_limits.ratio, std::uint64_t(1) << 20 });
        const ArchiveItem item{ sort == Sort::Schema ? ArchiveItem::Kind::Schema : ArchiveItem::Kind::Packets, path,
            member.name, 0, m_position + tar.position() };
        if (!bytes && bytes.error().code == Error::Code::Cancelled)
            return cancelled();
        if (!bytes) {
            problem(at(item.name(), bytes.error()));
            return {};
        }
        return give(item, std::move(*bytes));
    }

    Result<void> give(const ArchiveItem& item, Bytes bytes)
    {
        ++m_report.given;
        return m_give(item, std::move(bytes));
    }

    void problem(Error error)
    {
        constexpr std::size_t shown = 100;
        if (++m_report.problemCount <= shown)
            m_report.problems.push_back(std::move(error));
    }

    const std::function<Result<void>(const ArchiveItem&, Bytes)>& m_give;
    std::stop_token m_stop;
    ArchiveLimits m_limits;
    ArchiveFiles m_files;
    ArchiveReport m_report;
    std::uint64_t m_position = 0;
};

} // namespace

std::string ArchiveItem::name() const { return member.empty() ? file.string() : file.string() + ": " + member; }

Result<ArchiveReport> walkArchive(const fs::path& path,
    const std::function<Result<void>(const ArchiveItem&, Bytes)>& give, std::stop_token stop,
    const ArchiveLimits& limits, ArchiveFiles files)
{
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        return fail(Error::Code::NotFound, path.string() + ": there is no such file or folder", "Check the path.");
    Walk walk(give, std::move(stop), limits, files);
    Sort sort = sortOf(path.string());
    if (sort == Sort::Other)
        sort = Sort::Packets; // named itself
    const auto done = fs::is_directory(status) ? walk.folder(path, 0) : walk.file(path, sort);
    if (!done)
        return tl::unexpected(done.error());
    return std::move(walk.report());
}

Result<std::span<const std::byte>> readItem(
    const ArchiveItem& item, std::span<std::byte> room, Bytes& own, const ArchiveLimits& limits)
{
    const bool packed = sortOf(item.file.native()) == Sort::PackedPackets;
    if (!packed && !room.empty()) {
        const auto size = readFile(item.file, room);
        if (!size)
            return tl::unexpected(size.error());
        if (*size <= room.size())
            return room.first(static_cast<std::size_t>(*size));
    }
    auto bytes = readFile(item.file, limits.fileBytes);
    if (bytes && packed) {
        bytes = gunzip(*bytes, { limits.memberBytes, limits.ratio, std::uint64_t(1) << 20 });
        if (!bytes)
            bytes = tl::unexpected(at(item.file.string(), bytes.error()));
    }
    if (!bytes)
        return tl::unexpected(bytes.error());
    own = std::move(*bytes);
    return std::span<const std::byte>(own);
}

std::uint64_t sizeForWalk(const fs::path& path, const std::stop_token& stop)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return sizeOf(path);
    std::uint64_t size = 0;
    const auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator entry(path, options, error), end;
         !error && entry != end && !stop.stop_requested(); entry.increment(error)) {
        std::error_code unknown;
        if (entry->is_regular_file(unknown))
            size += sizeOf(entry->path());
    }
    return size;
}

} // namespace vetrina::formats
