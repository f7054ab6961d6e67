#include "core/simulate/packet.h"

#include "core/formats/gzip.h"
#include "core/simulate/arithmetic.h"
#include "core/simulate/columns.h"
#include "core/simulate/streams.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace vetrina::simulate {

namespace {

using formats::AvroValue;
using Members = AvroValue::Members;

/// What the alert's own record and those of its history share: where and with what it was taken.
void putExposure(Columns& columns, double jd, int filter, std::int64_t pid, double limit, const AlertParts& parts)
{
    const Exposure& exposure = *parts.exposure;
    const int day = static_cast<int>(std::floor(jd - 2457754.5));
    columns.number("jd", jd);
    columns.whole("fid", filter);
    columns.whole("pid", pid);
    columns.number("diffmaglim", limit);
    columns.text("pdiffimfilename", "simulated_" + std::to_string(pid) + "_scimrefdiffimg.fits");
    columns.text("programpi", "Vetrina");
    columns.whole("programid", 0);
    columns.whole("nid", day);
    columns.whole("rcid", exposure.field.quadrant);
    columns.whole("field", exposure.field.number);
}

AvroValue pastVisit(const PastVisit& past, const AlertParts& parts)
{
    const Exposure& exposure = *parts.exposure;
    Exposure then = exposure;
    then.jd = past.jd;
    then.night = static_cast<int>(std::floor(past.jd - 2457754.5));
    const std::int64_t pid = then.processing();
    Columns columns;
    putExposure(columns, past.jd, past.filter, pid, past.limit, parts);
    columns.number("magzpsci", past.zeroPoint);
    columns.text("rbversion", "");
    if (!past.detected)
        return { columns.take() };
    columns.whole("candid", pid * 1'000'000 + parts.number);
    columns.text("isdiffpos", past.positive ? "t" : "f");
    columns.number("ra", past.place.raDeg);
    columns.number("dec", past.place.decDeg);
    columns.number("magpsf", past.magnitude);
    columns.number("sigmapsf", past.error);
    columns.number("scorr", 1.5 * 1.0857 / past.error);
    return { columns.take() };
}

AvroValue historyOf(const AlertParts& parts)
{
    AvroValue::Items items;
    for (const PastVisit& past : parts.history->visits)
        items.push_back(pastVisit(past, parts));
    if (items.empty())
        return {};
    return { std::move(items) };
}

void putMeasured(Columns& columns, const AlertParts& parts)
{
    const Exposure& exposure = *parts.exposure;
    const Measured& found = *parts.measured;
    const double zeroPoint = exposure.zeroPoint;
    const auto error = [](double flux, double of) { return flux > 0 ? 1.0857 * of / flux : Measured::none; };
    const auto mag = [&](double flux) { return flux > 0 ? magnitudeOf(flux, zeroPoint) : Measured::none; };
    const double aperture = mag(found.apertureFlux), psf = mag(found.flux);
    columns.number("magpsf", psf);
    columns.number("sigmapsf", error(found.flux, found.fluxError));
    columns.number("chipsf", found.chi);
    columns.number("magap", aperture);
    columns.number("sigmagap", error(found.apertureFlux, found.apertureError));
    columns.number("magapbig", mag(found.bigFlux));
    columns.number("sigmagapbig", error(found.bigFlux, found.bigError));
    columns.number("magdiff", aperture - psf);
    columns.number("magfromlim", exposure.limit - aperture);
    columns.number("sky", found.background);
    columns.number("fwhm", found.fwhm);
    columns.number("seeratio", std::clamp(1.25 * exposure.psf.fwhmPx / found.fwhm, 0., 2.));
    // Near 1 for what is as narrow and round as a star, as SExtractor's network says of bright objects.
    const double wide = std::max(0., found.fwhm / exposure.psf.fwhmPx - 1.25);
    const double stretched = std::max(0., found.longAxis / found.shortAxis - 1.25);
    columns.number("classtar", std::clamp(0.985 - 0.35 * wide - 0.3 * stretched, 0.02, 1.));
    columns.number("aimage", found.longAxis);
    columns.number("bimage", found.shortAxis);
    columns.number("aimagerat", found.longAxis / found.fwhm);
    columns.number("bimagerat", found.shortAxis / found.fwhm);
    columns.number("elong", found.longAxis / found.shortAxis);
    columns.whole("nneg", found.negative);
    columns.whole("nbad", 0);
    columns.number("sumrat", found.sumRatio);
    columns.number("scorr", found.scorr);
    columns.number("dsnrms", found.differencePeak);
    columns.number("ssnrms", found.filteredPeak);
    columns.number("dsdiff", found.differencePeak - found.filteredPeak);
    columns.whole("tooflag", 0);
}

/// On the chip, counted from 0.
std::array<double, 2> pixelOf(const AlertParts& parts)
{
    return { parts.column0 + parts.measured->x - stampMiddle, parts.row0 + parts.measured->y - stampMiddle };
}

void putPlace(Columns& columns, const AlertParts& parts)
{
    const auto [column, row] = pixelOf(parts);
    const auto place = measuredPlace(parts);
    columns.number("xpos", column + 1); // counted from 1
    columns.number("ypos", row + 1);
    columns.number("ra", place.raDeg);
    columns.number("dec", place.decDeg);
    columns.number(
        "mindtoedge", std::min({ column + 0.5, row + 0.5, chipColumns - column - 0.5, chipRows - row - 0.5 }));
}

void putCalibration(Columns& columns, const AlertParts& parts)
{
    const Exposure& exposure = *parts.exposure;
    Random random(parts.random, static_cast<std::uint64_t>(exposure.processing()), 0, 1);
    const double red = exposure.filter == 1 ? -0.05 : 0.09, spread = random.uniform(0.018, 0.05);
    columns.number("magzpsci", exposure.zeroPoint);
    columns.number("magzpscirms", spread);
    const double matches = std::clamp(exposure.field.starsInStamp * 90, 60., 2200.);
    columns.number("magzpsciunc", spread / matches / 100);
    columns.whole("nmatches", static_cast<std::int64_t>(matches));
    columns.number("clrcoeff", red + random.normal(0, 0.015));
    columns.number("clrcounc", 1e-5);
    columns.number("zpmed", exposure.zeroPoint + 0.02);
    columns.number("clrmed", random.normal(0.65, 0.08));
    columns.number("clrrms", random.normal(0.25, 0.04));
    columns.number("exptime", 30);
    const std::int64_t field = exposure.field.number;
    columns.whole("rfid", ((field * 10) + exposure.filter) * 100'000 + exposure.field.quadrant * 100 + 1);
    const double began = 2458154.67 + random.uniform(0, 200);
    columns.number("jdstartref", began);
    columns.number("jdendref", began + random.uniform(30, 300));
    columns.whole("nframesref", exposure.referenceFrames);
}

void putHistory(Columns& columns, const AlertParts& parts)
{
    const History& history = *parts.history;
    const double now = parts.exposure->jd;
    columns.whole("ndethist", history.detections() + 1);
    columns.whole("ncovhist", history.coverage + static_cast<int>(history.visits.size()) + 1);
    columns.number("jdstarthist", history.firstDetectionJd > 0 ? history.firstDetectionJd : now);
    columns.number("jdendhist", now);
    const bool known = parts.scene->kind == Kind::Asteroid && parts.scene->knownAsteroid;
    Random random(parts.random, static_cast<std::uint64_t>(parts.candid), 0, 2);
    columns.number("ssdistnr", known ? std::floor(random.waiting(0.8)) : -999);
    const double predicted = parts.scene->magnitude[parts.exposure->filter == 1 ? 0 : 1];
    columns.number("ssmagnr", known ? std::floor(10 * predicted + 0.5) / 10 : -999);
    columns.text("ssnamenr", known ? std::to_string(1000 + random.below(600'000)) : "null");
}

AvroValue candidateOf(const AlertParts& parts)
{
    const Exposure& exposure = *parts.exposure;
    Columns columns;
    putExposure(columns, exposure.jd, exposure.filter, exposure.processing(), exposure.limit, parts);
    columns.whole("candid", parts.candid);
    columns.text("isdiffpos", parts.scene->fades ? "f" : "t");
    columns.whole("tblid", parts.number);
    putPlace(columns, parts);
    putMeasured(columns, parts);
    putCalibration(columns, parts);
    putNeighbours(columns, *parts.scene, exposure, parts.column0, parts.row0,
        Random(parts.random, static_cast<std::uint64_t>(parts.number), 0, stream::catalogues));
    putHistory(columns, parts);
    columns.text("rbversion", "");
    columns.text("drbversion", "");
    return { columns.take() };
}

AvroValue cutout(const char* which, const Grid& grid, const AlertParts& parts, bool zero)
{
    Columns columns;
    columns.text("fileName", "candid" + std::to_string(parts.candid) + "_" + which + ".fits.gz");
    columns.bytes("stampData", stampFile(grid, parts, zero));
    return { columns.take() };
}

} // namespace

Place measuredPlace(const AlertParts& parts)
{
    const auto [column, row] = pixelOf(parts);
    const Exposure& exposure = *parts.exposure;
    return placeOf(exposure.field, column - exposure.offsetX, row - exposure.offsetY);
}

AvroValue packetOf(const AlertParts& parts)
{
    Columns columns;
    columns.text("schemavsn", "4.02");
    columns.text("publisher", "Vetrina (simulated)");
    columns.text("objectId", parts.object);
    columns.whole("candid", parts.candid);
    columns.put("candidate", candidateOf(parts));
    columns.put("prv_candidates", historyOf(parts));
    columns.put("cutoutScience", cutout("targ_sci", parts.stamps->science, parts, false));
    columns.put("cutoutTemplate", cutout("ref", parts.stamps->reference, parts, parts.stamps->referenceIsZero));
    columns.put("cutoutDifference", cutout("targ_scimref", parts.stamps->difference, parts, false));
    return { columns.take() };
}

Bytes stampFile(const Grid& grid, const AlertParts& parts, bool zeroInsteadOfNaN)
{
    constexpr std::size_t block = 2880;
    // The stamp begins 31 pixels before the alert and ends with the chip.
    const int left = std::max(0, stampMiddle - parts.column0), top = std::max(0, stampMiddle - parts.row0);
    const int right = std::min(stampSide, chipColumns - parts.column0 + stampMiddle);
    const int bottom = std::min(stampSide, chipRows - parts.row0 + stampMiddle);
    std::string file;
    const auto card = [&](std::string_view keyword, const std::string& value) {
        std::string line(keyword);
        line.resize(8, ' ');
        line += "= ";
        line += value.front() == '\'' ? value : std::string(20 - value.size(), ' ') + value;
        line.resize(80, ' ');
        file += line;
    };
    card("SIMPLE", "T");
    card("BITPIX", "-32");
    card("NAXIS", "2");
    card("NAXIS1", std::to_string(right - left));
    card("NAXIS2", std::to_string(bottom - top));
    card("BUNIT", "'DN      '");
    file += "END";
    file.resize(block, ' ');
    const float lost = zeroInsteadOfNaN ? 0.f : std::numeric_limits<float>::quiet_NaN();
    for (int row = top; row < bottom; ++row)
        for (int column = left; column < right; ++column) {
            const std::size_t at = pixel(column, row);
            const auto raw = std::bit_cast<std::uint32_t>(parts.stamps->missing[at] ? lost : grid[at]);
            for (int shift = 24; shift >= 0; shift -= 8)
                file += static_cast<char>(raw >> shift);
        }
    file.resize((file.size() + block - 1) / block * block, '\0');
    return formats::gzip(asBytes(file), 3);
}

} // namespace vetrina::simulate
