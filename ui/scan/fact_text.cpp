#include "ui/scan/fact_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>
#include <optional>

namespace vetrina::ui {

namespace {

QString none() { return QCoreApplication::translate("Facts", "none"); }

/// With three decimals, rounded up or down, so that the value itself is within.
QString outwards(double value, bool up)
{
    if (!std::isfinite(value) || std::abs(value) > 1e9)
        return QString::number(value, 'g', 15);
    constexpr double slack = 1e-6; // of a float32 that was written with fewer digits
    const double rounded = up ? std::ceil(value * 1000 - slack) / 1000 : std::floor(value * 1000 + slack) / 1000;
    return QString::number(rounded, 'g', 12);
}

std::optional<double> numberOf(const data::FieldValue& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

QString unitOf(const data::FieldDoc* doc) { return doc ? QString::fromStdString(doc->unit) : QString(); }

/// With decimals, but none lost of what is small.
QString fixed(double value, int decimals)
{
    const double size = std::abs(value);
    if (size != 0 && (size < 0.5 * std::pow(10, -decimals) || size >= 1e9))
        return QString::number(value, 'g', 3);
    return QString::number(value, 'f', decimals);
}

QString rounded(double value, const QString& unit, const QString& name)
{
    static const QStringList fine{ "magpsf", "sigmapsf", "diffmaglim", "magap", "sigmagap" };
    if (unit == "mag")
        return fixed(value, fine.contains(name) ? 3 : 2);
    if (unit == "arcsec")
        return fixed(value, std::abs(value) < 10 ? 2 : 1) + QStringLiteral("″");
    if (unit == "deg")
        return fixed(value, name.endsWith("Err") ? 6 : 5) + QStringLiteral("°");
    if (unit == "px")
        return fixed(value, 2) + " px";
    if (unit == "nJy")
        return fixed(value, std::abs(value) < 100 ? 1 : 0) + " nJy";
    if (unit == "d")
        return fixed(value, value > 10000 ? 5 : 2) + (value > 10000 ? "" : " d"); // a date needs no unit
    if (!unit.isEmpty())
        return fixed(value, std::abs(value) < 100 ? 3 : 1) + ' ' + unit;
    if (std::abs(value) >= 10000)
        return QString::number(value, 'f', value > 50000 && value < 3e6 ? 5 : 0); // dates that say no unit
    return fixed(value, std::abs(value) < 100 ? 3 : 1);
}

} // namespace

QString valueText(const data::FieldValue& value)
{
    struct Text {
        QString operator()(std::monostate) const { return none(); }
        QString operator()(bool flag) const
        {
            return flag ? QCoreApplication::translate("Facts", "yes") : QCoreApplication::translate("Facts", "no");
        }
        QString operator()(std::int64_t integer) const { return QString::number(integer); }
        QString operator()(double real) const
        {
            if (std::isnan(real))
                return QStringLiteral("NaN");
            // Nine digits tell a float32 apart; what is a float32 is not drowned in the noise of its doubling.
            const bool single = static_cast<double>(static_cast<float>(real)) == real;
            return QString::number(real, 'g', single ? 7 : 15);
        }
        QString operator()(const std::string& text) const { return QString::fromStdString(text); }
    };
    return std::visit(Text(), value);
}

bool isNothing(data::Survey survey, const QString& name, const data::FieldValue& value)
{
    if (survey == data::Survey::Lsst) {
        const auto* id = std::get_if<std::int64_t>(&value);
        return id && *id == 0 && name.endsWith("Id");
    }
    if (const auto* text = std::get_if<std::string>(&value))
        return *text == "null";
    return numberOf(value) == -999;
}

QString shortText(data::Survey survey, const QString& name, const data::FieldValue& value, const data::FieldDoc* doc)
{
    if (isNothing(survey, name, value))
        return none() + " (" + valueText(value) + ')';
    if (const auto* text = std::get_if<std::string>(&value); text && text->empty())
        return none() + " (" + QCoreApplication::translate("Facts", "empty") + ')';
    const auto* real = std::get_if<double>(&value);
    return real && std::isfinite(*real) ? rounded(*real, unitOf(doc), name) : valueText(value);
}

QString fieldTip(data::Survey survey, const QString& name, const data::FieldValue& value, const data::FieldDoc* doc)
{
    QString full = valueText(value);
    if (isNothing(survey, name, value))
        full = none() + " (" + full + ')';
    else if (const QString unit = unitOf(doc); !unit.isEmpty() && !std::holds_alternative<std::monostate>(value))
        full += ' ' + unit;
    const QString meaning = doc && !doc->meaning.empty()
        ? QString::fromStdString(doc->meaning)
        : QCoreApplication::translate("Facts", "The survey does not say what it means.");
    return "<b>" + name.toHtmlEscaped() + "</b> = " + full.toHtmlEscaped() + "<br>" + meaning.toHtmlEscaped();
}

QString filterText(data::Survey survey, const QString& name, const data::FieldValue& value, const data::FieldDoc* doc)
{
    bool plain = !name.isEmpty() && !name[0].isDigit();
    for (const QChar c : name)
        plain = plain && (c == '_' || c == '.' || (c.unicode() < 128 && c.isLetterOrNumber()));
    const QString field = plain ? name : '`' + QString(name).remove('`') + '`';
    if (std::holds_alternative<std::monostate>(value))
        return field + " is none";
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? field : "not " + field;
    if (const auto* text = std::get_if<std::string>(&value)) {
        QString words = QString::fromStdString(*text);
        return field + " = \"" + words.replace('"', "\"\"") + '"';
    }
    if (isNothing(survey, name, value))
        return field + " = " + valueText(value);
    const bool whole = std::holds_alternative<std::int64_t>(value);
    const QString unit = unitOf(doc);
    if (whole && !name.startsWith('n') && !name.section('.', -1).startsWith('n'))
        return field + " = " + valueText(value);
    const bool lessIsMore = unit == "mag" || unit == "arcsec" || unit == "px";
    return field + (lessIsMore ? " <= " : " >= ") + (whole ? valueText(value) : outwards(*numberOf(value), lessIsMore));
}

} // namespace vetrina::ui
