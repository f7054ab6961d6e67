#include "ui/lightcurve/curve_points.h"

#include "core/sky/light_curve_figures.h"
#include "core/sky/time.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace vetrina::ui {

namespace {

using Kind = CurvePoint::Kind;

class Words {
    Q_DECLARE_TR_FUNCTIONS(LightCurve)
};

/// With the minus sign that stands as wide as a plus.
QString fixed(double value, int decimals, bool sign = false)
{
    QString text = QString::number(std::abs(value), 'f', decimals);
    const bool zero = text.toDouble() == 0;
    if (value < 0 && !zero)
        text.prepend(QChar(0x2212));
    else if (sign)
        text.prepend('+');
    return text;
}

double numberOf(const data::Fields& fields, std::string_view name)
{
    for (const auto& [key, value] : fields)
        if (key == name) {
            if (const auto* whole = std::get_if<std::int64_t>(&value))
                return static_cast<double>(*whole);
            if (const auto* number = std::get_if<double>(&value))
                return *number;
        }
    return CurvePoint::none;
}

/// When the survey itself first saw the object, beyond what the packet's history holds.
double recordedFirst(const session::CandidateView& view)
{
    if (view.candidate.key.survey == data::Survey::Ztf)
        return numberOf(view.fields, "jdstarthist");
    return sky::jdUtcOfMjdTai(numberOf(view.fields, "diaObject.firstDiaSourceMjdTai"));
}

CurvePoint pointOf(const sky::Epoch& epoch)
{
    CurvePoint point;
    const sky::Reading reading = sky::readingOf(epoch);
    const sky::Measured flux = sky::differenceFlux(epoch);
    switch (epoch.kind) {
    case sky::Epoch::Kind::Detection:
        point.kind = Kind::Detection;
        break;
    case sky::Epoch::Kind::UpperLimit:
        point.kind = Kind::Limit;
        break;
    case sky::Epoch::Kind::Forced:
        point.kind = reading.detected() ? Kind::Forced : Kind::ForcedLimit;
        break;
    }
    point.band = epoch.band;
    point.positive = epoch.positive;
    point.jd = epoch.jd;
    point.magnitude = reading.magnitude.value;
    point.magnitudeError = reading.magnitude.error;
    point.limit = reading.limit;
    point.flux = flux.value;
    point.fluxError = flux.error;
    point.signalToNoise = sky::signalToNoise(epoch);
    point.candid = epoch.alertId;
    return point;
}

CurvePoint pointOf(const session::ObjectAlert& alert)
{
    sky::Epoch epoch;
    epoch.band = alert.band;
    epoch.positive = alert.positive;
    epoch.jd = alert.jd;
    epoch.alertId = alert.candid;
    epoch.magnitude = alert.magnitude;
    epoch.magnitudeError = alert.magnitudeError;
    CurvePoint point = pointOf(epoch);
    point.row = alert.row;
    point.elsewhere = true;
    return point;
}

bool saysSomething(const CurvePoint& point) { return std::isfinite(point.value(false)) || std::isfinite(point.flux); }

QString seconds(double jd)
{
    QString iso = QString::fromStdString(sky::isoUtc(jd, 0));
    return iso.replace('T', ' ').replace('Z', " UTC");
}

/// How far in time, said to the day, the hour or the minute.
QString apart(double days)
{
    const double size = std::abs(days);
    if (size >= 0.995)
        return Words::tr("%1 d").arg(fixed(size, size < 99.95 ? 1 : 0));
    if (size * 24 >= 0.995)
        return Words::tr("%1 h").arg(fixed(size * 24, 1));
    return Words::tr("%1 min").arg(fixed(size * 1440, 0));
}

QString rateWords(char band, const sky::Rate& rate, bool full)
{
    const QString value = fixed(rate.magPerDay, 2, true);
    if (!full)
        return Words::tr("%1 %2 mag/d in %3").arg(QChar(band)).arg(value, apart(rate.spanDays));
    const QString error = std::isfinite(rate.error) ? QStringLiteral(" ± ") + fixed(rate.error, 3) : QString();
    const QString how = rate.fitted
        ? Words::tr("a line through %1 detections in %2").arg(rate.points).arg(apart(rate.spanDays))
        : Words::tr("the last two nights, %1 apart").arg(apart(rate.spanDays));
    return Words::tr("%1: %2%3 mag a day (%4); less is brighter")
        .arg(QChar(band))
        .arg(fixed(rate.magPerDay, 3, true), error, how);
}

} // namespace

