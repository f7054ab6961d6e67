#include "core/sky/time.h"
#include "core/survey/survey_reader.h"

// Rubin alert packets: https://github.com/lsst/alert_packet and the DPDD (LSE-163).

namespace vetrina::survey {

namespace {

using formats::AvroProbe;
using formats::AvroSchema;
using formats::AvroSlot;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double jdOf(const AvroSlot& mjdTai)
{
    const auto mjd = mjdTai.number();
    return mjd ? sky::jdUtcOfMjdTai(*mjd) : nan;
}

char bandOf(const AvroSlot& band)
{
    const auto text = band.text();
    return text && text->size() == 1 && std::string_view("ugrizy").find((*text)[0]) != std::string_view::npos
        ? (*text)[0]
        : '?';
}

class LsstReader : public SurveyReader {
public:
    explicit LsstReader(const AvroSchema& schema)
        : m_probe(schema.root(),
            { "diaSource", "cutoutScience", "cutoutTemplate", "cutoutDifference", "diaSource.diaSourceId",
                "diaSource.diaObjectId", "diaSource.ssObjectId", "diaSource.midpointMjdTai", "diaSource.midPointTai",
                "diaSource.ra", "diaSource.decl", "diaSource.dec", "diaSource.band", "diaSource.filterName",
                "diaSource.psfFlux", "diaSource.psFlux", "diaSource.psfFluxErr", "diaSource.psFluxErr",
                "diaSource.isNegative", "diaSource.reliability" })
        , m_history(schema.root(), { "diaSource", "prvDiaSources", "prvDiaForcedSources", "prvDiaNondetectionLimits" })
        , m_detection(schema.find("diaSource") ? *schema.find("diaSource") : schema.root(), fluxPaths())
        , m_previous(schema, "prvDiaSources", fluxPaths())
        , m_forced(schema, "prvDiaForcedSources", fluxPaths())
        , m_limits(
              schema, "prvDiaNondetectionLimits", { "midpointMjdTai", "midPointTai", "band", "filterName", "diaNoise" })
    {
    }

    [[nodiscard]] data::Survey survey() const override { return data::Survey::Lsst; }
    [[nodiscard]] const AvroProbe& probe() const override { return m_probe; }

    [[nodiscard]] Result<data::Candidate> candidate(std::span<const AvroSlot> slots) const override
    {
        enum {
            Id = firstOwnSlot,
            Object,
            SsObject,
            Mjd,
            OldMjd,
            Ra,
            OldDec,
            Dec,
            Band,
            OldBand,
            Flux,
            OldFlux,
            FluxError,
            OldFluxError,
            IsNegative,
            Reliability
        };
        const auto id = slots[Id].integer();
        if (!id)
            return fail(Error::Code::Malformed, "the alert has no diaSourceId", "Fetch the packet again.");
        data::Candidate made;
        made.key = { data::Survey::Lsst, *id };
        if (const auto object = slots[Object].integer().value_or(0))
            made.object = std::to_string(object);
        else if (const auto body = slots[SsObject].integer().value_or(0))
            made.object = "SSO" + std::to_string(body);
        made.jd = jdOf(either(slots[Mjd], slots[OldMjd]));
        made.raDeg = numberOr(slots[Ra], nan);
        made.decDeg = numberOr(either(slots[Dec], slots[OldDec]), nan);
        made.band = bandOf(either(slots[Band], slots[OldBand]));
        sky::Epoch epoch;
        epoch.positive = !slots[IsNegative].boolean().value_or(false);
        setFlux(epoch, numberOr(either(slots[Flux], slots[OldFlux]), nan),
            numberOr(either(slots[FluxError], slots[OldFluxError]), nan), true);
        made.positive = epoch.positive;
        made.magnitude = epoch.magnitude;
        made.magnitudeError = epoch.magnitudeError;
        made.surveyScore = floatOf(slots[Reliability]);
        return made;
    }

