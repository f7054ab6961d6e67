// The body of an alert, of ZTF or Rubin, and a schema that claims to be one of theirs.
#include "core/data/memory_table.h"
#include "core/survey/packet.h"

#include "tests/core/survey/small_packets.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace vetrina;
using namespace vetrina::survey;

namespace {

void readAll(const PacketDecoder& decoder, std::span<const std::byte> record)
{
    const auto packet = decoder.decode(record);
    if (packet)
        for (const ByteRange& range : packet->cutouts)
            if (range.begin + range.length > record.size())
                std::abort();
    const auto fields = decoder.fields(record);
    data::ColumnBatch batch;
    const auto appended = decoder.appendFields(record, batch);
    if (fields.has_value() != appended.has_value() || batch.rows() != 1)
        std::abort();
    if (packet && !(fields && decoder.lightCurve(record)))
        std::abort(); // what decode() takes is whole
    const auto triplet = decoder.triplet(record);
    for (const auto& stamp : triplet.stamps)
        if (stamp.plane.empty() == stamp.problem.empty())
            std::abort(); // pixels, or why there are none
    (void)decoder.stampHeader(record, data::Panel::Science);
    (void)decoder.json(record);
}

/// A schema of a survey's shape; seeds.py writes alerts of it.
std::shared_ptr<const PacketDecoder> shaped(PacketDecoders& decoders, const char* survey)
{
    const auto text = readFile(std::string(VETRINA_SOURCE_DIR "/tests/fuzz/packets/") + survey + ".json", 1 << 20);
    if (!text)
        std::abort(); // the target stays beside its sources
    return *decoders.forText(asText(*text));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static PacketDecoders decoders;
    static const auto ztf = *decoders.forText(smallZtf), lsst = *decoders.forText(smallLsst);
    static const auto shapedZtf = shaped(decoders, "ztf"), shapedLsst = shaped(decoders, "lsst");
    const auto bytes = std::as_bytes(std::span(data + 1, size - 1));
    switch (data[0] % 6) {
    case 0:
        readAll(*ztf, bytes);
        break;
    case 1:
        readAll(*lsst, bytes);
        break;
    case 2: { // a schema up to the first newline, a record behind it
        const auto text = asText(bytes);
        const auto line = text.find('\n');
        if (line == std::string_view::npos)
            break;
        const auto schema = formats::AvroSchema::parse(text.substr(0, line));
        const auto decoder = schema ? PacketDecoder::forSchema(*schema) : tl::unexpected(schema.error());
        if (decoder)
            readAll(**decoder, bytes.subspan(line + 1));
        break;
    }
    case 3:
        (void)stampOf(bytes);
        break;
    case 4:
        readAll(*shapedZtf, bytes);
        break;
    default:
        readAll(*shapedLsst, bytes);
    }
    return 0;
}
