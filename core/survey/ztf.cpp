#include "core/survey/survey_reader.h"

#include <algorithm>

// ZTF alert packets: https://zwickytransientfacility.github.io/ztf-avro-alert/

namespace vetrina::survey {

namespace {

using formats::AvroProbe;
using formats::AvroSchema;
using formats::AvroSlot;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

char bandOf(const AvroSlot& fid)
{
    switch (fid.integer().value_or(0)) {
    case 1:
        return 'g';
    case 2:
        return 'r';
    case 3:
        return 'i';
    default:
        return '?';
    }
}

/// 't' or '1'; what does not say is taken as positive.
bool isPositive(const AvroSlot& isdiffpos)
{
    const auto text = isdiffpos.text();
    return !text || (*text != "f" && *text != "0");
}

class ZtfReader : public SurveyReader {
public:
    explicit ZtfReader(const AvroSchema& schema)
        : m_probe(schema.root(),
            { "candidate", "cutoutScience.stampData", "cutoutTemplate.stampData", "cutoutDifference.stampData",
                "candid", "objectId", "candidate.candid", "candidate.jd", "candidate.ra", "candidate.dec",
                "candidate.fid", "candidate.isdiffpos", "candidate.magpsf", "candidate.sigmapsf", "candidate.drb" })
        , m_history(schema.root(), { "candidate", "prv_candidates", "fp_hists" })
        , m_detection(schema.find("candidate") ? *schema.find("candidate") : schema.root(), detectionPaths())
        , m_previous(schema, "prv_candidates", detectionPaths())
        , m_forced(
              schema, "fp_hists", { "jd", "fid", "diffmaglim", "forcediffimflux", "forcediffimfluxunc", "magzpsci" })
    {
    }

    [[nodiscard]] data::Survey survey() const override { return data::Survey::Ztf; }
    [[nodiscard]] const AvroProbe& probe() const override { return m_probe; }

    [[nodiscard]] Result<data::Candidate> candidate(std::span<const AvroSlot> slots) const override
    {
        enum { Candid = firstOwnSlot, ObjectId, OwnCandid, Jd, Ra, Dec, Fid, IsDiffPos, MagPsf, SigmaPsf, Drb };
        data::Candidate made;
        const auto id = slots[Candid].integer() ? slots[Candid].integer() : slots[OwnCandid].integer();
        if (!id)
            return fail(Error::Code::Malformed, "the alert has no candid", "Fetch the packet again.");
        made.key = { data::Survey::Ztf, *id };
        made.object = slots[ObjectId].text().value_or("");
        made.jd = numberOr(slots[Jd], nan);
        made.raDeg = numberOr(slots[Ra], nan);
        made.decDeg = numberOr(slots[Dec], nan);
        made.band = bandOf(slots[Fid]);
        made.positive = isPositive(slots[IsDiffPos]);
        made.magnitude = floatOf(slots[MagPsf]);
        made.magnitudeError = floatOf(slots[SigmaPsf]);
        made.surveyScore = floatOf(slots[Drb]);
        return made;
    }

    [[nodiscard]] Result<sky::LightCurve> lightCurve(std::span<const std::byte> record) const override
    {
        enum { Candidate, Previous, Forced, Count };
        std::array<AvroSlot, Count> slots;
        if (auto read = m_history.run(record, slots); !read)
            return tl::unexpected(std::move(read.error()));

        sky::LightCurve curve;
        std::vector<sky::Epoch>& epochs = curve.epochs;
        std::vector<std::int64_t> exposures; // of the history, in its order
        std::array<AvroSlot, detectionSlots> own;
        if (!slots[Candidate].isNull()) {
            if (auto read = m_detection.run(slots[Candidate].bytes, own); !read)
                return tl::unexpected(std::move(read.error()));
            epochs.push_back(detection(own));
        }
        const std::size_t first = epochs.size();
        const auto previous = [&](std::span<const AvroSlot> item) {
            epochs.push_back(detection(item));
            exposures.push_back(item[detectionSlots - 1].integer().value_or(0));
        };
        const auto measured = [&](std::span<const AvroSlot> item) { epochs.push_back(forced(item)); };
        if (auto read = m_previous.run(slots[Previous], previous); !read)
            return tl::unexpected(std::move(read.error()));
        curve.datedByExposure = dateByExposure(std::span(epochs).subspan(first), exposures);
        if (auto read = m_forced.run(slots[Forced], measured); !read)
            return tl::unexpected(std::move(read.error()));
        auto ordered = inOrder(std::move(epochs));
        ordered.datedByExposure = curve.datedByExposure;
        return ordered;
    }

private:
    static constexpr std::size_t detectionSlots = 8;

