#include "core/session/badges.h"

#include "core/session/badge_facts.h"
#include "core/sky/coordinates.h"
#include "core/sky/light_curve_figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace vetrina::session {

namespace {

using Kind = Badge::Kind;
using Tone = Badge::Tone;

constexpr const char* arcsec = "\u2033";
constexpr const char* minus = "\u2212";

std::string fixed(double value, int decimals)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, std::abs(value));
    const bool zero = std::string_view(text).find_first_not_of("0.") == std::string_view::npos;
    return (value < 0 && !zero ? minus : "") + std::string(text);
}

std::string withSign(double value, int decimals)
{
    const std::string text = fixed(value, decimals);
    const bool zero = text.find_first_not_of("0.") == std::string::npos;
    return value > 0 && !zero ? "+" + text : text;
}

std::string counted(long count, const char* one, const char* many)
{
    return std::to_string(count) + (count == 1 ? one : many);
}

bool within(const std::optional<double>& value, double low, double high)
{
    return value && *value >= low && *value <= high;
}

void asteroid(std::vector<Badge>& badges, const BadgeFacts& facts)
{
    if (within(facts.ssDistance, 0, rules::asteroidArcsec)) {
        std::string text = "SSO";
        if (!facts.ssName.empty())
            text += " " + facts.ssName;
        text += " " + fixed(*facts.ssDistance, 1) + arcsec;
        std::string why = "Known Solar System object " + (facts.ssName.empty() ? std::string("here") : facts.ssName)
            + ": predicted " + fixed(*facts.ssDistance, 2) + arcsec + " away";
        if (facts.ssMagnitude)
            why += ", at magnitude " + fixed(*facts.ssMagnitude, 1);
        badges.push_back({ Kind::Asteroid, Tone::Warning, text, "SSO",
            why + ". Rule: within " + fixed(rules::asteroidArcsec, 0) + arcsec + "." });
    } else if (facts.ssObject) {
        const std::string name = facts.ssName.empty() ? std::to_string(*facts.ssObject) : facts.ssName;
        badges.push_back({ Kind::Asteroid, Tone::Warning, "SSO " + name, "SSO",
            "The survey associated it with Solar System object " + name + "." });
    }
}

void stars(std::vector<Badge>& badges, const BadgeFacts& facts)
{
    for (const auto& source : facts.catalogue)
        if (source.score > rules::starScore && source.arcsec < rules::starArcsec) {
            badges.push_back({ Kind::Star, Tone::Warning, "star " + fixed(source.arcsec, 1) + arcsec, "star",
                "A catalogued star lies " + fixed(source.arcsec, 2) + arcsec + " away (sgscore "
                    + fixed(source.score, 2) + "). Rule: sgscore over " + fixed(rules::starScore, 2) + " within "
                    + fixed(rules::starArcsec, 0) + arcsec + " (Perley et al. 2020)." });
            break;
        }
    if (within(facts.gaiaBright, 0, rules::brightGaiaArcsec)) {
        badges.push_back(
            { Kind::BrightStar, Tone::Warning, "bright star " + fixed(*facts.gaiaBright, 1) + arcsec, "bright",
                "A Gaia star brighter than 14"
                    + (facts.gaiaBrightMagnitude ? " (G " + fixed(*facts.gaiaBrightMagnitude, 1) + ")" : "") + " lies "
                    + fixed(*facts.gaiaBright, 1) + arcsec + " away. Rule: within " + fixed(rules::brightGaiaArcsec, 0)
                    + arcsec + "." });
        return;
    }
    for (const auto& source : facts.catalogue)
        if (source.magnitude && *source.magnitude < rules::brightStarMag && source.score > rules::brightStarScore
            && source.arcsec < rules::brightStarArcsec) {
            badges.push_back(
                { Kind::BrightStar, Tone::Warning, "bright star " + fixed(source.arcsec, 1) + arcsec, "bright",
                    "A star of r " + fixed(*source.magnitude, 1) + " lies " + fixed(source.arcsec, 1) + arcsec
                        + " away. Rule: r under " + fixed(rules::brightStarMag, 0) + " within "
                        + fixed(rules::brightStarArcsec, 0) + arcsec + " (Perley et al. 2020)." });
            return;
        }
}

