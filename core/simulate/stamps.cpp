#include "core/simulate/stamps.h"

#include "core/simulate/arithmetic.h"
#include "core/simulate/artefacts.h"
#include "core/simulate/streams.h"

#include <algorithm>
#include <cmath>

namespace vetrina::simulate {

namespace {

constexpr double fullWell = 60000; ///< counts
constexpr double grain = 0.01; ///< of a pixel's light: what flat field and resampling leave

/// The three images' light: the science image, the reference as it is, and the reference matched to the science image.
struct Light {
    Grid science = Grid(stampPixels, 0.f), reference = science, matched = science;
};

/// Builds one triplet.
class Maker {
public:
    Maker(const Trial& trial, const Scene& scene, const Exposure& exposure, double x, double y, double strength)
        : m_scene(scene)
        , m_exposure(exposure)
        , m_strength(strength)
        , m_random(trial.seed, trial.object, trial.visit, stream::pixels + trial.attempt)
        , m_faults(trial.seed, trial.object, trial.visit, stream::artefacts + trial.attempt)
        , m_science(exposure.psf)
        , m_reference(exposure.referencePsf)
        , m_matched(wider(exposure.psf, exposure.widthError))
    {
        m_stamps.missing.assign(stampPixels, 0);
        m_stamps.x = x;
        m_stamps.y = y;
        m_stamps.psf = m_science;
    }

    Stamps make()
    {
        addSources();
        addAlert();
        addStrayLight(m_light.science, m_scene, m_exposure, m_science, m_stamps.x, m_stamps.y, m_strength, m_faults);
        expose();
        addMissingData(m_stamps.missing, m_scene, m_stamps.x, m_stamps.y, m_faults);
        m_stamps.referenceIsZero = m_faults.chance(0.12);
        return std::move(m_stamps);
    }

private:
    /// By what the matched reference is off from the science image at a source.
    struct Misfit {
        double shiftX = 0, shiftY = 0, scale = 1, ripple = 0, width = 0;
    };

    static Psf::Shape wider(Psf::Shape shape, double by)
    {
        shape.fwhmPx *= 1 + by;
        return shape;
    }

    void addSources();
    void addStar(const Source& star, bool isVictim);
    void addBadGalaxy(const Source& galaxy);
    [[nodiscard]] Misfit misfitOf(bool isVictim);
    void addAlert();
    void expose();

