#include "core/simulate/history.h"

#include "core/simulate/arithmetic.h"
#include "core/simulate/streams.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace vetrina::simulate {

namespace {

/// The light that a kind added `days` ago, in units of what it adds now; negative where it was on the other side of the
/// reference's brightness.
using Course = std::function<double(double days, int filter)>;

/// Of a supernova, by days from its maximum: a rise of 18 days, then a fall that is faster in the blue.
double supernova(double phase, int filter)
{
    if (phase < -18)
        return 0;
    if (phase < 0) {
        const double rest = 1 - phase * phase / (18 * 18);
        return rest * rest;
    }
    const double fast = exponential(-phase / (filter == 1 ? 13 : 22)), tail = exponential(-phase / 60);
    return 0.9 * fast + 0.1 * tail;
}

Course courseOf(const Scene& scene, Random& random)
{
    switch (scene.kind) {
    case Kind::Supernova: {
        const double phase = random.uniform(-13, 45);
        return [phase](double days, int filter) {
            return supernova(phase - days, filter) / std::max(0.02, supernova(phase, filter));
        };
    }
    case Kind::Nova: {
        const double age = random.waiting(7), fall = random.uniform(0.05, 0.25); // magnitudes a day
        return [age, fall](double days, int) {
            return days > age ? 0 : power(10, 0.4 * fall * days) * std::min(1., (age - days) / 0.8);
        };
    }
    case Kind::DwarfNova: {
        const double last = random.uniform(3, 11), age = random.uniform(0, last), every = random.uniform(14, 90);
        return [last, age, every](double days, int) {
            double since = age - days;
            since -= every * std::floor(since / every); // since the last outburst began
            return since < 0.7 ? 0.4 : since < last ? power(10, -0.02 * since) : since < last + 2 ? 0.15 : 0;
        };
    }
    case Kind::VariableStar: {
        const double period = exponential(random.uniform(-2.2, 5.3));
        const double now = random.uniform(0.14, 0.36); // of a turn: it stands out
        const double second = random.uniform(-0.4, 0.4);
        const auto wave = [second](double turns) { return cosineSine(turns)[1] + second * cosineSine(2 * turns)[1]; };
        const double here = std::max(0.3, wave(now));
        return [=](double days, int) { return wave(now - days / period) / here; };
    }
    case Kind::Agn: {
        // A few sine waves of long periods wander as the damped walk of a nucleus does.
        std::array<double, 4> length{}, phase{};
        for (std::size_t i = 0; i < length.size(); ++i) {
            length[i] = random.logNormal(45, 0.9);
            phase[i] = random.uniform(0.1, 0.4);
        }
        const auto wander = [=](double days) {
            double sum = 0;
            for (std::size_t i = 0; i < length.size(); ++i)
                sum += cosineSine(phase[i] - days / length[i])[1];
            return sum;
        };
        const double here = wander(0);
        return [=](double days, int) { return wander(days) / here; };
    }
    default:
        return [](double, int) { return 0.; };
    }
}

/// How often an artefact was found there before: bad subtractions and bad pixels come again.
double againChance(Kind kind)
{
    switch (kind) {
    case Kind::Dipole:
    case Kind::PsfMismatch:
        return 0.13;
    case Kind::HotColumn:
    case Kind::BadPixels:
        return 0.06;
    default:
        return 0;
    }
}

int earlierDetections(Kind kind, Random& random)
{
    switch (kind) {
    case Kind::VariableStar:
        return static_cast<int>(std::min(2500., random.logNormal(90, 1.8)));
    case Kind::Agn:
        return static_cast<int>(random.logNormal(14, 1));
    case Kind::DwarfNova:
        return random.chance(0.7) ? static_cast<int>(random.logNormal(12, 1)) : 0;
    case Kind::Supernova:
        return random.chance(0.15) ? random.below(12) : 0; // those older than a month
    case Kind::Dipole:
    case Kind::PsfMismatch:
        return random.chance(0.4) ? static_cast<int>(random.logNormal(4, 1.2)) : 0;
    default:
        return 0;
    }
}

} // namespace

int History::detections() const
{
    return earlierDetections + static_cast<int>(std::ranges::count_if(visits, &PastVisit::detected));
}

History makeHistory(std::uint64_t seed, std::uint64_t object, const Scene& scene, const Exposure& first)
{
    Random random(seed, object, 0, stream::history);
    const Course course = courseOf(scene, random);
    const double again = againChance(scene.kind);
    const double cadence = std::min(0.9, random.logNormal(0.36, 0.4));
    History history;
    for (int days = 30; days >= 1; --days) {
        if (!random.chance(cadence))
            continue;
        const double moon = 0.35 * cosineSine((first.jd - days) / 29.53)[0];
        const bool clouds = random.chance(0.07);
        for (int filter = 1; filter <= 2; ++filter) {
            if (!random.chance(0.78))
                continue;
            PastVisit visit;
            visit.jd = first.jd - days + random.uniform(-0.06, 0.03);
            visit.filter = filter;
            visit.zeroPoint = random.normal(filter == 1 ? 26.31 : 26.25, 0.06) - (clouds ? random.uniform(0.3, 2) : 0);
            visit.limit = random.normal(20.45 - moon - (clouds ? 1.2 : 0), 0.22);
            const double flux = fluxOf(scene.magnitude[filter == 1 ? 0 : 1], visit.zeroPoint);
            const double error = fluxOf(visit.limit, visit.zeroPoint) / 5;
            double share = course(first.jd - visit.jd, filter);
            if (random.chance(again))
                share = random.logNormal(1, 0.35) * (random.chance(0.5) ? -1 : 1);
            // Of a positive course the alert's own sign is what it is now.
            const double seen = flux * share * (scene.fades ? -1 : 1) + error * random.normal();
            const double total = std::sqrt(error * error + 0.0005 * seen * seen);
            visit.detected = share != 0 && std::abs(seen) > 5 * total;
            if (visit.detected) {
                visit.positive = seen > 0;
                visit.magnitude = magnitudeOf(std::abs(seen), visit.zeroPoint);
                visit.error = 1.0857 * total / std::abs(seen);
            }
            history.visits.push_back(visit);
        }
    }
    std::ranges::stable_sort(history.visits, {}, &PastVisit::jd);
    history.earlierDetections = earlierDetections(scene.kind, random);
    history.coverage = static_cast<int>(random.logNormal(1300, 0.6)) + history.earlierDetections;
    const auto start = std::ranges::find_if(history.visits, &PastVisit::detected);
    if (history.earlierDetections > 0)
        history.firstDetectionJd = first.jd - 30 - random.waiting(600);
    else if (start != history.visits.end())
        history.firstDetectionJd = start->jd;
    return history;
}

} // namespace vetrina::simulate
