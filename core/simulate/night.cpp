#include "core/simulate/night.h"

#include "core/base/paths.h"
#include "core/simulate/arithmetic.h"
#include "core/simulate/packet.h"
#include "core/simulate/streams.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>

namespace vetrina::simulate {

namespace {

/// How often each kind comes, alert by alert. A real night has more variable stars and fewer novae: nobody would learn
/// from that.
constexpr std::array<double, kinds> shares{ 12, 2, 5, 26, 8, 13, 4, 5, 8, 2, 3, 3, 4, 2, 3 };

/// Alerts that a quadrant of a field has on average: enough that its coordinates can be fitted.
constexpr int alertsOfQuadrant = 6, quadrantsOfField = 4;

constexpr std::uint32_t mostAttempts = 16;
/// Scenes that are drawn for an object before it is said to be impossible.
constexpr std::uint64_t mostScenes = 64;

std::uint64_t mixed(std::uint64_t seed, std::uint64_t night)
{
    const auto block =
        philox({ static_cast<std::uint32_t>(night), static_cast<std::uint32_t>(night >> 32), 0x76657472, 1 },
            { static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32) });
    return static_cast<std::uint64_t>(block[0]) << 32 | block[1];
}

/// "SIM25aaaaaab": seven letters as the survey counts them, from a place of the seed's own.
std::string objectName(std::uint64_t seed, int night, std::uint64_t object)
{
    constexpr std::uint64_t all = 8'031'810'176; // 26^7
    std::uint64_t left = (seed % 456'976 * 17'576 + object) % all;
    std::string letters(7, 'a');
    for (auto at = letters.rbegin(); at != letters.rend(); ++at, left /= 26)
        *at = static_cast<char>('a' + left % 26);
    const int year = 17 + static_cast<int>((night + 0.5) / 365.25);
    return "SIM" + std::to_string(year % 100) + letters;
}

/// How far over the limit: ZTF's alerts are 1.1 magnitudes over it in the median, artefacts somewhat more.
double overLimit(Kind kind, Random& random)
{
    switch (kind) {
    case Kind::Nova:
        return 0.2 + random.waiting(2.2);
    case Kind::NoisePeak:
    case Kind::Ghost:
    case Kind::Edge:
    case Kind::Streak:
        return 0.1 + random.waiting(0.35);
    case Kind::HotColumn:
        return 0.1 + random.waiting(0.6);
    default:
        return 0.1 + random.waiting(1.05);
    }
}

/// Whether the pipeline issues such an alert: 5 sigma, and no more negative pixels or elongation than it lets pass.
bool passes(const Measured& found)
{
    return found.signalToNoise() > 5 && found.scorr > 5 && found.negative <= 13 && found.fwhm < 7
        && found.apertureFlux > 0 && found.bigFlux > 0 && found.longAxis / found.shortAxis < 2.2;
}

/// Where on the chip an object lies.
struct Spot {
    double column = 0, row = 0;
    bool isFixed = false; ///< to the chip, not to the sky
};

Spot drawSpot(Kind kind, Random& random)
{
    // The mosaic's own border is seldom in a stamp: the reference does not reach there everywhere.
    Spot spot{ random.uniform(60, chipColumns - 61), random.uniform(60, chipRows - 61),
        kind == Kind::Edge ? random.chance(0.5) : random.chance(0.003) };
    if (spot.isFixed)
        (random.chance(0.5) ? spot.column : spot.row) = random.uniform(7, 30);
    return spot;
}

/// Where the detections before this night were measured: off by a tenth of an arcsecond, faint ones by more.
void place(History& history, std::uint64_t seed, std::uint64_t object, const Spot& spot, const Exposure& exposure)
{
    Random random(seed, object, 0, stream::positions);
    for (PastVisit& past : history.visits)
        if (past.detected) {
            const double off = std::hypot(0.09 / pixelArcsec, 0.4 * exposure.psf.fwhmPx * past.error);
            past.place = placeOf(exposure.field, spot.column + random.normal(0, off), spot.row + random.normal(0, off));
        }
}

/// Tries until the pipeline would issue it, brighter or fainter each time; nothing where it never does.
std::optional<Night::Visit> visitOf(std::uint64_t seed, std::uint64_t object, std::uint32_t number, const Scene& scene,
    const Exposure& exposure, const Spot& spot)
{
    Night::Visit visit;
    visit.exposure = exposure;
    const double x = spot.column + (spot.isFixed ? 0 : exposure.offsetX);
    const double y = spot.row + (spot.isFixed ? 0 : exposure.offsetY);
    visit.column = static_cast<int>(std::floor(x + 0.5));
    visit.row = static_cast<int>(std::floor(y + 0.5));
    double strength = 1;
    for (std::uint32_t attempt = 0; attempt < mostAttempts; ++attempt) {
        visit.stamps = makeStamps({ seed, object, number, attempt }, scene, exposure, stampMiddle + x - visit.column,
            stampMiddle + y - visit.row, strength);
        visit.measured = measure(visit.stamps);
        if (passes(visit.measured))
            return visit;
        strength *= visit.measured.signalToNoise() < 5 ? 1.15 : 0.93;
    }
    return std::nullopt;
}

} // namespace

