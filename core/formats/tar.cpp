#include "core/formats/tar.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vetrina::formats {

namespace {

constexpr std::size_t readSize = 256 << 10;

archive* newReader()
{
    archive* reader = archive_read_new();
    if (!reader)
        return nullptr;
    archive_read_support_filter_gzip(reader);
    archive_read_support_format_tar(reader);
    return reader;
}

std::string words(archive* reader)
{
    const char* text = archive_error_string(reader);
    return text ? text : "can't be read";
}

std::string nameOf(archive_entry* entry)
{
    if (const char* utf8 = archive_entry_pathname_utf8(entry))
        return utf8;
    const char* raw = archive_entry_pathname(entry);
    return raw ? raw : "(a name that can't be read)";
}

} // namespace

void TarReader::Close::operator()(archive* reader) const { archive_read_free(reader); }

TarReader::Descriptor::~Descriptor()
{
    if (fd >= 0)
        ::close(fd);
}

TarReader::TarReader(TarReader&&) noexcept = default;
TarReader& TarReader::operator=(TarReader&& other) noexcept
{
    m_reader = std::move(other.m_reader); // before the descriptor it reads from
    m_descriptor = std::move(other.m_descriptor);
    m_name = std::move(other.m_name);
    m_limits = other.m_limits;
    m_member = std::move(other.m_member);
    m_members = other.m_members;
    m_hasContent = other.m_hasContent;
    m_done = other.m_done;
    return *this;
}
TarReader::~TarReader() = default;

Result<TarReader> TarReader::open(const std::filesystem::path& file, const TarLimits& limits)
{
    auto descriptor = std::make_unique<Descriptor>();
    descriptor->fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a fifo must not hang us
    struct stat status { };
    if (descriptor->fd < 0 || ::fstat(descriptor->fd, &status) != 0)
        return tl::unexpected(systemError(file.string(), errno));
    if (!S_ISREG(status.st_mode))
        return fail(Error::Code::Unsupported, file.string() + ": not a regular file", "Name a file.");
    if (status.st_size == 0)
        return fail(Error::Code::Malformed, file.string() + ": empty", "Fetch the file again.");
    TarReader tar;
    tar.m_name = file.string();
    tar.m_limits = limits;
    tar.m_descriptor = std::move(descriptor);
    tar.m_reader.reset(newReader());
    if (!tar.m_reader)
        return fail(Error::Code::Io, file.string() + ": no memory", "Close other programs.");
    if (archive_read_open_fd(tar.m_reader.get(), tar.m_descriptor->fd, readSize) != ARCHIVE_OK)
        return fail(Error::Code::Malformed, tar.m_name + ": not a tar or tar.gz: " + words(tar.m_reader.get()),
            "Fetch the file again.");
    return tar;
}

Result<TarReader> TarReader::open(std::string name, std::span<const std::byte> bytes, const TarLimits& limits)
{
    TarReader tar;
    tar.m_name = std::move(name);
    tar.m_limits = limits;
    tar.m_reader.reset(newReader());
    if (!tar.m_reader)
        return fail(Error::Code::Io, tar.m_name + ": no memory", "Close other programs.");
    if (archive_read_open_memory(tar.m_reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return fail(Error::Code::Malformed, tar.m_name + ": not a tar or tar.gz: " + words(tar.m_reader.get()),
            "Fetch the file again.");
    return tar;
}

tl::unexpected<Error> TarReader::torn(const std::string& what)
{
    m_done = true;
    const std::string place = m_members == 0 ? "before its first member" : "at or after member '" + m_member + "'";
    return fail(Error::Code::Malformed, m_name + ": torn " + place + ": " + what,
        "What came before it was read; fetch the file again.");
}

std::optional<Error> TarReader::overLimits() const
{
    const auto unpacked = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(m_reader.get(), 0), 0));
    if (unpacked <= m_limits.freeBytes || unpacked / m_limits.ratio <= position())
        return std::nullopt;
    return Error{ Error::Code::Unsupported,
        m_name + ": unpacks to more than " + std::to_string(m_limits.ratio) + " times its size at member '" + m_member
            + "', as no archive of alerts does",
        "If it can be trusted, unpack it yourself and give the folder." };
}

Result<std::optional<TarMember>> TarReader::next(const std::stop_token& stop)
{
    if (stop.stop_requested())
        return cancelled();
    if (m_done)
        return std::optional<TarMember>();
    if (m_hasContent) {
        if (auto skipped = skip(stop); !skipped)
            return tl::unexpected(skipped.error());
    }
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(m_reader.get(), &entry);
    if (status == ARCHIVE_EOF) {
        m_done = true;
        return std::optional<TarMember>();
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return torn(words(m_reader.get()));
    m_member = nameOf(entry);
    ++m_members;
    m_hasContent = true;
    const bool isFile = archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry);
    return std::optional(TarMember{ m_member, isFile });
}

Result<void> TarReader::skip(const std::stop_token& stop)
{
    m_hasContent = false;
    for (;;) {
        const void* data = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(m_reader.get(), &data, &size, &offset);
        if (status == ARCHIVE_EOF)
            return {};
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return torn(words(m_reader.get()));
        if (stop.stop_requested())
            return cancelled();
        if (auto over = overLimits()) {
            m_done = true;
            return tl::unexpected(*over);
        }
    }
}

Result<Bytes> TarReader::read(const std::stop_token& stop)
{
    Bytes content;
    std::array<std::byte, 64 << 10> part;
    while (m_hasContent) {
        // Not by the size that the header claims: memory grows with what is there.
        const auto got = archive_read_data(m_reader.get(), part.data(), part.size());
        if (got < 0)
            return torn(words(m_reader.get()));
        if (got == 0)
            break;
        if (stop.stop_requested())
            return cancelled();
        if (content.size() + static_cast<std::size_t>(got) > m_limits.memberBytes)
            return fail(Error::Code::Unsupported, "more than " + std::to_string(m_limits.memberBytes) + " bytes",
                "Unpack it and give the folder.");
        content.insert(content.end(), part.begin(), part.begin() + got);
        if (auto over = overLimits()) {
            m_done = true;
            return tl::unexpected(*over);
        }
    }
    m_hasContent = false;
    return content;
}

std::uint64_t TarReader::position() const
{
    return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(m_reader.get(), -1), 0));
}

} // namespace vetrina::formats