    [[nodiscard]] Result<sky::LightCurve> lightCurve(std::span<const std::byte> record) const override
    {
        enum { Own, Previous, Forced, Limits, Count };
        std::array<AvroSlot, Count> slots;
        if (auto read = m_history.run(record, slots); !read)
            return tl::unexpected(std::move(read.error()));

        std::vector<sky::Epoch> epochs;
        std::array<AvroSlot, fluxSlots> own;
        if (!slots[Own].isNull()) {
            if (auto read = m_detection.run(slots[Own].bytes, own); !read)
                return tl::unexpected(std::move(read.error()));
            epochs.push_back(measured(own, sky::Epoch::Kind::Detection));
        }
        const auto alertId = epochs.empty() ? 0 : epochs.front().alertId;
        const auto previous = [&](std::span<const AvroSlot> item) {
            auto epoch = measured(item, sky::Epoch::Kind::Detection);
            if (epoch.alertId != alertId || alertId == 0) // some histories hold the alert itself
                epochs.push_back(epoch);
        };
        const auto forced = [&](std::span<const AvroSlot> item) {
            epochs.push_back(measured(item, sky::Epoch::Kind::Forced));
        };
        const auto limit = [&](std::span<const AvroSlot> item) { epochs.push_back(limitOf(item)); };
        if (auto read = m_previous.run(slots[Previous], previous); !read)
            return tl::unexpected(std::move(read.error()));
        if (auto read = m_forced.run(slots[Forced], forced); !read)
            return tl::unexpected(std::move(read.error()));
        if (auto read = m_limits.run(slots[Limits], limit); !read)
            return tl::unexpected(std::move(read.error()));
        return inOrder(std::move(epochs));
    }

private:
    static constexpr std::size_t fluxSlots = 9;

    static std::vector<std::string> fluxPaths()
    {
        return { "diaSourceId", "midpointMjdTai", "midPointTai", "band", "filterName", "psfFlux", "psFlux",
            "psfFluxErr", "psFluxErr" };
    }

    /// The field under today's name, or under that of schemas before 5.
    static const AvroSlot& either(const AvroSlot& now, const AvroSlot& before) { return now.isAbsent() ? before : now; }

    static sky::Epoch measured(std::span<const AvroSlot> slots, sky::Epoch::Kind kind)
    {
        enum { Id, Mjd, OldMjd, Band, OldBand, Flux, OldFlux, FluxError, OldFluxError };
        sky::Epoch epoch;
        epoch.kind = kind;
        epoch.jd = jdOf(either(slots[Mjd], slots[OldMjd]));
        epoch.band = bandOf(either(slots[Band], slots[OldBand]));
        epoch.alertId = slots[Id].integer().value_or(0);
        setFlux(epoch, numberOr(either(slots[Flux], slots[OldFlux]), nan),
            numberOr(either(slots[FluxError], slots[OldFluxError]), nan), kind == sky::Epoch::Kind::Detection);
        return epoch;
    }

    static sky::Epoch limitOf(std::span<const AvroSlot> slots)
    {
        enum { Mjd, OldMjd, Band, OldBand, Noise };
        sky::Epoch epoch;
        epoch.kind = sky::Epoch::Kind::UpperLimit;
        epoch.jd = jdOf(either(slots[Mjd], slots[OldMjd]));
        epoch.band = bandOf(either(slots[Band], slots[OldBand]));
        const double noise = numberOr(slots[Noise], nan);
        if (noise > 0)
            epoch.limit = static_cast<float>(abZeroPoint - 2.5 * std::log10(5 * noise));
        return epoch;
    }

    AvroProbe m_probe;
    AvroProbe m_history;
    AvroProbe m_detection;
    HistoryProbe m_previous;
    HistoryProbe m_forced;
    HistoryProbe m_limits;
};

} // namespace

std::unique_ptr<const SurveyReader> lsstReader(const AvroSchema& schema)
{
    return std::make_unique<LsstReader>(schema);
}

} // namespace vetrina::survey