    static std::vector<std::string> detectionPaths()
    {
        return { "jd", "fid", "candid", "isdiffpos", "magpsf", "sigmapsf", "diffmaglim", "pid" };
    }

    /// Gives each epoch the time of its exposure where the packet writes one date over the whole history, as some
    /// brokers' archives do; false where it does not, or the exposures can't tell.
    ///
    /// A pid is NNNNffffffCCC: the night since 2017-01-01 UT, the millionths of that UT day, the readout channel. On every
    /// epoch of the packets that date each, it is within 1e-5 day of the jd (held by the tests on real packets).
    static bool dateByExposure(std::span<sky::Epoch> history, std::span<const std::int64_t> exposures)
    {
        constexpr double firstNight = 2457754.5;
        constexpr std::int64_t channels = 1000, fractions = 1'000'000, night = channels * fractions;
        const auto differ = [](const auto& values) {
            return std::ranges::any_of(values, [&](const auto& value) { return value != values.front(); });
        };
        std::vector<double> dates, own;
        for (std::size_t i = 0; i < history.size(); ++i) {
            own.push_back(history[i].jd);
            dates.push_back(firstNight + static_cast<double>(exposures[i] / night)
                + static_cast<double>(exposures[i] / channels % fractions) / static_cast<double>(fractions));
        }
        if (history.size() < 2 || differ(own) || !differ(dates)
            || std::ranges::any_of(exposures, [](std::int64_t pid) { return pid < night; }))
            return false;
        for (std::size_t i = 0; i < history.size(); ++i)
            history[i].jd = dates[i];
        return true;
    }

    /// An alert, or the limit of a night without one: it has no magnitude.
    static sky::Epoch detection(std::span<const AvroSlot> slots)
    {
        enum { Jd, Fid, Candid, IsDiffPos, MagPsf, SigmaPsf, DiffMagLim };
        sky::Epoch epoch;
        epoch.jd = numberOr(slots[Jd], nan);
        epoch.band = bandOf(slots[Fid]);
        epoch.limit = floatOf(slots[DiffMagLim]);
        if (slots[MagPsf].isNull()) {
            epoch.kind = sky::Epoch::Kind::UpperLimit;
            return epoch;
        }
        epoch.alertId = slots[Candid].integer().value_or(0);
        epoch.positive = isPositive(slots[IsDiffPos]);
        epoch.magnitude = floatOf(slots[MagPsf]);
        epoch.magnitudeError = floatOf(slots[SigmaPsf]);
        return epoch;
    }

    static sky::Epoch forced(std::span<const AvroSlot> slots)
    {
        enum { Jd, Fid, DiffMagLim, Flux, FluxError, ZeroPoint };
        constexpr double notMeasured = -99998; // ZTF writes -99999
        sky::Epoch epoch;
        epoch.kind = sky::Epoch::Kind::Forced;
        epoch.jd = numberOr(slots[Jd], nan);
        epoch.band = bandOf(slots[Fid]);
        epoch.limit = floatOf(slots[DiffMagLim]);
        const double flux = numberOr(slots[Flux], nan), error = numberOr(slots[FluxError], nan);
        const double njyPerCount = std::pow(10, (abZeroPoint - numberOr(slots[ZeroPoint], nan)) / 2.5);
        if (flux > notMeasured && error > notMeasured)
            setFlux(epoch, flux * njyPerCount, error * njyPerCount, false);
        return epoch;
    }

    AvroProbe m_probe;
    AvroProbe m_history;
    AvroProbe m_detection;
    HistoryProbe m_previous;
    HistoryProbe m_forced;
};

} // namespace

std::unique_ptr<const SurveyReader> ztfReader(const AvroSchema& schema) { return std::make_unique<ZtfReader>(schema); }

} // namespace vetrina::survey
