#include "ui/train/run_figures.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vetrina::ui {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double z95 = 1.959964;

QString tr(const char* words) { return QCoreApplication::translate("RunFigures", words); }

Compared::Verdict verdict(double first, double second, std::pair<double, double> a, std::pair<double, double> b)
{
    if (std::isnan(a.first) || std::isnan(b.first))
        return Compared::Verdict::Unsaid;
    if (a.first <= b.second && b.first <= a.second)
        return Compared::Verdict::Same;
    return first > second ? Compared::Verdict::Better : Compared::Verdict::Worse;
}

QString intervals(std::pair<double, double> a, std::pair<double, double> b)
{
    return tr("95 % intervals: %1 to %2, %3 to %4")
        .arg(figure(a.first, 3), figure(a.second, 3), figure(b.first, 3), figure(b.second, 3));
}

} // namespace

std::pair<double, double> PartFigures::Share::interval() const
{
    const double n = static_cast<double>(of), p = value(), zz = z95 * z95;
    const double middle = (p + zz / (2 * n)) / (1 + zz / n);
    const double half = z95 / (1 + zz / n) * std::sqrt(p * (1 - p) / n + zz / (4 * n * n));
    return { middle - half, middle + half };
}

std::optional<PartFigures::Share> PartFigures::recall(const std::string& verdict) const
{
    const auto at = static_cast<std::size_t>(std::ranges::find(verdicts, verdict) - verdicts.begin());
    const std::size_t n = verdicts.size();
    if (at >= n || confusion.size() != n * n)
        return std::nullopt;
    Share share{ confusion[at * n + at], 0 };
    for (std::size_t i = 0; i < n; ++i)
        share.of += confusion[at * n + i];
    return share.of > 0 ? std::optional(share) : std::nullopt;
}

std::optional<PartFigures> figuresOf(const session::TrainingRun& run, const char* part)
{
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromStdString(run.metrics)).object()[QLatin1String(part)].toObject();
    if (json.isEmpty())
        return std::nullopt;
    PartFigures figures;
    figures.samples = static_cast<std::uint64_t>(json["samples"].toDouble());
    figures.auc = json["auc"].toDouble(none);
    const QJsonArray interval = json["auc_95"].toArray();
    figures.aucLow = interval.size() == 2 ? interval[0].toDouble(none) : none;
    figures.aucHigh = interval.size() == 2 ? interval[1].toDouble(none) : none;
    figures.macroF1 = json["macro_f1"].toDouble(none);
    figures.accuracy = json["accuracy"].toDouble(none);
    for (const QJsonValue verdict : json["verdicts"].toArray())
        figures.verdicts.push_back(verdict.toString().toStdString());
    for (const QJsonValue count : json["confusion"].toArray())
        figures.confusion.push_back(static_cast<std::uint64_t>(count.toDouble()));
    return figures;
}

std::vector<Compared> compared(const PartFigures& first, const PartFigures& second)
{
    std::vector<Compared> lines;
    const std::pair aucs{ first.aucLow, first.aucHigh }, others{ second.aucLow, second.aucHigh };
    if (!std::isnan(first.auc) || !std::isnan(second.auc))
        lines.push_back({ tr("AUC"), first.auc, second.auc, verdict(first.auc, second.auc, aucs, others),
            std::isnan(aucs.first) || std::isnan(others.first) ? QString() : intervals(aucs, others) });
    lines.push_back({ tr("macro F1"), first.macroF1, second.macroF1 });
    lines.push_back({ tr("accuracy"), first.accuracy, second.accuracy });
    auto verdicts = first.verdicts;
    for (const auto& one : second.verdicts)
        if (std::ranges::find(verdicts, one) == verdicts.end())
            verdicts.push_back(one);
    for (const auto& one : verdicts) {
        const auto a = first.recall(one), b = second.recall(one);
        if (!a && !b)
            continue;
        Compared line{ tr("%1 recall").arg(QString::fromStdString(one)), a ? a->value() : none, b ? b->value() : none };
        if (a && b) {
            line.verdict = verdict(line.first, line.second, a->interval(), b->interval());
            line.tip = tr("%1 of %2, %3 of %4").arg(a->right).arg(a->of).arg(b->right).arg(b->of) + '\n'
                + intervals(a->interval(), b->interval());
        }
        lines.push_back(line);
    }
    return lines;
}

QString nameOf(const session::TrainingRun& run) { return tr("Run %1").arg(run.number); }

Tag stateTag(const session::TrainingRun& run, bool isDefault)
{
    if (isDefault)
        return { tr("DEFAULT"), Token::Ok, Tag::Kind::Filled };
    switch (run.state) {
    case session::RunState::Training:
        return { tr("TRAINING"), Token::Accent, Tag::Kind::Outlined };
    case session::RunState::Stopped:
        return { tr("STOPPED"), Token::NoClass, Tag::Kind::Dashed };
    case session::RunState::Failed:
        return { tr("FAILED"), Token::Bad, Tag::Kind::Outlined };
    case session::RunState::Done:
        break;
    }
    return {};
}

QString durationWords(double seconds)
{
    const auto whole = static_cast<long long>(std::llround(std::max(0., seconds)));
    const QChar zero('0');
    return whole < 3600
        ? QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, zero)
        : QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, zero).arg(whole % 60, 2, 10, zero);
}

QString millions(std::size_t numbers)
{
    const double m = static_cast<double>(numbers) / 1e6;
    return QString::number(m, 'f', m < 1 ? 2 : 1);
}

QString figure(double value, int decimals)
{
    return std::isfinite(value) ? QString::number(value, 'f', decimals) : QStringLiteral("–");
}

} // namespace vetrina::ui