double CurvePoint::value(bool inFlux) const
{
    if (!inFlux)
        return isLimit(false) ? limit : magnitude;
    return kind == Kind::Limit ? sky::microjanskyOf(limit) : flux;
}

double CurvePoint::error(bool inFlux) const
{
    if (isLimit(inFlux))
        return none;
    return inFlux ? fluxError : magnitudeError;
}

CurvePoints pointsOf(const session::CandidateView& view, const std::vector<session::ObjectAlert>& alerts)
{
    CurvePoints made;
    std::unordered_map<std::int64_t, data::Row> rows;
    for (const session::ObjectAlert& alert : alerts)
        rows.emplace(alert.candid, alert.row);
    for (const sky::Epoch& epoch : view.lightCurve.epochs) {
        CurvePoint point = pointOf(epoch);
        if (!saysSomething(point) || !std::isfinite(point.jd))
            continue;
        point.current = point.kind == Kind::Detection && point.candid == view.candidate.key.id;
        if (const auto own = rows.find(point.candid); point.candid != 0 && own != rows.end()) {
            point.row = own->second;
            rows.erase(own); // what is left the packet does not know
        } else if (point.current) {
            point.row = view.row;
        }
        made.detections += point.kind == Kind::Detection;
        made.limits += point.kind == Kind::Limit;
        made.forced += point.isForced();
        made.points.push_back(point);
    }
    for (const session::ObjectAlert& alert : alerts)
        if (rows.contains(alert.candid) && alert.candid != view.candidate.key.id && std::isfinite(alert.jd)) {
            const CurvePoint point = pointOf(alert);
            if (!saysSomething(point))
                continue;
            made.points.push_back(point);
            ++made.elsewhere;
        }
    std::ranges::stable_sort(made.points, {}, &CurvePoint::jd);

    double now = view.candidate.jd;
    if (!std::isfinite(now) && !made.points.empty())
        now = made.points.back().jd;
    constexpr double simultaneous = 1e-6; // days: for packets whose own record does not repeat its id
    for (std::size_t i = 0; i < made.points.size(); ++i) {
        CurvePoint& point = made.points[i];
        point.days = point.jd - now;
        if (point.candid == 0 && point.kind == Kind::Detection && std::abs(point.days) < simultaneous)
            point.current = true;
        if (point.current)
            made.current = i;
        if (point.kind == Kind::Detection && !made.first)
            made.first = i;
    }
    const double seen = made.first ? -made.points[*made.first].days : CurvePoint::none;
    made.age = std::fmax(seen, now - recordedFirst(view));
    return made;
}

QString wordsOf(const CurvePoint& point)
{
    const auto measured = [](double value, double error, int decimals) {
        return fixed(value, decimals)
            + (std::isfinite(error) ? QStringLiteral(" ± ") + fixed(error, decimals) : QString());
    };
    const QString band = point.band == '?' ? Words::tr("band not said") : QString(QChar(point.band));
    QStringList first;
    switch (point.kind) {
    case Kind::Detection:
        first << band + ' ' + measured(point.magnitude, point.magnitudeError, 2);
        break;
    case Kind::Limit:
        first << Words::tr("%1 nothing above %2 (5σ)").arg(band, fixed(point.limit, 2));
        break;
    case Kind::Forced:
        first << Words::tr("%1 %2 forced").arg(band, measured(point.magnitude, point.magnitudeError, 2));
        break;
    case Kind::ForcedLimit:
        first << Words::tr("%1 forced, nothing above %2 (5σ)").arg(band, fixed(point.limit, 2));
        break;
    }
    if (std::isfinite(point.signalToNoise))
        first << Words::tr("S/N %1").arg(fixed(point.signalToNoise, 1));
    if (std::isfinite(point.flux))
        first << Words::tr("%1 µJy").arg(measured(point.flux, point.fluxError, 1));
    QStringList lines{ first.join(QStringLiteral(" · ")) };
    if (point.kind == Kind::Detection && !point.positive)
        lines << Words::tr("fainter than in the template");
    lines << seconds(point.jd)
            + (point.current         ? Words::tr(" · this alert")
                    : point.days < 0 ? Words::tr(" · %1 before").arg(apart(point.days))
                                     : Words::tr(" · %1 later").arg(apart(point.days)));
    if (point.candid != 0 && !point.current)
        lines << (point.row >= 0 ? Words::tr("%1 · click to go there") : Words::tr("%1 · not in this project"))
                     .arg(point.candid);
    else if (point.candid != 0)
        lines << QString::number(point.candid);
    return lines.join('\n');
}