Result<Night> Night::plan(const NightOptions& options)
{
    if (options.night < 1 || options.night > lastNight)
        return fail(Error::Code::WrongUse, "night " + std::to_string(options.night) + " is none",
            "Give a night from 1 to " + std::to_string(lastNight) + ".");
    if (options.count < 1 || options.count > 1'000'000)
        return fail(Error::Code::WrongUse, std::to_string(options.count) + " candidates can't be made",
            "Give a number from 1 to 1000000.");
    const auto file = paths::share() / "resources" / "surveys" / "ztf_alert_4.02.avsc";
    const auto text = readFile(file, 1 << 20);
    if (!text)
        return tl::unexpected(text.error());
    auto schema = formats::AvroSchema::parse(asText(*text));
    if (!schema)
        return tl::unexpected(at(file.string(), schema.error()));

    Night night;
    night.m_options = options;
    night.m_schema = std::move(*schema);
    night.m_seed = mixed(options.seed, static_cast<std::uint64_t>(options.night));
    night.m_fields = std::clamp(options.count / (alertsOfQuadrant * quadrantsOfField), 4, 500);
    Random random(night.m_seed, 0, 0, stream::plan);
    for (int made = 0; made < options.count;) {
        Planned object;
        object.kind = static_cast<Kind>(random.pick(shares));
        object.field = random.below(night.m_fields);
        object.quadrant = (object.field * 7 + random.below(quadrantsOfField) * 17) % 64;
        const bool again = isReal(object.kind) && object.kind != Kind::Asteroid && random.chance(0.2);
        object.visits = std::min(again ? 2 : 1, options.count - made);
        made += object.visits;
        night.m_objects.push_back(object);
    }
    return night;
}

std::array<int, kinds> Night::classes() const
{
    std::array<int, kinds> counts{};
    for (const Planned& object : m_objects)
        counts[static_cast<std::size_t>(object.kind)] += object.visits;
    return counts;
}

