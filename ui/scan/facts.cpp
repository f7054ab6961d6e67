#include "ui/scan/facts.h"

#include "core/sky/coordinates.h"
#include "core/sky/light_curve_figures.h"
#include "ui/scan/fact_text.h"

#include <QCoreApplication>

#include <cmath>
#include <optional>

namespace vetrina::ui {

namespace {

const QString dot = QStringLiteral(" · ");
const QString plusMinus = QStringLiteral("±");

QString say(const char* words) { return QCoreApplication::translate("Facts", words); }

const data::FieldValue* find(const session::CandidateView& view, const QString& name)
{
    const std::string key = name.toStdString();
    for (const auto& [field, value] : view.fields)
        if (field == key)
            return &value;
    return nullptr;
}

const data::FieldDoc* docOf(const session::CandidateView& view, const QString& name)
{
    return view.docs ? view.docs->find(name.toStdString()) : nullptr;
}

std::optional<double> number(const session::CandidateView& view, const QString& name)
{
    const data::FieldValue* value = find(view, name);
    if (!value || isNothing(view.candidate.key.survey, name, *value))
        return std::nullopt;
    if (const auto* real = std::get_if<double>(value))
        return std::isfinite(*real) ? std::optional(*real) : std::nullopt;
    if (const auto* integer = std::get_if<std::int64_t>(value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

QString signedText(double value, int decimals)
{
    const QString text = QString::number(std::abs(value), 'f', decimals);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + text;
}

/// What Vetrina works out: the value, empty where it can't, and how.
struct Worked {
    QString name, value, how, copy;
};

Worked position(const session::CandidateView& view)
{
    const sky::SkyPosition at{ view.candidate.raDeg, view.candidate.decDeg };
    if (!std::isfinite(at.raDeg) || !std::isfinite(at.decDeg))
        return { say("RA, Dec"), {}, {}, {} };
    return { say("RA, Dec"), QString::fromStdString(sky::sexagesimal(at, 1)),
        say("Right ascension and declination, ICRS, of the alert: %1").arg(QString::fromStdString(sky::decimal(at))),
        QString::fromStdString(sky::sexagesimal(at, 2)) };
}

Worked galactic(const session::CandidateView& view)
{
    const sky::Galactic at = sky::galacticOf({ view.candidate.raDeg, view.candidate.decDeg });
    if (!std::isfinite(at.bDeg))
        return { say("Galactic l, b"), {}, {}, {} };
    const auto text = [&](int decimals) {
        return QString("%1 %2").arg(at.lDeg, 0, 'f', decimals).arg(at.bDeg, 0, 'f', decimals);
    };
    return { say("Galactic l, b"), text(1), say("Galactic longitude and latitude, degrees"), text(5) };
}

Worked magnitude(const session::CandidateView& view)
{
    const auto& c = view.candidate;
    if (std::isnan(c.magnitude))
        return { say("magnitude"), {}, {}, {} };
    const QString text = QString::number(double(c.magnitude), 'f', 3)
        + (std::isnan(c.magnitudeError) ? QString() : " ± " + QString::number(double(c.magnitudeError), 'f', 3));
    return { say("magnitude"), text, say("AB magnitude of the size of the difference flux"), text };
}

Worked rise(const session::CandidateView& view)
{
    const auto& c = view.candidate;
    const QString name = say("rise, %1").arg(QChar(c.band));
    const auto rate = sky::riseRate(view.lightCurve, c.band, c.jd);
    if (!rate)
        return { name, {}, {}, {} };
    const QString text = signedText(rate->magPerDay, 2) + " mag/d";
    const QString how = rate->fitted
        ? say("A line through %1 points of %2 days; negative: it brightens")
              .arg(rate->points)
              .arg(rate->spanDays, 0, 'f', 1)
        : say("From the last two nights, %1 days apart; negative: it brightens").arg(rate->spanDays, 0, 'f', 1);
    return { name, text, how, QString::number(rate->magPerDay, 'g', 6) };
}

Worked colourOf(const session::CandidateView& view)
{
    const auto colour = sky::colourAt(view.lightCurve, 'g', 'r', view.candidate.jd);
    if (!colour)
        return { "g−r", {}, {}, {} };
    return { "g−r", signedText(colour->magnitude.value, 2),
        say("From detections in both bands, %1 hours apart").arg(colour->hoursApart, 0, 'f', 1),
        QString::number(colour->magnitude.value, 'g', 6) };
}

Worked age(const session::CandidateView& view)
{
    const double days =
        sky::ageDays(view.lightCurve, view.candidate.jd, number(view, "jdstarthist").value_or(std::nan("")));
    if (!(days >= 0))
        return { say("age"), {}, {}, {} };
    return { say("age"), QString::number(days, 'f', days < 10 ? 2 : 1) + " d",
        say("Days from the first detection to this alert"), QString::number(days, 'g', 8) };
}

Worked workedOut(const session::CandidateView& view, const QString& id)
{
    if (id == "@radec")
        return position(view);
    if (id == "@galactic")
        return galactic(view);
    if (id == "@magnitude")
        return magnitude(view);
    if (id == "@rise")
        return rise(view);
    if (id == "@colour")
        return colourOf(view);
    return id == "@age" ? age(view) : Worked();
}

/// One of a fact's parts: a field, or one with its error.
QString partText(const session::CandidateView& view, const QString& part)
{
    const auto survey = view.candidate.key.survey;
    const QString name = part.section(plusMinus, 0, 0), error = part.section(plusMinus, 1);
    const data::FieldValue* value = find(view, name);
    if (!value)
        return {};
    QString text = shortText(survey, name, *value, docOf(view, name));
    // ZTF gives these two in pixels; what one has in mind are arcseconds. 1.0126" is the scale of its alerts' own
    // places.
    constexpr double arcsecPerPixel = 1.0126;
    if (const auto pixels = survey == data::Survey::Ztf ? number(view, name) : std::nullopt) {
        if (name == "distnr")
            text = QString::number(*pixels * arcsecPerPixel, 'f', 2) + QStringLiteral("″");
        else if (name == "fwhm")
            text += dot + QString::number(*pixels * arcsecPerPixel, 'f', 1) + QStringLiteral("″");
    }
    if (const data::FieldValue* sigma = error.isEmpty() ? nullptr : find(view, error)) {
        const QString second = shortText(survey, error, *sigma, docOf(view, error));
        if (const qsizetype unit = text.indexOf(' '); unit > 0 && second.endsWith(text.mid(unit)))
            text.truncate(unit); // one unit is enough
        text += " ± " + second;
    }
    return text;
}

/// The parts of a fact; a packet's own odd name may hold a blank.
QStringList partsOf(const session::CandidateView& view, const QString& id)
{
    return find(view, id) ? QStringList{ id } : id.split(' ', Qt::SkipEmptyParts);
}

QStringList fieldsOf(const session::CandidateView& view, const QString& id)
{
    if (find(view, id))
        return { id };
    QStringList names;
    for (const QString& part : id.split(' ', Qt::SkipEmptyParts))
        names << part.split(plusMinus, Qt::SkipEmptyParts);
    return names;
}

} // namespace

QString factName(const QString& id)
{
    if (id == "@radec")
        return say("RA, Dec");
    if (id == "@galactic")
        return say("Galactic l, b");
    if (id == "@magnitude")
        return say("magnitude");
    if (id == "@rise")
        return say("rise");
    if (id == "@colour")
        return "g−r";
    if (id == "@age")
        return say("age");
    if (id == "diffmaglim")
        return "diffmaglim (5σ)";
    QStringList names;
    for (const QString& part : id.split(' ', Qt::SkipEmptyParts))
        names << part.section(plusMinus, 0, 0);
    return names.join(dot);
}

Fact factOf(const session::CandidateView& view, const QString& id)
{
    if (id.startsWith('@')) {
        const Worked worked = workedOut(view, id);
        const QString value = worked.value.isEmpty() ? say("none") : worked.value;
        return { id, worked.name, value, worked.how, worked.copy.isEmpty() ? value : worked.copy };
    }
    Fact fact{ id, {}, {}, {}, {} };
    QStringList values, copies;
    for (const QString& part : partsOf(view, id))
        if (const QString text = partText(view, part); !text.isEmpty())
            values << text;
    for (const QString& name : fieldsOf(view, id))
        if (const data::FieldValue* value = find(view, name))
            copies << valueText(*value);
    if (values.isEmpty())
        return fact;
    fact.name = find(view, id) && id.contains(' ') ? id : factName(id);
    fact.value = values.join(dot);
    fact.copy = copies.join(' ');
    if (const data::FieldDoc* doc = docOf(view, fieldsOf(view, id).value(0)))
        fact.meaning = QString::fromStdString(doc->meaning);
    return fact;
}

QString factTip(const session::CandidateView& view, const QString& id)
{
    QStringList lines;
    if (id.startsWith('@')) {
        const Worked worked = workedOut(view, id);
        lines << "<b>" + worked.name.toHtmlEscaped()
                + "</b> = " + (worked.copy.isEmpty() ? say("none") : worked.copy.toHtmlEscaped()) + "<br>"
                + worked.how.toHtmlEscaped();
    }
    for (const QString& name : fieldsOf(view, id))
        if (const data::FieldValue* value = find(view, name))
            lines << fieldTip(view.candidate.key.survey, name, *value, docOf(view, name));
    return lines.isEmpty() ? QString() : "<qt>" + lines.join("<br>") + "</qt>";
}

QString factFilter(const session::CandidateView& view, const QString& id)
{
    if (id == "@radec")
        return QString("cone(%1, %2, 10)").arg(view.candidate.raDeg, 0, 'f', 6).arg(view.candidate.decDeg, 0, 'f', 6);
    const QString name = fieldsOf(view, id).value(0);
    const data::FieldValue* value = find(view, name);
    return value ? filterText(view.candidate.key.survey, name, *value, docOf(view, name)) : QString();
}

QStringList shippedFacts(data::Survey survey)
{
    if (survey == data::Survey::Lsst)
        return { "@radec", "@magnitude", "psfFlux±psfFluxErr", "snr", "reliability", "templateFlux±templateFluxErr",
            "extendedness", "isDipole", "ssObjectId", "diaObject.nDiaSources", "@rise", "@galactic",
            "scienceFlux±scienceFluxErr", "apFlux±apFluxErr", "trailLength", "psfChi2 psfNdata", "visit detector" };
    return { "@radec", "magpsf±sigmapsf", "diffmaglim", "fwhm", "drb rb", "distpsnr1 sgscore1", "srmag1",
        "distnr magnr", "ssdistnr", "ndethist ncovhist", "@rise", "@galactic", "elong nbad nneg", "isdiffpos",
        "neargaia", "field rcid" };
}

QString surveyKey(data::Survey survey) { return survey == data::Survey::Lsst ? "lsst" : "ztf"; }

std::vector<SurveyScore> surveyScoresOf(const session::CandidateView& view)
{
    std::vector<SurveyScore> scores;
    for (const char* name : { "drb", "rb", "reliability", "classtar", "sgscore1" })
        if (const auto value = number(view, name); value && *value >= 0 && *value <= 1)
            scores.push_back({ QString::fromUtf8(name), *value, factTip(view, name) });
    return scores;
}

} // namespace vetrina::ui
