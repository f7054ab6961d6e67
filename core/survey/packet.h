#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/column_builder.h"
#include "core/data/field_doc.h"
#include "core/formats/avro.h"
#include "core/sky/light_curve.h"

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vetrina::survey {

/// A part of a record, in bytes from its start; of length 0 where there is none.
struct ByteRange {
    std::size_t begin = 0;
    std::size_t length = 0;

    [[nodiscard]] std::span<const std::byte> of(std::span<const std::byte> record) const
    {
        return record.subspan(begin, length);
    }
    bool operator==(const ByteRange&) const = default;
};

/// What ingest needs of an alert. Everything else is read from the record's bytes when it is asked for.
struct Packet {
    data::Candidate candidate;
    ByteRange fields; ///< ZTF `candidate`, Rubin `diaSource`
    std::array<ByteRange, 3> cutouts; ///< the files as they lie in the packet (ZTF gzipped), by data::Panel
};

class SurveyReader;
class FieldPlan;

/// Reads the alerts that were written with one schema: ZTF 1.8 to 4.02 and Rubin 3.0 to 11.0, also as brokers pass
/// them on, with fields of theirs and with unions everywhere.
///
/// A field that a schema does not have, or a packet leaves null, is NaN or empty in the candidate and absent or null
/// in the fields. A record is the Avro body alone, without container or wire format (see packet_file.h). Immutable;
/// any thread. Errors of all members: Malformed with the byte and the field for records that are torn or not of the
/// schema.
///
/// ZTF: magnitude is magpsf, the survey's score drb. Rubin: the magnitude is AB, 31.4 - 2.5 log10 |psfFlux / nJy|, the
/// date midpointMjdTai (TAI) turned into UTC by the leap seconds, the score reliability; the object is diaObjectId, or
/// "SSO" and ssObjectId where the alert belongs to a Solar System object alone.
class PacketDecoder {
public:
    /// Errors: Unsupported where the schema is neither survey's.
    [[nodiscard]] static Result<std::shared_ptr<const PacketDecoder>> forSchema(
        std::shared_ptr<const formats::AvroSchema> schema);
    ~PacketDecoder();

    [[nodiscard]] data::Survey survey() const;
    [[nodiscard]] const formats::AvroSchema& schema() const { return *m_schema; }

    /// The candidate and where the rest lies, in one pass that checks the whole record and copies nothing else.
    ///
    /// Malformed also where the alert has no id, or where bytes are left over. A missing cutout is no error.
    [[nodiscard]] Result<Packet> decode(std::span<const std::byte> record) const;

    /// All numbers, texts and flags of the packet in its order. Those of the alert itself (`candidate`, `diaSource`)
    /// and of the packet's top level stand under their own names, those of other records under `diaObject.nDiaSources`;
    /// a name that both have is the alert's. Histories and cutouts are no fields.
    [[nodiscard]] Result<data::Fields> fields(std::span<const std::byte> record) const;

    /// The same as a row more of typed columns, without a copy between; integers are Int64, float is Float32. The row
    /// is there after an error too, null from where the record was torn.
    [[nodiscard]] Result<void> appendFields(std::span<const std::byte> record, data::ColumnBatch& batch) const;

    /// What the packet's own schema says of its fields, by their names as in fields(); those it says nothing of are
    /// empty but for their type.
    [[nodiscard]] std::vector<std::pair<std::string, data::FieldDoc>> writersDocs() const;

    /// The alert itself, its history, upper limits and forced photometry, in order of time; what has no date is left
    /// out.
    ///
    /// ZTF: forced fluxes are turned into nJy by their magzpsci, its -99999 for "not measured" into NaN. Rubin: limits
    /// are five times diaNoise. A forced epoch has a magnitude where its flux is 3 sigma or more either way.
    [[nodiscard]] Result<sky::LightCurve> lightCurve(std::span<const std::byte> record) const;

    /// The three cutouts. A missing or torn one, or a torn record, is no error: its stamp says the problem.
    [[nodiscard]] data::Triplet triplet(std::span<const std::byte> record) const;

    /// The FITS header of a cutout, cards of 80 characters: what sky::Wcs::fromHeader() takes; ZTF's have no WCS.
    /// Errors: NotFound where the cutout is missing; Malformed where it is torn.
    [[nodiscard]] Result<std::string> stampHeader(std::span<const std::byte> record, data::Panel panel) const;

    /// The whole packet as JSON, for looking at.
    [[nodiscard]] Result<std::string> json(std::span<const std::byte> record) const;

private:
    explicit PacketDecoder(std::shared_ptr<const formats::AvroSchema> schema);

    std::shared_ptr<const formats::AvroSchema> m_schema;
    std::unique_ptr<const SurveyReader> m_reader;
    std::unique_ptr<const FieldPlan> m_fields;
};

/// A decoder a schema, kept. Any thread.
class PacketDecoders {
public:
    /// Errors: those of AvroSchema::parse() and of PacketDecoder::forSchema().
    [[nodiscard]] Result<std::shared_ptr<const PacketDecoder>> forText(std::string_view schema);
    [[nodiscard]] Result<std::shared_ptr<const PacketDecoder>> forSchema(
        const std::shared_ptr<const formats::AvroSchema>& schema);

    /// The compiled schemas, for AvroContainer::open().
    [[nodiscard]] formats::AvroSchemaCache& schemas() { return m_schemas; }

private:
    static constexpr std::size_t capacity = 256;

    formats::AvroSchemaCache m_schemas;
    std::mutex m_mutex; ///< guards the decoders
    std::unordered_map<std::uint64_t, std::shared_ptr<const PacketDecoder>> m_decoders; ///< by fingerprint
};

/// One cutout from its file's bytes: FITS, gzipped or not, first image. Where that fails the stamp says why. Any
/// thread.
[[nodiscard]] data::Stamp stampOf(std::span<const std::byte> file);

} // namespace vetrina::survey
