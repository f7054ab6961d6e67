#include "core/session/packet_batch.h"

#include "core/formats/avro_container.h"
#include "core/formats/confluent.h"
#include "core/survey/packet.h"

namespace vetrina::session {

namespace {

/// Fills a batch, file by file.
class Decoding {
public:
    Decoding(PacketBatch& batch, SchemaShelf& schemas, bool checkStamps)
        : m_batch(batch)
        , m_schemas(schemas)
        , m_checkStamps(checkStamps)
    {
    }

    void take(const PacketFile& file, std::span<const std::byte> bytes);
    void refuse(const PacketFile& file, std::int64_t number, const Error& error);

private:
    void takeContainer(const PacketFile& file, std::span<const std::byte> bytes);
    void takeBody(const PacketFile& file, std::span<const std::byte> bytes);
    /// One record; `owned` where its bytes go with the next one and must be kept.
    void takeRecord(const PacketFile& file, std::int64_t number, std::span<const std::byte> record, bool owned,
        const std::shared_ptr<const formats::AvroSchema>& schema);
    void checkStamps(const PacketFile& file, std::int64_t number, const survey::PacketDecoder& decoder,
        std::span<const std::byte> record);

    PacketBatch& m_batch;
    SchemaShelf& m_schemas;
    const bool m_checkStamps;
};

void Decoding::refuse(const PacketFile& file, std::int64_t number, const Error& error)
{
    // The file and member stand beside the reason, so they need not stand in it as well.
    std::string reason = error.message;
    if (const auto name = file.item.name() + ": "; reason.starts_with(name))
        reason.erase(0, name.size());
    m_batch.refusals.push_back({ file.item.file.string(), file.item.member, number, std::move(reason) });
}

void Decoding::take(const PacketFile& file, std::span<const std::byte> bytes)
{
    if (bytes.empty()) {
        ++m_batch.read;
        refuse(file, 0, { Error::Code::Malformed, "the file is empty", "" });
    } else if (formats::AvroContainer::begins(bytes)) {
        takeContainer(file, bytes);
    } else {
        ++m_batch.read;
        takeBody(file, bytes);
    }
}

void Decoding::takeContainer(const PacketFile& file, std::span<const std::byte> whole)
{
    auto container = formats::AvroContainer::open(file.item.name(), whole, m_schemas.cache());
    if (!container) {
        ++m_batch.read;
        refuse(file, 0, container.error());
        return;
    }
    const auto* begin = whole.data();
    const auto* end = begin + whole.size();
    std::int64_t number = 0;
    while (true) {
        auto record = container->next();
        if (record && !*record)
            return;
        ++m_batch.read;
        if (!record) {
            refuse(file, number, record.error());
            continue;
        }
        number = static_cast<std::int64_t>((*record)->number);
        const auto bytes = (*record)->bytes;
        const bool inFile = bytes.data() >= begin && bytes.data() < end;
        takeRecord(file, number, bytes, !inFile, container->schema());
        ++number;
    }
}

void Decoding::takeBody(const PacketFile& file, std::span<const std::byte> bytes)
{
    // A message in Confluent's wire format begins with a zero and its schema's number, but so may a bare body: it is
    // taken for a message where that schema is here, for a body where one stands beside it, and for neither else.
    const auto message = formats::confluentMessage(bytes);
    if (message) {
        const auto named = m_schemas.registered(message->schemaId, file.item);
        if (named)
            return takeRecord(file, 0, message->body, false, *named);
        if (named.error().code != Error::Code::NotFound)
            return refuse(file, 0, named.error());
    }
    auto beside = m_schemas.beside(file.item);
    if (beside)
        return takeRecord(file, 0, bytes, false, *beside);
    if (message && beside.error().code == Error::Code::NotFound)
        beside.error().message +=
            "; as a Confluent message it names schema " + std::to_string(message->schemaId) + ", which is not here";
    refuse(file, 0, beside.error());
}

void Decoding::takeRecord(const PacketFile& file, std::int64_t number, std::span<const std::byte> record, bool owned,
    const std::shared_ptr<const formats::AvroSchema>& schema)
{
    const auto decoder = m_schemas.decoders().forSchema(schema);
    if (!decoder)
        return refuse(file, number, decoder.error());
    auto packet = (*decoder)->decode(record);
    if (!packet)
        return refuse(file, number, packet.error());
    if (owned)
        record = m_batch.unpacked.emplace_back(record.begin(), record.end());
    if (const auto appended = (*decoder)->appendFields(record, m_batch.fields); !appended)
        refuse(file, number, appended.error()); // the row stands there, null from where the record was torn
    m_batch.packets.push_back({ std::move(packet->candidate), record, schema });
    if (m_checkStamps)
        checkStamps(file, number, **decoder, record);
}

void Decoding::checkStamps(const PacketFile& file, std::int64_t number, const survey::PacketDecoder& decoder,
    std::span<const std::byte> record)
{
    const auto triplet = decoder.triplet(record);
    for (const auto panel : data::panels)
        if (!triplet[panel].problem.empty()) {
            ++m_batch.tornStamps;
            m_batch.tornList.push_back({ file.item.file.string(), file.item.member, number,
                std::string(data::name(panel)) + " cutout: " + triplet[panel].problem });
        }
}

} // namespace

Result<PacketBatch> decodePackets(
    std::vector<PacketFile> files, SchemaShelf& schemas, BufferPool& memory, bool checkStamps, std::stop_token stop)
{
    PacketBatch batch;
    batch.files = std::move(files);
    Decoding decoding(batch, schemas, checkStamps);
    std::uint64_t wanted = 0;
    for (const auto& file : batch.files)
        wanted += file.isRead ? 0 : file.item.size;
    if (wanted > 0)
        batch.memory = memory.take(static_cast<std::size_t>(wanted));
    auto room = batch.memory ? batch.memory->bytes() : std::span<std::byte>();
    for (auto& file : batch.files) {
        if (stop.stop_requested())
            return cancelled();
        if (file.isRead) {
            decoding.take(file, file.bytes);
            continue;
        }
        const auto bytes = formats::readItem(file.item, room, file.bytes);
        if (!bytes) {
            decoding.refuse(file, 0, bytes.error());
            continue;
        }
        if (bytes->data() == room.data())
            room = room.subspan(bytes->size());
        decoding.take(file, *bytes);
    }
    return batch;
}

} // namespace vetrina::session