Result<std::vector<SimulatedAlert>> Night::object(int index) const
{
    const Planned& planned = m_objects.at(static_cast<std::size_t>(index));
    const auto number = static_cast<std::uint64_t>(index);
    const int nid = nightsBefore + m_options.night;
    const FieldOfView field = fieldOfView(m_seed, nid, planned.field, planned.quadrant);
    for (std::uint64_t drawing = 0; drawing < mostScenes; ++drawing) {
        const std::uint64_t seed = drawing == 0 ? m_seed : mixed(m_seed, drawing);
        Random random(seed, number, 0, stream::object);
        const int firstVisit = random.below(4 - planned.visits); // of three a night
        const Exposure first = exposureOf(m_seed, nid, field, firstVisit);
        const double magnitude = std::max(13.4, first.limit - overLimit(planned.kind, random));
        const Scene scene = makeScene(seed, number, planned.kind, magnitude, first);
        const Spot spot = drawSpot(planned.kind, random);
        std::vector<Visit> visits;
        for (int i = 0; i < planned.visits; ++i) {
            const Exposure exposure = exposureOf(m_seed, nid, field, firstVisit + i);
            auto visit = visitOf(seed, number, static_cast<std::uint32_t>(i), scene, exposure, spot);
            if (!visit)
                break;
            visits.push_back(std::move(*visit));
        }
        if (visits.size() == static_cast<std::size_t>(planned.visits)) {
            auto history = makeHistory(seed, number, scene, first);
            place(history, seed, number, spot, first);
            return written(index, scene, std::move(history), visits);
        }
    }
    return fail(Error::Code::Internal,
        "object " + std::to_string(index) + ": no " + std::string(name(planned.kind)) + " would be seen",
        "Please report this.");
}

Result<std::vector<SimulatedAlert>> Night::written(
    int index, const Scene& scene, History history, const std::vector<Visit>& visits) const
{
    std::vector<SimulatedAlert> alerts;
    for (const Visit& visit : visits) {
        const Exposure& exposure = visit.exposure;
        AlertParts parts;
        parts.number = index; // no two of an exposure share it
        parts.candid = exposure.processing() * 1'000'000 + parts.number;
        parts.object = objectName(m_seed, exposure.night, static_cast<std::uint64_t>(index));
        parts.scene = &scene;
        parts.exposure = &exposure;
        parts.stamps = &visit.stamps;
        parts.measured = &visit.measured;
        parts.history = &history;
        parts.column0 = visit.column;
        parts.row0 = visit.row;
        parts.random = m_seed;

        SimulatedAlert alert;
        const auto place = placeOf(exposure.field, visit.column + visit.stamps.x - stampMiddle - exposure.offsetX,
            visit.row + visit.stamps.y - stampMiddle - exposure.offsetY);
        const double flux = visit.stamps.flux, found = visit.measured.flux;
        alert.truth = { parts.candid, parts.object, scene.kind, exposure.jd, place.raDeg, place.decDeg, exposure.filter,
            !scene.fades, flux > 0 ? magnitudeOf(flux, exposure.zeroPoint) : std::numeric_limits<double>::quiet_NaN(),
            magnitudeOf(found, exposure.zeroPoint), 1.0857 * visit.measured.fluxError / found };
        if (auto encoded = formats::encodeAvro(m_schema->root(), packetOf(parts), alert.record); !encoded)
            return tl::unexpected(at(parts.object, encoded.error()));

        // The next visit's packet knows of this one.
        history.visits.push_back({ exposure.jd, exposure.filter, exposure.zeroPoint, exposure.limit, true, !scene.fades,
            alert.truth.measured, alert.truth.error, measuredPlace(parts) });
        if (history.firstDetectionJd <= 0)
            history.firstDetectionJd = exposure.jd;
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

std::string Night::truthHeader()
{
    return "candid,objectId,kind,real,type,jd,fid,ra,dec,isdiffpos,magtrue,magpsf,sigmapsf\n";
}

std::string Night::lineOf(const Truth& truth)
{
    char text[256];
    char magnitude[32] = "";
    if (std::isfinite(truth.magnitude))
        std::snprintf(magnitude, sizeof magnitude, "%.4f", truth.magnitude);
    std::snprintf(text, sizeof text, "%lld,%s,%s,%d,%s,%.7f,%d,%.7f,%.7f,%c,%s,%.4f,%.4f\n",
        static_cast<long long>(truth.candid), truth.object.c_str(), std::string(name(truth.kind)).c_str(),
        isReal(truth.kind) ? 1 : 0, std::string(coarseType(truth.kind)).c_str(), truth.jd, truth.filter, truth.raDeg,
        truth.decDeg, truth.positive ? 't' : 'f', magnitude, truth.measured, truth.error);
    return text;
}

} // namespace vetrina::simulate
