#include "core/simulate/columns.h"

#include <algorithm>
#include <array>
#include <vector>

namespace vetrina::simulate {

namespace {

constexpr double nothing = -999; ///< the survey's word for "none"
constexpr double panStarrsLimit = 22, gaiaLimit = 20.6, gaiaBright = 14, referenceLimit = 23.2;

/// Sources that a catalogue has, nearest first.
std::vector<const Source*> nearest(const Scene& scene, double withinArcsec, auto&& has)
{
    std::vector<const Source*> found;
    for (const Source& source : scene.sources)
        if (source.distanceArcsec() <= withinArcsec && has(source))
            found.push_back(&source);
    std::ranges::stable_sort(found, {}, &Source::distanceArcsec);
    return found;
}

/// The nucleus of a galaxy is the galaxy in a catalogue of sources.
bool isNucleus(const Scene& scene, const Source& source)
{
    return scene.kind == Kind::Agn && scene.target >= 0
        && &source == &scene.sources[static_cast<std::size_t>(scene.target) + 1];
}

/// A distance between two places that are each known to `error`.
double offBy(double distance, double error, Random& random)
{
    const double along = distance + random.normal(0, error), across = random.normal(0, error);
    return std::sqrt(along * along + across * across);
}

/// As the star/galaxy scores of PS1 go: sure where it is bright, halfway where it is faint.
double starScore(const Source& source, Random& random)
{
    const double r = source.magnitude[1], sure = std::clamp((22.2 - r) / 3, 0.05, 1.);
    const double away = random.waiting(0.02 + 0.5 * (1 - sure));
    return std::clamp(source.isGalaxy ? away : 1 - away, 0., 1.);
}

void putPanStarrs(Columns& columns, const Scene& scene, Random& random)
{
    static constexpr std::array<std::array<const char*, 7>, 3> names{
        { { "objectidps1", "sgmag1", "srmag1", "simag1", "szmag1", "sgscore1", "distpsnr1" },
            { "objectidps2", "sgmag2", "srmag2", "simag2", "szmag2", "sgscore2", "distpsnr2" },
            { "objectidps3", "sgmag3", "srmag3", "simag3", "szmag3", "sgscore3", "distpsnr3" } }
    };
    const auto found = nearest(
        scene, 30, [&](const Source& each) { return each.magnitude[1] < panStarrsLimit && !isNucleus(scene, each); });
    columns.whole("nmtchps", static_cast<std::int64_t>(found.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& [id, g, r, near, far, score, distance] = names[i];
        const bool there = i < found.size();
        columns.whole(id, there ? 100'000'000'000'000'000 + static_cast<std::int64_t>(random.uniform() * 9e16) : -999);
        const double red = there ? found[i]->magnitude[1] : 0, colour = there ? found[i]->magnitude[0] - red : 0;
        columns.number(g, there && red + colour < 23 ? red + colour : nothing);
        columns.number(r, there ? red : nothing);
        columns.number(near, there ? red - 0.35 * colour : nothing);
        columns.number(far, there ? red - 0.55 * colour : nothing);
        columns.number(score, there ? starScore(*found[i], random) : nothing);
        columns.number(distance, there ? offBy(found[i]->distanceArcsec(), 0.1, random) : nothing);
    }
}

void putGaia(Columns& columns, const Scene& scene, Random& random)
{
    const auto stars =
        nearest(scene, 60, [](const Source& each) { return !each.isGalaxy && each.magnitude[1] < gaiaLimit; });
    columns.number("neargaia", stars.empty() ? nothing : stars.front()->distanceArcsec());
    columns.number("maggaia", stars.empty() ? nothing : stars.front()->magnitude[1]);
    // Bright ones are counted to 90": those beyond the scene are drawn.
    const auto bright =
        nearest(scene, 60, [](const Source& each) { return !each.isGalaxy && each.magnitude[1] < gaiaBright; });
    const bool beyond = bright.empty() && random.chance(0.4);
    columns.number("neargaiabright",
        !bright.empty() ? bright.front()->distanceArcsec()
            : beyond    ? random.uniform(62, 90)
                        : nothing);
    columns.number("maggaiabright",
        !bright.empty() ? bright.front()->magnitude[1]
            : beyond    ? random.uniform(12, 14)
                        : nothing);
}

void putReference(Columns& columns, const Scene& scene, const Exposure& exposure, int column0, int row0, Random& random)
{
    const auto found = nearest(scene, 60,
        [&](const Source& each) { return each.in(exposure.filter) < referenceLimit && !isNucleus(scene, each); });
    const Source* first = found.empty() ? nullptr : found.front();
    const double x = column0 + (first ? first->dx : 60), y = row0 + (first ? first->dy : 0);
    const auto place = placeOf(exposure.field, x - exposure.offsetX, y - exposure.offsetY);
    columns.number("ranr", place.raDeg);
    columns.number("decnr", place.decDeg);
    if (!first)
        return;
    const double magnitude = first->in(exposure.filter);
    const bool wide = first->isGalaxy && first->profile.radiusPx > 0.7;
    columns.number("distnr", offBy(first->distanceArcsec() / pixelArcsec, 0.12, random));
    columns.number("magnr", magnitude);
    columns.number("sigmagnr", 0.012 + 0.2 * std::min(1.5, 0.01 * (1 + (magnitude - 13) * (magnitude - 13))));
    columns.number("chinr",
        wide                 ? random.logNormal(1.8, 0.5)
            : magnitude < 16 ? random.logNormal(2.5, 0.7)
                             : random.logNormal(0.65, 0.35));
    columns.number("sharpnr", wide ? random.normal(0.45, 0.25) : random.normal(-0.03, 0.15));
}

} // namespace

void putNeighbours(Columns& columns, const Scene& scene, const Exposure& exposure, int column0, int row0, Random random)
{
    putPanStarrs(columns, scene, random);
    putGaia(columns, scene, random);
    putReference(columns, scene, exposure, column0, row0, random);
}

} // namespace vetrina::simulate