void shape(std::vector<Badge>& badges, const BadgeFacts& facts)
{
    if (facts.glint)
        badges.push_back({ Kind::Streak, Tone::Warning, "glint trail", "trail",
            "The survey found it in a trail of glints, as satellites leave them." });
    else if (facts.elongation && *facts.elongation > rules::streakElongation)
        badges.push_back({ Kind::Streak, Tone::Warning, "elongated " + fixed(*facts.elongation, 1), "long",
            "Its axes have a ratio of " + fixed(*facts.elongation, 2) + " (elong). Rule: over "
                + fixed(rules::streakElongation, 1) + ", as streaks and bad subtractions have it." });
    if (facts.dipole)
        badges.push_back({ Kind::Dipole, Tone::Warning, "dipole", "dipole",
            "A model of two lobes fits it well: often a star that was shifted between science and template." });
    if (!facts.positive)
        badges.push_back({ Kind::Negative, Tone::Warning, "negative", "neg",
            "It is fainter than in the template: the difference is negative." });
    if (facts.detections && *facts.detections <= rules::fewDetections)
        badges.push_back({ Kind::Few, Tone::Fact, "1 detection", "1 det",
            "Nothing was detected here before (" + std::string(facts.detectionsField) + " "
                + std::to_string(*facts.detections) + ")." });
}

void host(std::vector<Badge>& badges, const BadgeFacts& facts)
{
    for (const auto& source : facts.catalogue)
        if (source.score < rules::galaxyScore && source.arcsec <= rules::hostArcsec) {
            badges.push_back({ Kind::Host, Tone::Fact, "host " + fixed(source.arcsec, 1) + arcsec, "host",
                "The nearest catalogued source that looks extended (sgscore " + fixed(source.score, 2) + ") lies "
                    + fixed(source.arcsec, 2) + arcsec + " away. Rule: sgscore under " + fixed(rules::galaxyScore, 1)
                    + " within " + fixed(rules::hostArcsec, 0) + arcsec + "." });
            return;
        }
}

/// What is wrong with the pixels, counted on the stamps.
struct PixelCounts {
    long masked = 0, maskedInCore = 0, saturated = 0;
    bool cut = false;
    std::string size;
};

PixelCounts pixelsOf(const CandidateView& view)
{
    PixelCounts counts;
    for (const data::Panel panel : data::panels) {
        const auto& plane = view.triplet[panel].plane;
        if (plane.pixels.empty())
            continue;
        if (view.candidate.key.survey == data::Survey::Ztf
            && (plane.width < rules::ztfStamp || plane.height < rules::ztfStamp) && !counts.cut) {
            counts.cut = true;
            counts.size = std::to_string(plane.width) + " x " + std::to_string(plane.height);
        }
        const auto& astrometry = view.astrometry[static_cast<std::size_t>(panel)];
        const double column = astrometry ? astrometry->source.column : (plane.width - 1) / 2.0;
        const double row = astrometry ? astrometry->source.row : (plane.height - 1) / 2.0;
        long masked = 0, inCore = 0, saturated = 0;
        for (int y = 0; y < plane.height; ++y)
            for (int x = 0; x < plane.width; ++x) {
                const float value = plane.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(plane.width)
                    + static_cast<std::size_t>(x)];
                if (std::isnan(value)) {
                    ++masked;
                    if (std::abs(x - column) <= rules::coreHalf + 0.5 && std::abs(y - row) <= rules::coreHalf + 0.5)
                        ++inCore;
                } else if (std::abs(value) > rules::saturatedAbove) {
                    ++saturated;
                }
            }
        counts.masked = std::max(counts.masked, masked);
        counts.maskedInCore = std::max(counts.maskedInCore, inCore);
        counts.saturated = std::max(counts.saturated, saturated);
    }
    return counts;
}

void pixelBadges(std::vector<Badge>& badges, const BadgeFacts& facts, const PixelCounts& counts)
{
    const long bad = facts.badPixels.value_or(0);
    if (counts.masked > 0) {
        const bool core = counts.maskedInCore > 0;
        badges.push_back({ Kind::Masked, core ? Tone::Warning : Tone::Fact,
            core ? "masked at the source" : std::to_string(counts.masked) + " px masked", "NaN",
            counted(counts.masked, " pixel", " pixels") + " of a stamp "
                + (counts.masked == 1 ? "has no value (NaN), " : "have no value (NaN), ")
                + (core ? std::to_string(counts.maskedInCore) : std::string("none"))
                + " of them in the 5 x 5 about the source." });
    } else if (bad > 0) {
        badges.push_back({ Kind::Masked, Tone::Warning, counted(bad, " bad px", " bad px"), "bad px",
            counted(bad, " pixel", " pixels") + " of the 5 x 5 about it " + (bad == 1 ? "was" : "were")
                + " tagged bad before (nbad)." });
    }
    if (counts.saturated > 0)
        badges.push_back({ Kind::Saturated, Tone::Warning, std::to_string(counts.saturated) + " px saturated", "sat",
            counted(counts.saturated, " pixel", " pixels") + " of a stamp can't be measured: saturated." });
    else if (facts.saturated)
        badges.push_back({ Kind::Saturated, Tone::Warning, "saturated", "sat",
            "Pixels of its footprint are saturated (pixelFlags_saturated)." });
    if (counts.cut)
        badges.push_back({ Kind::Edge, Tone::Warning, "edge", "edge",
            "The stamp is " + counts.size + " pixels: it was cut by the edge of the image." });
    else if (facts.edge)
        badges.push_back({ Kind::Edge, Tone::Warning, "edge", "edge",
            "Part of its footprint lies outside the usable exposure (pixelFlags_edge)." });
}

