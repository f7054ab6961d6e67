#include "core/session/links.h"

#include "core/sky/coordinates.h"
#include "core/sky/time.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace vetrina::session {

namespace {

/// Query part of a URL: unreserved characters of RFC 3986 stand, all else is %XX.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const unsigned char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.' || c == '_' || c == '~';
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", c);
        out += plain ? std::string(1, static_cast<char>(c)) : std::string(hex);
    }
    return out;
}

std::string degrees(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6f", value);
    return text;
}

/// The brokers' pages. ZTF objects have one everywhere; of Rubin's, those brokers that serve them by diaObjectId.
void brokers(std::vector<Link>& links, const data::Candidate& candidate)
{
    if (candidate.object.empty() || candidate.object.starts_with("SSO"))
        return; // Rubin alerts of Solar System objects have no diaObject
    const std::string id = escaped(candidate.object), about = "by object";
    if (candidate.key.survey == data::Survey::Ztf) {
        links.push_back({ "ALeRCE", "https://alerce.online/object/" + id, about });
        links.push_back({ "Fink", "https://ztf.fink-portal.org/" + id, about });
        links.push_back({ "Lasair", "https://lasair-ztf.lsst.ac.uk/objects/" + id + "/", about });
        links.push_back({ "Fritz", "https://fritz.science/source/" + id, about });
    } else {
        links.push_back({ "ALeRCE", "https://lsst.alerce.online/object/" + id + "?survey=lsst", about });
        links.push_back({ "Fink", "https://lsst.fink-portal.org/" + id, about });
        links.push_back({ "Lasair", "https://lasair.lsst.ac.uk/objects/" + id + "/", about });
    }
}

/// The Minor Planet Center's MPChecker: what is known within 5' at the moment of the exposure. Its form's fields:
/// https://www.minorplanetcenter.net/cgi-bin/checkmp.cgi. Observatories: I41 Palomar ZTF, X05 Rubin.
void minorPlanets(std::vector<Link>& links, const data::Candidate& candidate)
{
    const std::string date = sky::isoUtc(candidate.jd, 0); // 2023-09-21T04:33:12Z
    if (date.size() < 10)
        return;
    std::string place = sky::sexagesimal({ candidate.raDeg, candidate.decDeg }, 2); // 12:34:56.78 -01:02:03.4
    std::ranges::replace(place, ':', ' ');
    const auto sign = place.find_first_of("+-");
    if (sign == std::string::npos)
        return;
    const double dayPart = candidate.jd + 0.5 - std::floor(candidate.jd + 0.5);
    char day[16];
    std::snprintf(day, sizeof day, "%05.2f", std::stod(date.substr(8, 2)) + std::floor(dayPart * 100) / 100);
    links.push_back({ "MPC checker",
        "https://www.minorplanetcenter.net/cgi-bin/mpcheck.cgi?year=" + date.substr(0, 4)
            + "&month=" + date.substr(5, 2) + "&day=" + day + "&which=pos&ra=" + escaped(place.substr(0, sign - 1))
            + "&decl=" + escaped(place.substr(sign))
            + "&TextArea=&radius=5&limit=24.0&oc=" + (candidate.key.survey == data::Survey::Ztf ? "I41" : "X05")
            + "&sort=d&mot=h&tmot=s&pdes=u&needed=f&ps=n&type=p",
        "known asteroids within 5' at that time" });
}

nlohmann::ordered_json jsonOf(const data::FieldValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag;
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return *integer;
    if (const auto* real = std::get_if<double>(&value))
        return std::isfinite(*real) ? nlohmann::ordered_json(*real) : nlohmann::ordered_json();
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    return {};
}

/// As asTsv() and asJson() write a number: as few digits as read back to the same.
std::string textOf(const data::FieldValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        std::string flat = *text;
        std::ranges::replace_if(
            flat, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return flat;
    }
    if (std::holds_alternative<std::monostate>(value))
        return {};
    if (const auto* real = std::get_if<double>(&value); real && !std::isfinite(*real))
        return std::isnan(*real) ? "nan" : *real > 0 ? "inf" : "-inf";
    return jsonOf(value).dump();
}

} // namespace

