#include "ui/scan/facts.h"

#include "core/sky/coordinates.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <initializer_list>
#include <optional>

namespace vetrina::ui {

namespace {

/// Finds fields of one candidate by name.
class Lookup {
public:
    explicit Lookup(const data::Fields& fields)
        : m_fields(fields)
    {
    }

    [[nodiscard]] const data::FieldValue* find(const char* name) const
    {
        for (const auto& [key, value] : m_fields)
            if (key == name)
                return &value;
        return nullptr;
    }

    /// Nothing for null, ZTF's sentinel -999, and what is no number. (Rubin's fluxes go far below it.)
    [[nodiscard]] std::optional<double> number(const char* name) const
    {
        const data::FieldValue* value = find(name);
        if (!value)
            return std::nullopt;
        std::optional<double> number;
        if (const auto* real = std::get_if<double>(value))
            number = *real;
        else if (const auto* integer = std::get_if<std::int64_t>(value))
            number = static_cast<double>(*integer);
        return number && std::isfinite(*number) && *number != -999 ? number : std::nullopt;
    }

    [[nodiscard]] QString text(const char* name, int decimals, const QString& unit = {}) const
    {
        const auto value = number(name);
        return value ? QString::number(*value, 'f', decimals) + unit : QStringLiteral("none");
    }

private:
    const data::Fields& m_fields;
};

const QString dot = QStringLiteral(" · ");
const QString arcsec = QStringLiteral("″");

QString joined(std::initializer_list<QString> parts) { return QStringList(parts).join(dot); }

void addPosition(std::vector<Fact>& facts, const data::Candidate& candidate)
{
    const sky::SkyPosition at{ candidate.raDeg, candidate.decDeg };
    facts.emplace_back(
        QCoreApplication::translate("Facts", "RA, Dec"), QString::fromStdString(sky::sexagesimal(at, 1)));
    const sky::Galactic galactic = sky::galacticOf(at);
    facts.emplace_back(QCoreApplication::translate("Facts", "Galactic l, b"),
        QString("%1 %2").arg(galactic.lDeg, 0, 'f', 1).arg(galactic.bDeg, 0, 'f', 1));
}

std::vector<Fact> ztfFacts(const data::Candidate& candidate, const Lookup& f)
{
    std::vector<Fact> facts;
    addPosition(facts, candidate);
    const auto add = [&](const char* needs, const char* name, const QString& value) {
        if (f.find(needs))
            facts.emplace_back(QString::fromUtf8(name), value);
    };
    add("magpsf", "magpsf", f.text("magpsf", 3) + QStringLiteral(" ± ") + f.text("sigmapsf", 3));
    add("diffmaglim", "diffmaglim (5σ)", f.text("diffmaglim", 3));
    add("drb", "drb · rb", joined({ f.text("drb", 3), f.text("rb", 3) }));
    if (const auto fwhm = f.number("fwhm"))
        add("fwhm", "fwhm",
            joined({ QString::number(*fwhm, 'f', 2) + " px", QString::number(*fwhm * 1.012, 'f', 1) + arcsec }));
    add("distpsnr1", "distpsnr1 · sgscore1", joined({ f.text("distpsnr1", 2, arcsec), f.text("sgscore1", 3) }));
    add("srmag1", "srmag1", f.text("srmag1", 2));
    add("distnr", "distnr · magnr", joined({ f.text("distnr", 2, arcsec), f.text("magnr", 2) }));
    add("ssdistnr", "ssdistnr", f.text("ssdistnr", 1, arcsec));
    add("ndethist", "ndethist · ncovhist", joined({ f.text("ndethist", 0), f.text("ncovhist", 0) }));
    add("elong", "elong · nbad · nneg", joined({ f.text("elong", 2), f.text("nbad", 0), f.text("nneg", 0) }));
    facts.emplace_back("isdiffpos", candidate.positive ? "t" : "f");
    add("neargaia", "neargaia", f.text("neargaia", 1, arcsec));
    add("chipsf", "chipsf · sharpnr", joined({ f.text("chipsf", 2), f.text("sharpnr", 3) }));
    add("field", "field · rcid", joined({ f.text("field", 0), f.text("rcid", 0) }));
    add("programid", "programid", f.text("programid", 0));
    return facts;
}

std::vector<Fact> lsstFacts(const data::Candidate& candidate, const Lookup& f)
{
    std::vector<Fact> facts;
    addPosition(facts, candidate);
    const auto add = [&](const char* needs, const char* name, const QString& value) {
        if (f.find(needs))
            facts.emplace_back(QString::fromUtf8(name), value);
    };
    facts.emplace_back(QCoreApplication::translate("Facts", "magnitude"),
        std::isnan(candidate.magnitude) ? QStringLiteral("none")
                                        : QString("%1 ± %2")
                                              .arg(static_cast<double>(candidate.magnitude), 0, 'f', 3)
                                              .arg(static_cast<double>(candidate.magnitudeError), 0, 'f', 3));
    add("psfFlux", "psfFlux, nJy", f.text("psfFlux", 0) + QStringLiteral(" ± ") + f.text("psfFluxErr", 0));
    add("snr", "snr", f.text("snr", 1));
    add("reliability", "reliability", f.text("reliability", 3));
    add("apFlux", "apFlux, nJy", f.text("apFlux", 0) + QStringLiteral(" ± ") + f.text("apFluxErr", 0));
    add("scienceFlux", "scienceFlux, nJy", f.text("scienceFlux", 0));
    add("templateFlux", "templateFlux, nJy", f.text("templateFlux", 0));
    add("extendedness", "extendedness", f.text("extendedness", 2));
    add("dipoleMeanFlux", "dipoleMeanFlux, nJy", f.text("dipoleMeanFlux", 0));
    add("psfChi2", "psfChi2 · psfNdata", joined({ f.text("psfChi2", 0), f.text("psfNdata", 0) }));
    add("visit", "visit · detector", joined({ f.text("visit", 0), f.text("detector", 0) }));
    add("ssObjectId", "ssObjectId", f.text("ssObjectId", 0));
    return facts;
}

} // namespace

std::vector<Fact> factsOf(const session::CandidateView& view)
{
    const Lookup fields(view.fields);
    return view.candidate.key.survey == data::Survey::Lsst ? lsstFacts(view.candidate, fields)
                                                           : ztfFacts(view.candidate, fields);
}

std::vector<SurveyScore> surveyScoresOf(const session::CandidateView& view)
{
    const Lookup fields(view.fields);
    std::vector<SurveyScore> scores;
    for (const char* name : { "drb", "rb", "reliability", "classtar", "sgscore1" })
        if (const auto value = fields.number(name); value && *value >= 0 && *value <= 1)
            scores.push_back({ QString::fromUtf8(name), *value });
    return scores;
}

QString valueText(const data::FieldValue& value)
{
    struct Text {
        QString operator()(std::monostate) const { return QStringLiteral("none"); }
        QString operator()(bool flag) const { return flag ? QStringLiteral("t") : QStringLiteral("f"); }
        QString operator()(std::int64_t integer) const { return QString::number(integer); }
        QString operator()(double real) const
        {
            if (std::isnan(real))
                return QStringLiteral("NaN");
            // Nine digits tell a float32 apart; what is a float32 is not drowned in the noise of its doubling.
            const bool single = static_cast<double>(static_cast<float>(real)) == real;
            return QString::number(real, 'g', single ? 7 : 12);
        }
        QString operator()(const std::string& text) const { return QString::fromStdString(text); }
    };
    return std::visit(Text(), value);
}

} // namespace vetrina::ui