void timeBadges(std::vector<Badge>& badges, const CandidateView& view, const BadgeFacts& facts)
{
    const auto& candidate = view.candidate;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double age = sky::ageDays(view.lightCurve, candidate.jd, facts.firstJd.value_or(nan));
    if (age >= 0)
        badges.push_back({ Kind::Age, Tone::Fact,
            age < rules::newBelowDays         ? "new"
                : age < rules::hoursBelowDays ? "age " + fixed(age * 24, 1) + " h"
                                              : "age " + fixed(age, 1) + " d",
            "",
            age < rules::newBelowDays ? std::string("This is the first detection.")
                                      : "First detected " + fixed(age, 2) + " days before this alert." });
    if (const auto rate = sky::riseRate(view.lightCurve, candidate.band, candidate.jd)) {
        const std::string error = rate->error == rate->error ? " \u00b1 " + fixed(rate->error, 2) : "";
        badges.push_back({ Kind::Rise, Tone::Fact,
            std::string(1, candidate.band) + " " + withSign(rate->magPerDay, 2) + " mag/d", "",
            std::string(rate->magPerDay < 0 ? "It brightens" : "It fades") + " in " + candidate.band + ": "
                + withSign(rate->magPerDay, 3) + error + " mag a day, "
                + (rate->fitted ? "a line through " + std::to_string(rate->points) + " points of the last "
                            + fixed(rate->spanDays, 1) + " days."
                                : "from the last two nights, " + fixed(rate->spanDays, 1) + " days apart.") });
    }
    if (const auto colour = sky::colourAt(view.lightCurve, 'g', 'r', candidate.jd)) {
        const double error = colour->magnitude.error;
        badges.push_back({ Kind::Colour, Tone::Fact, "g\u2212r " + withSign(colour->magnitude.value, 2), "",
            "g\u2212r is " + withSign(colour->magnitude.value, 2) + (error == error ? " \u00b1 " + fixed(error, 2) : "")
                + ", from detections " + fixed(colour->hoursApart, 1) + " hours apart." });
    }
}

void latitude(std::vector<Badge>& badges, const data::Candidate& candidate)
{
    const double b = sky::galacticOf({ candidate.raDeg, candidate.decDeg }).bDeg;
    if (std::abs(b) < rules::lowLatitudeDeg)
        badges.push_back({ Kind::LowLatitude, Tone::Warning, "b " + withSign(b, 1) + "\u00b0", "low b",
            "Galactic latitude " + withSign(b, 1) + "\u00b0: stars crowd here. Rule: within "
                + fixed(rules::lowLatitudeDeg, 0) + "\u00b0 of the plane." });
}

std::vector<Badge> ordered(std::vector<Badge> badges)
{
    std::ranges::stable_sort(badges, {}, &Badge::kind);
    return badges;
}

} // namespace

std::vector<Badge> badgesOf(const CandidateView& view)
{
    const BadgeFacts facts = badgeFactsOf(view.candidate, view.fields);
    std::vector<Badge> badges;
    asteroid(badges, facts);
    stars(badges, facts);
    pixelBadges(badges, facts, pixelsOf(view));
    shape(badges, facts);
    host(badges, facts);
    latitude(badges, view.candidate);
    timeBadges(badges, view, facts);
    return ordered(std::move(badges));
}

std::vector<std::vector<Badge>> shortBadges(const data::Table& table, std::span<const data::Row> rows, std::size_t most)
{
    const BadgeColumns columns(table);
    std::vector<std::vector<Badge>> all;
    all.reserve(rows.size());
    for (const data::Row row : rows) {
        const BadgeFacts facts = columns.at(row);
        std::vector<Badge> badges;
        asteroid(badges, facts);
        stars(badges, facts);
        pixelBadges(badges, facts, {});
        shape(badges, facts);
        host(badges, facts);
        badges = ordered(std::move(badges));
        if (badges.size() > most)
            badges.resize(most);
        all.push_back(std::move(badges));
    }
    return all;
}

} // namespace vetrina::session