std::vector<Link> linksOf(const data::Candidate& candidate)
{
    std::vector<Link> links;
    const bool placed = std::isfinite(candidate.raDeg) && std::isfinite(candidate.decDeg);
    if (placed) {
        const std::string ra = degrees(candidate.raDeg), dec = degrees(candidate.decDeg);
        const std::string signedDec = candidate.decDeg < 0 ? dec : "+" + dec;
        // Query by coordinates: https://simbad.cds.unistra.fr/guide/sim-url.htx
        links.push_back({ "SIMBAD",
            "https://simbad.cds.unistra.fr/simbad/sim-coo?Coord=" + escaped(ra + " " + signedDec)
                + "&CooFrame=ICRS&Radius=10&Radius.unit=arcsec",
            "within 10\"" });
        // Near position search, as its own pages link it; the radius is in arcminutes.
        links.push_back({ "NED",
            "https://ned.ipac.caltech.edu/conesearch?search_type=Near%20Position%20Search&in_csys=Equatorial"
            "&in_equinox=J2000&coordinates="
                + escaped(ra + "d " + signedDec + "d") + "&radius=1",
            "within 1'" });
        // The search form's own fields.
        links.push_back(
            { "TNS", "https://www.wis-tns.org/search?ra=" + ra + "&decl=" + dec + "&radius=5&coords_unit=arcsec",
                "within 5\"" });
        // https://www.legacysurvey.org/svtips/
        links.push_back({ "Legacy Survey",
            "https://www.legacysurvey.org/viewer?ra=" + ra + "&dec=" + dec + "&layer=ls-dr10&zoom=16&mark=" + ra + ","
                + dec,
            "images, the place marked" });
        if (candidate.decDeg > -31) // PS1 saw what lies north of -30 deg
            // https://outerspace.stsci.edu/display/PANSTARRS/PS1+Image+Cutout+Service
            links.push_back({ "PanSTARRS",
                "https://ps1images.stsci.edu/cgi-bin/ps1cutouts?pos=" + escaped(ra + " " + signedDec)
                    + "&filter=color&filter=g&filter=r&filter=i&filter=z&filter=y&filetypes=stack&size=240"
                      "&output_size=0&autoscale=99.5",
                "images, 1' across" });
    }
    brokers(links, candidate);
    if (placed)
        minorPlanets(links, candidate);
    return links;
}

std::string finderLine(const data::Candidate& candidate)
{
    const sky::SkyPosition at{ candidate.raDeg, candidate.decDeg };
    std::string line = candidate.object.empty() ? std::to_string(candidate.key.id) : candidate.object;
    line += "  " + sky::sexagesimal(at, 2) + "  " + sky::decimal(at) + "  J2000";
    if (std::isfinite(candidate.magnitude)) {
        char magnitude[24];
        std::snprintf(magnitude, sizeof magnitude, "  %c=%.2f", candidate.band, double(candidate.magnitude));
        line += magnitude;
    }
    if (const std::string time = sky::isoUtc(candidate.jd, 0); !time.empty())
        line += "  " + time;
    return line;
}

std::string asTsv(const data::Candidate& candidate, const data::Fields& fields)
{
    std::string names = "object\tid", values = textOf(candidate.object) + "\t" + std::to_string(candidate.key.id);
    for (const auto& [name, value] : fields) {
        names += "\t" + textOf(name);
        values += "\t" + textOf(value);
    }
    return names + "\n" + values + "\n";
}

std::string asJson(const data::Candidate& candidate, const data::Fields& fields)
{
    nlohmann::ordered_json json;
    json["object"] = candidate.object;
    json["id"] = candidate.key.id;
    for (const auto& [name, value] : fields)
        json[name] = jsonOf(value);
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace vetrina::session
