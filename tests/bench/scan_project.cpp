#include "scan_project.h"

#include "core/formats/avro_container.h"
#include "core/survey/packet.h"
#include "million.h"

#include <algorithm>

using namespace vetrina;
namespace fs = std::filesystem;

namespace {

/// A long as Avro writes it: zigzag, seven bits a byte.
Bytes avroLong(std::int64_t value)
{
    auto left = static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
    Bytes bytes;
    for (; left > 127; left >>= 7)
        bytes.push_back(static_cast<std::byte>((left & 127) | 128));
    bytes.push_back(static_cast<std::byte>(left));
    return bytes;
}

} // namespace

Result<RealPackets> RealPackets::read(const fs::path& folder)
{
    RealPackets all;
    survey::PacketDecoders decoders;
    std::vector<fs::path> files;
    std::error_code why;
    for (const auto& entry : fs::directory_iterator(folder, why))
        if (entry.path().extension() == ".avro")
            files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& path : files) {
        auto bytes = readFile(path);
        if (!bytes)
            return tl::unexpected(bytes.error());
        Packet packet;
        packet.file = std::move(*bytes);
        auto container = formats::AvroContainer::open(path.string(), packet.file, decoders.schemas());
        if (!container)
            return tl::unexpected(container.error());
        const auto record = container->next();
        if (!record || !*record)
            return fail(Error::Code::Malformed, path.string() + ": no record");
        if (all.m_schema.empty())
            all.m_schema = container->schema()->text();
        if (container->schema()->text() != all.m_schema || container->codec() != "null")
            continue;
        const auto decoder = decoders.forSchema(container->schema());
        const auto decoded = decoder ? (*decoder)->decode((*record)->bytes) : tl::unexpected(decoder.error());
        if (!decoded)
            return tl::unexpected(decoded.error());
        packet.begin = static_cast<std::size_t>((*record)->bytes.data() - packet.file.data());
        packet.length = (*record)->bytes.size();
        packet.candid = decoded->candidate.key.id;
        const auto written = avroLong(packet.candid);
        for (auto at = packet.file.begin() + static_cast<std::ptrdiff_t>(packet.begin);; ++at) {
            at = std::search(at, packet.file.end(), written.begin(), written.end());
            if (at == packet.file.end())
                break;
            packet.candidAt.push_back(static_cast<std::size_t>(at - packet.file.begin()));
        }
        all.m_packets.push_back(std::move(packet));
    }
    if (all.m_packets.empty())
        return fail(Error::Code::NotFound, folder.string() + ": no packets");
    return all;
}

std::vector<Bytes> RealPackets::records() const
{
    std::vector<Bytes> records;
    for (const auto& packet : m_packets) {
        const auto from = packet.file.begin() + static_cast<std::ptrdiff_t>(packet.begin);
        records.emplace_back(from, from + static_cast<std::ptrdiff_t>(packet.length));
    }
    return records;
}

Result<void> RealPackets::write(const fs::path& folder, std::int64_t copy) const
{
    std::error_code why;
    fs::create_directories(folder, why);
    for (std::size_t i = 0; i < m_packets.size(); ++i) {
        const auto& packet = m_packets[i];
        const auto is = avroLong(packet.candid + copy * 100'000'000'000'000);
        if (is.size() != avroLong(packet.candid).size())
            return fail(Error::Code::Internal, "another candid takes another number of bytes");
        auto bytes = packet.file;
        for (const auto at : packet.candidAt)
            std::ranges::copy(is, bytes.begin() + static_cast<std::ptrdiff_t>(at));
        // Not replaceFile(): what is synced here would be measured there.
        FILE* out = std::fopen((folder / (std::to_string(i) + ".avro")).c_str(), "wb");
        const bool written = out && std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
        if (!out || std::fclose(out) != 0 || !written)
            return fail(Error::Code::Io, folder.string() + ": can't be written");
    }
    return {};
}

Result<void> makeScanProject(const fs::path& folder, const RealPackets& packets, std::int64_t rows)
{
    auto project = store::Project::create(folder);
    if (!project)
        return tl::unexpected(project.error());
    auto records = packets.records();
    {
        // What a writer finds behind the last commit it uses again, as often as somebody adds it.
        auto pack = store::Pack::open(project->pack(), store::Mode::ReadWrite);
        if (!pack)
            return tl::unexpected(pack.error());
        if (auto begun = pack->recover(0); !begun)
            return begun;
        for (const auto& record : records)
            if (auto added = pack->append(record); !added)
                return tl::unexpected(added.error());
        if (auto synced = pack->sync(); !synced)
            return synced;
    }
    auto writer = store::CatalogueWriter::open(*project);
    if (!writer)
        return tl::unexpected(writer.error());
    SyntheticNight night(std::move(records), packets.schema());
    for (auto row = (*writer)->rows(); row < rows; row += 5000)
        if (auto added = night.add(**writer, row, std::min(row + 5000, rows)); !added)
            return tl::unexpected(added.error());
    return {};
}
