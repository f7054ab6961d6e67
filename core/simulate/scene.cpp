#include "core/simulate/scene.h"

#include "core/simulate/arithmetic.h"
#include "core/simulate/streams.h"

#include <algorithm>
#include <cmath>

namespace vetrina::simulate {

namespace {

constexpr double faintest = 23.6, brightest = 12.4;
constexpr double steepness = 0.27; ///< stars a magnitude: 10^(0.27 m)

/// A magnitude between two of a population that grows by 10^(slope m).
double drawMagnitude(Random& random, double from, double to, double slope)
{
    const double low = power(10, slope * (from - to)), x = random.uniform(low, 1);
    return to + logarithm(x) / (2.302585092994046 * slope);
}

std::array<double, 2> withColour(double r, double greenLessRed) { return { r + greenLessRed, r }; }

Source star(double r, double colour) { return { 0, 0, withColour(r, colour), false, {} }; }

Source galaxy(Random& random, double r)
{
    Source made{ 0, 0, withColour(r, random.uniform(0.3, 1.1)), true, {} };
    made.profile.index = random.chance(0.6) ? random.uniform(0.8, 1.4) : random.uniform(2, 3.6);
    // Fainter galaxies are farther: half the light within 1.3" at r = 19.
    made.profile.radiusPx = std::clamp(random.logNormal(1.3 * power(10, -0.15 * (r - 19)), 0.35), 0.4, 14.);
    made.profile.axisRatio = random.uniform(0.3, 1);
    made.profile.angleTurns = random.uniform();
    return made;
}

void place(Source& source, Random& random)
{
    source.dx = random.uniform(-44, 44);
    source.dy = random.uniform(-44, 44);
}

void addField(Scene& scene, Random& random, double starsInStamp)
{
    constexpr double area = 88. * 88 / (63. * 63); // beyond the border too: wings reach in
    const double all = starsInStamp * area * power(10, steepness * (faintest - 21));
    for (int left = random.poisson(all); left > 0; --left) {
        Source each = star(drawMagnitude(random, brightest, faintest, steepness), random.normal(0.7, 0.35));
        place(each, random);
        scene.sources.push_back(each);
    }
    for (int left = random.poisson(4.5 * area); left > 0; --left) {
        Source each = galaxy(random, drawMagnitude(random, 16.5, 23.4, 0.38));
        place(each, random);
        scene.sources.push_back(each);
    }
    if (random.chance(0.045)) { // a star that saturates, near or beyond the border
        Source each = star(random.uniform(8.5, 12.5), 0.6);
        const double far = random.uniform(16, 46);
        const auto [c, s] = cosineSine(random.uniform());
        each.dx = far * c;
        each.dy = far * s;
        scene.sources.push_back(each);
    }
}

/// Nothing but the target itself stands where the alert is.
void clearMiddle(Scene& scene, double radiusPx)
{
    std::erase_if(
        scene.sources, [&](const Source& each) { return each.dx * each.dx + each.dy * each.dy < radiusPx * radiusPx; });
}

void setTarget(Scene& scene, Source source)
{
    scene.target = static_cast<int>(scene.sources.size());
    scene.sources.push_back(source);
}

/// A star whose light differs by the alert's: never by more than most of it when it fades.
void addVariable(Scene& scene, Random& random, double magnitude)
{
    const double colour = random.normal(0.6, 0.35);
    scene.fades = random.chance(0.46);
    // Of its flux. Many stars of a night vary by less than a tenth.
    const double amplitude =
        scene.fades ? std::clamp(random.logNormal(0.16, 0.9), 0.03, 0.85) : std::max(0.03, random.logNormal(0.2, 0.95));
    const double own = std::max(12.7, magnitude + 2.5 * 0.4342944819 * logarithm(amplitude));
    setTarget(scene, star(own, colour));
    scene.magnitude = withColour(magnitude, colour);
}

void addNucleus(Scene& scene, Random& random, double magnitude)
{
    scene.fades = random.chance(0.4);
    Source host = galaxy(random, std::clamp(magnitude - random.uniform(0.3, 2.8), 14.5, 21.));
    setTarget(scene, host);
    Source core = star(host.magnitude[1] + random.uniform(-0.3, 1), random.uniform(0.1, 0.6));
    scene.sources.push_back(core);
    scene.magnitude = withColour(magnitude, 0.2);
}

void addHost(Scene& scene, Random& random, double magnitude)
{
    scene.magnitude = withColour(magnitude, random.normal(0.15, 0.3));
    if (random.chance(0.18)) // its galaxy is too faint to be seen, or far away
        return;
    Source host = galaxy(random, std::clamp(magnitude - random.normal(0.2, 1.5), 13.5, 22.5));
    host.profile.radiusPx *= 1.3;
    const double far = std::min(20., random.logNormal(0.8, 0.6) * host.profile.radiusPx);
    const auto [c, s] = cosineSine(host.profile.angleTurns);
    const auto [u, v] = cosineSine(random.uniform());
    const double along = far * u, across = far * v * host.profile.axisRatio;
    host.dx = -(along * c - across * s);
    host.dy = -(along * s + across * c);
    setTarget(scene, host);
}

/// The star whose bad subtraction is taken for something: bright enough that what is left has the alert's flux.
void addVictim(Scene& scene, Random& random, double magnitude, double widthPx)
{
    const bool dipole = scene.kind == Kind::Dipole;
    const double wanted = fluxOf(magnitude, 25);
    scene.fades = random.chance(0.4);
    double share = dipole ? random.uniform(0.06, 0.2) : random.uniform(0.02, 0.09);
    double own = magnitudeOf(wanted / share, 25);
    if (own < 13.2) {
        own = 13.2;
        share = std::min(0.5, wanted / fluxOf(own, 25));
    }
    // A galaxy's nucleus is subtracted as badly, if it is bright.
    const bool isGalaxy = own < 19 && random.chance(0.25);
    Source victim = isGalaxy ? galaxy(random, own) : star(own, random.normal(0.6, 0.3));
    scene.size = dipole ? share / 0.22 : share; // pixels; relative width
    if (dipole) {
        // The lobe that is found stands in the middle, the star beside it.
        const auto [c, s] = cosineSine(scene.angleTurns);
        const double far = 0.38 * widthPx + scene.size / 2;
        victim.dx = far * c;
        victim.dy = far * s;
    }
    setTarget(scene, victim);
}

} // namespace

double Source::distanceArcsec() const { return std::sqrt(dx * dx + dy * dy) * pixelArcsec; }

Scene makeScene(std::uint64_t seed, std::uint64_t object, Kind kind, double magnitude, const Exposure& first)
{
    Random random(seed, object, 0, stream::scene);
    Scene scene;
    scene.kind = kind;
    scene.magnitude = { magnitude, magnitude };
    scene.angleTurns = random.uniform();
    const bool galactic = kind == Kind::Nova || kind == Kind::VariableStar;
    const double stars = galactic ? first.field.starsInStamp * 1.5 : first.field.starsInStamp;
    addField(scene, random, kind == Kind::Supernova || kind == Kind::Agn ? std::min(stars, 9.) : stars);
    clearMiddle(scene, 3.5);
    switch (kind) {
    case Kind::Supernova:
        addHost(scene, random, magnitude);
        break;
    case Kind::Nova:
    case Kind::DwarfNova: {
        const double quiet = random.uniform(20.3, 24);
        scene.magnitude = withColour(magnitude, random.normal(0.05, 0.1));
        if (quiet > magnitude + 0.8)
            setTarget(scene, star(quiet, random.uniform(0, 0.6)));
        break;
    }
    case Kind::VariableStar:
        addVariable(scene, random, magnitude);
        break;
    case Kind::Agn:
        addNucleus(scene, random, magnitude);
        break;
    case Kind::Asteroid:
        scene.knownAsteroid = random.chance(0.85);
        scene.magnitude = withColour(magnitude, 0.55);
        break;
    case Kind::Dipole:
    case Kind::PsfMismatch:
        addVictim(scene, random, magnitude, first.psf.fwhmPx);
        break;
    case Kind::CosmicRay:
        scene.size = random.chance(0.65) ? random.uniform(0, 1.2) : random.waiting(2.5); // length
        break;
    case Kind::Ghost:
        scene.size = random.uniform(18, 60); // radius
        break;
    case Kind::BadPixels:
        scene.fades = true;
        break;
    case Kind::HotColumn:
        scene.fades = random.chance(0.35);
        scene.size = 1 + random.below(2); // columns
        break;
    case Kind::Streak:
        scene.size = random.chance(0.35) ? random.uniform(4, 14) : 0; // pixels from flash to flash
        break;
    case Kind::Edge:
    case Kind::NoisePeak:
        break;
    }
    // What was drawn holds in the first exposure's band, for the alert and for the star that it is.
    const std::size_t band = first.filter == 1 ? 0 : 1;
    const double off = magnitude - scene.magnitude[band];
    for (double& each : scene.magnitude)
        each += off;
    if (kind == Kind::VariableStar) {
        Source& own = scene.sources[static_cast<std::size_t>(scene.target)];
        const double colour = own.magnitude[1] - own.magnitude[band];
        for (double& each : own.magnitude)
            each += colour;
    }
    return scene;
}

} // namespace vetrina::simulate
