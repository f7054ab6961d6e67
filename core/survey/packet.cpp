#include "core/survey/packet.h"

#include "core/survey/field_docs.h"
#include "core/survey/field_plan.h"
#include "core/survey/survey_reader.h"

#include <algorithm>

namespace vetrina::survey {

namespace {

using formats::AvroSlot;
using formats::AvroType;

constexpr const char* fetchAgain = "The packet is damaged or its schema is another's; fetch it again.";

ByteRange rangeOf(std::span<const std::byte> record, std::span<const std::byte> part)
{
    return { static_cast<std::size_t>(part.data() - record.data()), part.size() };
}

ByteRange cutoutRange(std::span<const std::byte> record, const AvroSlot& slot)
{
    const auto content = slot.content();
    return content && !content->empty() ? rangeOf(record, *content) : ByteRange();
}

data::FieldValue valueOf(const AvroSlot& slot)
{
    if (const auto text = slot.text())
        return std::string(*text);
    if (const auto flag = slot.boolean())
        return *flag;
    if (const auto whole = slot.integer())
        return *whole;
    if (const auto number = slot.number())
        return *number;
    return {};
}

void append(const AvroSlot& slot, data::ColumnBuilder& column)
{
    switch (slot.type->kind) {
    case AvroType::Kind::Boolean:
        return column.append(*slot.boolean());
    case AvroType::Kind::Int:
    case AvroType::Kind::Long:
        return column.append(*slot.integer());
    case AvroType::Kind::Float:
        return column.append(static_cast<float>(*slot.number()));
    case AvroType::Kind::Double:
        return column.append(*slot.number());
    case AvroType::Kind::String:
    case AvroType::Kind::Enum:
        return column.append(*slot.text());
    default:
        return; // null, or a branch that is no field
    }
}

std::string_view typeName(data::Column::Type type)
{
    switch (type) {
    case data::Column::Type::Bool:
        return "boolean";
    case data::Column::Type::Int64:
        return "long";
    case data::Column::Type::Float32:
        return "float";
    case data::Column::Type::Float64:
        return "double";
    case data::Column::Type::Text:
        return "string";
    }
    return {};
}

bool hasRecord(const formats::AvroSchema& schema, std::string_view name)
{
    const AvroType* type = schema.find(name);
    return type && type->kind == AvroType::Kind::Record;
}

} // namespace

PacketDecoder::PacketDecoder(std::shared_ptr<const formats::AvroSchema> schema)
    : m_schema(std::move(schema))
{
}

PacketDecoder::~PacketDecoder() = default;

Result<std::shared_ptr<const PacketDecoder>> PacketDecoder::forSchema(std::shared_ptr<const formats::AvroSchema> schema)
{
    std::shared_ptr<PacketDecoder> decoder(new PacketDecoder(schema));
    if (hasRecord(*schema, "candidate"))
        decoder->m_reader = ztfReader(*schema);
    else if (hasRecord(*schema, "diaSource"))
        decoder->m_reader = lsstReader(*schema);
    else
        return fail(Error::Code::Unsupported,
            "the schema of a " + formats::describe(schema->root()) + " is neither ZTF's nor Rubin's",
            "Give alert packets of ZTF (with a record 'candidate') or Rubin ('diaSource').");
    const bool ztf = decoder->survey() == data::Survey::Ztf;
    decoder->m_fields = std::make_unique<FieldPlan>(*schema, ztf ? "candidate" : "diaSource");
    return decoder;
}

data::Survey PacketDecoder::survey() const { return m_reader->survey(); }

Result<Packet> PacketDecoder::decode(std::span<const std::byte> record) const
{
    std::array<AvroSlot, SurveyReader::mostSlots> room;
    const auto slots = std::span(room).first(m_reader->probe().size());
    const auto size = m_reader->probe().run(record, slots);
    if (!size)
        return tl::unexpected(size.error());
    if (*size != record.size())
        return fail(Error::Code::Malformed,
            "byte " + std::to_string(*size) + ": " + std::to_string(record.size() - *size)
                + " bytes more than the schema has fields for",
            fetchAgain);
    if (slots[SurveyReader::ownRecord].isNull())
        return fail(Error::Code::Malformed, "the alert's own record is null", fetchAgain);

    Packet packet;
    auto candidate = m_reader->candidate(slots);
    if (!candidate)
        return tl::unexpected(std::move(candidate.error()));
    packet.candidate = std::move(*candidate);
    packet.fields = rangeOf(record, slots[SurveyReader::ownRecord].bytes);
    for (const data::Panel panel : data::panels) {
        const auto i = static_cast<std::size_t>(panel);
        packet.cutouts[i] = cutoutRange(record, slots[SurveyReader::cutouts + i]);
    }
    return packet;
}

Result<data::Fields> PacketDecoder::fields(std::span<const std::byte> record) const
{
    data::Fields fields;
    fields.reserve(m_fields->leaves().size());
    auto walked = m_fields->walk(record, [&](std::size_t leaf, const AvroSlot& slot) {
        fields.emplace_back(m_fields->leaves()[leaf].name, valueOf(slot));
    });
    if (!walked)
        return tl::unexpected(std::move(walked.error()));
    return fields;
}

Result<void> PacketDecoder::appendFields(std::span<const std::byte> record, data::ColumnBatch& batch) const
{
    auto walked = m_fields->walk(record, [&](std::size_t leaf, const AvroSlot& slot) {
        const auto& column = m_fields->leaves()[leaf];
        append(slot, batch.at(batch.column(column.name, column.type)));
    });
    batch.endRow();
    return walked;
}

std::vector<std::pair<std::string, data::FieldDoc>> PacketDecoder::writersDocs() const
{
    std::vector<std::pair<std::string, data::FieldDoc>> docs;
    docs.reserve(m_fields->leaves().size());
    for (const auto& leaf : m_fields->leaves())
        docs.emplace_back(leaf.name, fieldDocOf(leaf.field->doc, std::string(typeName(leaf.type))));
    return docs;
}

Result<sky::LightCurve> PacketDecoder::lightCurve(std::span<const std::byte> record) const
{
    return m_reader->lightCurve(record);
}

data::Triplet PacketDecoder::triplet(std::span<const std::byte> record) const
{
    data::Triplet triplet;
    const auto packet = decode(record);
    for (const data::Panel panel : data::panels) {
        if (packet)
            triplet[panel] = stampOf(packet->cutouts[static_cast<std::size_t>(panel)].of(record));
        else
            triplet[panel].problem = packet.error().message;
    }
    return triplet;
}

Result<std::string> PacketDecoder::json(std::span<const std::byte> record) const
{
    auto value = formats::readAvro(m_schema->root(), record);
    if (!value)
        return tl::unexpected(std::move(value.error()));
    return formats::toJson(*value);
}

Result<std::shared_ptr<const PacketDecoder>> PacketDecoders::forText(std::string_view schema)
{
    auto compiled = m_schemas.get(schema);
    if (!compiled)
        return tl::unexpected(std::move(compiled.error()));
    return forSchema(*compiled);
}

Result<std::shared_ptr<const PacketDecoder>> PacketDecoders::forSchema(
    const std::shared_ptr<const formats::AvroSchema>& schema)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_decoders.find(schema->fingerprint());
        if (found != m_decoders.end() && found->second->schema().text() == schema->text())
            return found->second;
    }
    auto decoder = PacketDecoder::forSchema(schema);
    if (!decoder)
        return decoder;
    const std::scoped_lock lock(m_mutex);
    if (m_decoders.size() >= capacity) // a folder of schemas made to fill the memory
        m_decoders.clear();
    m_decoders.insert_or_assign(schema->fingerprint(), *decoder);
    return decoder;
}

} // namespace vetrina::survey