QString figureWords(const session::CandidateView& view, const CurvePoints& points, bool full)
{
    const double jd = view.candidate.jd;
    QStringList words;
    std::string bands(1, view.candidate.band); // the alert's own first
    for (const char band : std::string_view("ugrizy"))
        if (band != view.candidate.band)
            bands += band;
    for (const char band : bands)
        if (const auto rate = sky::riseRate(view.lightCurve, band, jd))
            words << rateWords(band, *rate, full);
    if (const auto colour = sky::colourAt(view.lightCurve, 'g', 'r', jd)) {
        const QString value = fixed(colour->magnitude.value, 2, true);
        const QString said = full ? Words::tr("g − r = %1 ± %2, measured %3 apart")
                                        .arg(value, fixed(colour->magnitude.error, 2), apart(colour->hoursApart / 24))
                                  : QStringLiteral("g−r ") + value;
        words.insert(full ? words.size() : std::min<qsizetype>(1, words.size()), said);
    }
    if (const auto peak = sky::peakDetection(view.lightCurve)) {
        const sky::Epoch& epoch = view.lightCurve.epochs[*peak];
        if (epoch.alertId != view.candidate.key.id || full)
            words << (full ? Words::tr("brightest %1 %2, %3 before this alert")
                                 .arg(QChar(epoch.band))
                                 .arg(fixed(epoch.magnitude, 2), apart(jd - epoch.jd))
                           : Words::tr("peak %1 %2").arg(QChar(epoch.band)).arg(fixed(epoch.magnitude, 2)));
    }
    if (full && std::isfinite(points.age))
        words << Words::tr("first detected %1 before this alert").arg(apart(points.age));
    return words.join(full ? QStringLiteral("\n") : QStringLiteral(" · "));
}

QString curveTable(const CurvePoints& points, bool withForced, QChar between)
{
    const auto cell = [](double value, int decimals) {
        return std::isfinite(value) ? QString::number(value, 'f', decimals) : QString();
    };
    static constexpr const char* kinds[] = { "detection", "limit", "forced", "forced_limit" };
    QStringList lines{ QStringList{ "kind", "band", "jd", "days", "magnitude", "magnitude_error", "limit", "flux_ujy",
        "flux_error_ujy", "snr", "positive", "candid", "in_project" }
                           .join(between) };
    for (const CurvePoint& point : points.points) {
        if (point.isForced() && !withForced)
            continue;
        lines << QStringList{ kinds[static_cast<std::size_t>(point.kind)], QString(QChar(point.band)),
            cell(point.jd, 8), cell(point.days, 6), cell(point.magnitude, 5), cell(point.magnitudeError, 5),
            cell(point.limit, 5), cell(point.flux, 4), cell(point.fluxError, 4), cell(point.signalToNoise, 2),
            std::isfinite(point.flux) ? (point.positive ? "1" : "0") : "",
            point.candid != 0 ? QString::number(point.candid) : QString(), point.row >= 0 ? "1" : "0" }
                     .join(between);
    }
    return lines.join('\n') + '\n';
}

} // namespace vetrina::ui
