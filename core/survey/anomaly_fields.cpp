#include "core/survey/anomaly_fields.h"

#include <array>

namespace vetrina::survey {

namespace {

constexpr std::array<std::string_view, 25> ztf{ "magpsf", "sigmapsf", "magdiff", "magfromlim", "chipsf", "scorr",
    "fwhm", "seeratio", "elong", "aimagerat", "bimagerat", "classtar", "nneg", "sumrat", "sky", "dsnrms", "ssnrms",
    "dsdiff", "distnr", "magnr", "sharpnr", "chinr", "sgscore1", "distpsnr1", "ndethist" };

constexpr std::array<std::string_view, 18> lsst{ "psfFlux", "psfFluxErr", "psfChi2", "psfNdata", "snr", "apFlux",
    "scienceFlux", "templateFlux", "extendedness", "ixx", "iyy", "ixy", "trailFlux", "trailLength", "dipoleLength",
    "dipoleFluxDiff", "bboxSize", "diaObject.nDiaSources" };

} // namespace

std::span<const std::string_view> anomalyFields(data::Survey survey)
{
    if (survey == data::Survey::Lsst)
        return lsst;
    return ztf;
}

} // namespace vetrina::survey