    const Scene& m_scene;
    const Exposure& m_exposure;
    const double m_strength;
    Random m_random, m_faults;
    const Psf m_science, m_reference, m_matched;
    Light m_light;
    Stamps m_stamps{};
};

void Maker::addSources()
{
    Grid galaxies(stampPixels, 0.f);
    bool some = false;
    for (std::size_t i = 0; i < m_scene.sources.size(); ++i) {
        const Source& source = m_scene.sources[i];
        if (!source.isGalaxy) {
            addStar(source, static_cast<int>(i) == m_scene.target && !isReal(m_scene.kind));
            continue;
        }
        if (static_cast<int>(i) == m_scene.target && !isReal(m_scene.kind)) {
            addBadGalaxy(source);
            continue;
        }
        const double reach = 9 * source.profile.radiusPx, x = m_stamps.x + source.dx, y = m_stamps.y + source.dy;
        if (x < -reach || y < -reach || x > stampSide + reach || y > stampSide + reach)
            continue;
        addGalaxy(galaxies, x, y, fluxOf(source.in(m_exposure.filter), m_exposure.zeroPoint), source.profile);
        some = true;
    }
    if (!some)
        return;
    m_science.addConvolved(m_light.science, galaxies);
    m_reference.addConvolved(m_light.reference, galaxies);
    m_matched.addConvolved(m_light.matched, galaxies, m_exposure.shiftX, m_exposure.shiftY);
}

Maker::Misfit Maker::misfitOf(bool isVictim)
{
    // Each source is a little off by itself: its motion, its colour, the grid of the resampling.
    Misfit misfit;
    misfit.shiftX = m_exposure.shiftX + m_random.normal(0, 0.02);
    misfit.shiftY = m_exposure.shiftY + m_random.normal(0, 0.02);
    misfit.scale = m_random.normal(1, 0.007);
    misfit.ripple = m_random.normal(0, 0.025);
    if (isVictim && m_scene.kind == Kind::Dipole) {
        const auto [c, s] = cosineSine(m_scene.angleTurns);
        const double far = m_scene.size * m_strength * (m_scene.fades ? -1 : 1);
        misfit.shiftX += far * c;
        misfit.shiftY += far * s;
    } else if (isVictim) {
        misfit.width = m_scene.size * m_strength * (m_scene.fades ? -0.6 : 0.6);
        misfit.scale += m_scene.size * m_random.uniform(-0.1, 0.15) * (m_scene.fades ? 1 : -1);
        misfit.ripple = m_scene.size * m_random.normal(0, 2.2);
    }
    return misfit;
}

void Maker::addBadGalaxy(const Source& galaxy)
{
    Grid light(stampPixels, 0.f);
    addGalaxy(light, m_stamps.x + galaxy.dx, m_stamps.y + galaxy.dy,
        fluxOf(galaxy.in(m_exposure.filter), m_exposure.zeroPoint), galaxy.profile);
    m_science.addConvolved(m_light.science, light);
    m_reference.addConvolved(m_light.reference, light);
    const Misfit misfit = misfitOf(true);
    for (float& each : light)
        each *= static_cast<float>(misfit.scale);
    Psf(wider(m_exposure.psf, m_exposure.widthError + misfit.width))
        .addConvolved(m_light.matched, light, misfit.shiftX, misfit.shiftY);
}

void Maker::addStar(const Source& star, bool isVictim)
{
    const double x = m_stamps.x + star.dx, y = m_stamps.y + star.dy;
    const double flux = fluxOf(star.in(m_exposure.filter), m_exposure.zeroPoint);
    m_science.add(m_light.science, x, y, flux, 0.03 * m_exposure.noise);
    m_reference.add(m_light.reference, x, y, flux, 0.1 * m_exposure.referenceNoise);

    const auto [shiftX, shiftY, scale, ripple, width] = misfitOf(isVictim);
    const double phase = m_random.uniform();
    const double least = 0.03 * m_exposure.noise;
    if (width != 0)
        Psf(wider(m_exposure.psf, width))
            .add(m_light.matched, x + shiftX, y + shiftY, flux * scale, least, ripple, phase);
    else
        m_matched.add(m_light.matched, x + shiftX, y + shiftY, flux * scale, least, ripple, phase);

    if (flux * m_science.peak() > fullWell) {
        Random same = m_faults; // the same rays in all three
        addSaturation(m_light.matched, nullptr, x, y, flux, m_science, m_faults.uniform(0.85, 1.25), same);
        same = m_faults;
        addSaturation(m_light.reference, nullptr, x, y, flux, m_science, 1, same);
        addSaturation(m_light.science, &m_stamps.missing, x, y, flux, m_science, 1, m_faults);
    }
}

void Maker::addAlert()
{
    if (!isReal(m_scene.kind))
        return;
    double flux = m_strength * fluxOf(m_scene.magnitude[m_exposure.filter == 1 ? 0 : 1], m_exposure.zeroPoint);
    if (m_scene.fades) { // no star loses more light than it has
        const std::size_t own = static_cast<std::size_t>(m_scene.target + (m_scene.kind == Kind::Agn ? 1 : 0));
        flux = std::min(flux, 0.9 * fluxOf(m_scene.sources[own].in(m_exposure.filter), m_exposure.zeroPoint));
    }
    m_stamps.flux = flux;
    m_science.add(m_light.science, m_stamps.x, m_stamps.y, m_scene.fades ? -flux : flux, 0.02 * m_exposure.noise);
}

void Maker::expose()
{
    const auto noiseOf = [](double white, float light, double electrons, double rough) {
        const double own = std::max(0.f, light);
        return std::sqrt(white * white + own / electrons + rough * rough * own * own);
    };
    Grid deep(stampPixels), science(stampPixels);
    for (std::size_t i = 0; i < stampPixels; ++i) {
        const float light = m_light.science[i];
        science[i] = static_cast<float>(std::min<double>(light, fullWell)
            + noiseOf(m_exposure.noise, light, gainElectrons, grain) * m_random.normal());
        deep[i] = static_cast<float>(
            noiseOf(m_exposure.referenceNoise, m_light.reference[i], gainElectrons * m_exposure.referenceFrames, 0)
            * m_random.normal());
    }
    addDetectorFaults(science, m_scene, m_exposure, m_science, m_stamps.x, m_stamps.y, m_strength, m_faults);

    // The reference was resampled and added up: its noise hangs together between neighbours; matching smooths it more.
    const auto smoothed = [&](int column, int row, double side) {
        double sum = 0;
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                sum += (dx ? side : 1) * (dy ? side : 1)
                    * deep[pixel(std::clamp(column + dx, 0, stampSide - 1), std::clamp(row + dy, 0, stampSide - 1))];
        return sum / (1 + 2 * side * side);
    };
    // Subtraction filters the noise, and what fell on the detector with it: pixels two apart go against each other.
    Grid rest(stampPixels);
    for (std::size_t i = 0; i < stampPixels; ++i)
        rest[i] = science[i] - static_cast<float>(std::min<double>(m_light.science[i], fullWell));
    const auto filtered = [&](int column, int row) {
        constexpr double against = 0.04; // the correlation is -2 of it
        double sum = 0;
        for (const auto [dx, dy] : { std::array{ 2, 0 }, { -2, 0 }, { 0, 2 }, { 0, -2 } })
            sum += rest[pixel(std::clamp(column + dx, 0, stampSide - 1), std::clamp(row + dy, 0, stampSide - 1))];
        return (rest[pixel(column, row)] - against * sum) / std::sqrt(1 + 4 * against * against);
    };
    const double tiltX = m_random.normal(0, 0.002) * m_exposure.noise,
                 level = m_random.normal(0, 0.04) * m_exposure.noise;
    const float sign = m_scene.fades ? -1.f : 1.f;
    m_stamps.science.resize(stampPixels);
    m_stamps.reference.resize(stampPixels);
    m_stamps.difference.resize(stampPixels);
    for (int row = 0; row < stampSide; ++row)
        for (int column = 0; column < stampSide; ++column) {
            const std::size_t at = pixel(column, row);
            const double pattern = (column % 2 ? 0.5 : -0.5) * m_exposure.columnPattern;
            const double seen = science[at] + pattern;
            const double matched = m_light.matched[at] + smoothed(column, row, 0.2) + level + tiltX * (column - 31);
            m_stamps.science[at] = static_cast<float>(m_exposure.sky + seen);
            m_stamps.reference[at] = static_cast<float>(
                m_exposure.sky + std::min<double>(m_light.reference[at], fullWell) + smoothed(column, row, 0.09));
            const double found = std::min<double>(m_light.science[at], fullWell) + filtered(column, row) + pattern;
            m_stamps.difference[at] = sign * static_cast<float>(found - std::min(matched, fullWell));
        }
}

} // namespace

Stamps makeStamps(const Trial& trial, const Scene& scene, const Exposure& exposure, double x, double y, double strength)
{
    return Maker(trial, scene, exposure, x, y, strength).make();
}

} // namespace vetrina::simulate
