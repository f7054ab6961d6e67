#include "ui/map/map_colouring.h"

#include "core/image/colormap.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace vetrina::ui {

namespace {

using Kind = MapColouring::Kind;

QString words(const char* text) { return QCoreApplication::translate("MapColouring", text); }

/// Looks for texts that have none of their own, told apart by shape as well.
struct Look {
    Token colour;
    const char* mark;
};
constexpr std::array<Look, 7> looks{ { { Token::Supernova, "disc" }, { Token::Bogus, "cross" },
    { Token::VariableStar, "square" }, { Token::Asteroid, "triangle" }, { Token::Agn, "diamond" },
    { Token::Real, "disc" }, { Token::Anomaly, "square" } } };

/// A column's values as numbers; NaN for a null.
std::vector<double> numbersOf(const data::Column& column, const MapPoints& points)
{
    using Type = data::Column::Type;
    std::vector<double> values(points.count(), std::nan(""));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto row = static_cast<std::size_t>(points.row(i));
        if (row >= column.rows || !column.isValid(row))
            continue;
        switch (column.type) {
        case Type::Int64:
            values[i] = static_cast<double>(column.ints[row]);
            break;
        case Type::Float32:
            values[i] = static_cast<double>(column.floats[row]);
            break;
        case Type::Float64:
            values[i] = column.doubles[row];
            break;
        case Type::Bool:
            values[i] = column.bools[row];
            break;
        case Type::Text:
            break;
        }
        if (values[i] == -999 || values[i] == -9999) // ZTF's way of saying nothing
            values[i] = std::nan("");
    }
    return values;
}

/// The value below which that share of them lies.
double quantile(std::vector<double>& values, double share)
{
    const auto at = static_cast<std::ptrdiff_t>(std::floor(share * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

void byNumber(MapColouring& made, const data::Column& column, const MapPoints& points,
    std::optional<std::pair<double, double>> limits)
{
    const auto values = numbersOf(column, points);
    if (limits) {
        std::tie(made.low, made.high) = *limits;
    } else {
        std::vector<double> finite;
        std::ranges::copy_if(values, std::back_inserter(finite), [](double value) { return std::isfinite(value); });
        if (!finite.empty()) {
            made.low = quantile(finite, 0.01);
            made.high = quantile(finite, 0.99);
        }
    }
    if (!(made.high > made.low))
        made.high = made.low + 1;
    made.groups.resize(MapColouring::steps + 1);
    made.groups.back() = { words(QT_TRANSLATE_NOOP("MapColouring", "No value")), Token::NoClass, "ring", 0 };
    made.groupOf.resize(points.count());
    for (std::size_t i = 0; i < values.size(); ++i) {
        // Limited before it is a whole number: some lie too far outside for one.
        const double place = std::clamp((values[i] - made.low) / (made.high - made.low), 0.0, 1.0);
        const int step = std::isfinite(values[i])
            ? std::min(static_cast<int>(place * MapColouring::steps), MapColouring::steps - 1)
            : MapColouring::steps;
        made.groupOf[i] = static_cast<std::uint8_t>(step);
        ++made.groups[static_cast<std::size_t>(step)].count;
    }
    for (int step = 0; step < MapColouring::steps; ++step)
        made.groups[static_cast<std::size_t>(step)].mark = "disc";
}

void byText(MapColouring& made, const data::Column& column, const MapPoints& points)
{
    std::unordered_map<std::string_view, std::size_t> counts;
    const auto textOf = [&](std::size_t i) {
        const auto row = static_cast<std::size_t>(points.row(i));
        return row < column.rows && column.isValid(row) ? column.textAt(row) : std::string_view();
    };
    for (std::size_t i = 0; i < points.count(); ++i)
        ++counts[textOf(i)];
    std::vector<std::pair<std::string_view, std::size_t>> order(counts.begin(), counts.end());
    std::erase_if(order, [](const auto& one) { return one.first.empty(); });
    std::ranges::sort(order,
        [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    std::unordered_map<std::string_view, std::uint8_t> groups;
    for (std::size_t i = 0; i < std::min(order.size(), looks.size()); ++i) {
        groups[order[i].first] = static_cast<std::uint8_t>(i);
        made.groups.push_back({ QString::fromUtf8(order[i].first.data(), static_cast<qsizetype>(order[i].first.size())),
            looks[i].colour, looks[i].mark, 0 });
    }
    const auto others = static_cast<std::uint8_t>(made.groups.size());
    if (order.size() > looks.size())
        made.groups.push_back({ words(QT_TRANSLATE_NOOP("MapColouring", "Others")), Token::Text3, "ring", 0 });
    const auto none = static_cast<std::uint8_t>(made.groups.size());
    made.groups.push_back({ words(QT_TRANSLATE_NOOP("MapColouring", "No value")), Token::NoClass, "ring", 0 });
    made.groupOf.resize(points.count());
    for (std::size_t i = 0; i < points.count(); ++i) {
        const auto text = textOf(i);
        const auto known = groups.find(text);
        made.groupOf[i] = text.empty() ? none : known == groups.end() ? others : known->second;
        ++made.groups[made.groupOf[i]].count;
    }
}

void byBool(MapColouring& made, const data::Column& column, const MapPoints& points)
{
    made.groups = { { words(QT_TRANSLATE_NOOP("MapColouring", "Yes")), Token::Supernova, "disc", 0 },
        { words(QT_TRANSLATE_NOOP("MapColouring", "No")), Token::NoClass, "ring", 0 } };
    const auto values = numbersOf(column, points);
    made.groupOf.resize(points.count());
    for (std::size_t i = 0; i < values.size(); ++i)
        ++made.groups[made.groupOf[i] = values[i] > 0 ? 0 : 1].count;
}

constexpr std::size_t mostLabels = 250; ///< groups of labels; a group's number is a byte, and 0 is none

/// The labels that somebody gave, as classes of the scheme; texts beyond what a byte counts are "Others".
void addLabels(MapColouring& made, const data::Column& column, const MapPoints& points, const ClassStyles& classes)
{
    for (const ClassStyle& style : classes.all())
        made.labels.push_back({ style.title, style.colour, style.mark.isEmpty() ? "disc" : style.mark, 0 });
    std::unordered_map<std::string_view, std::uint8_t> known; // of a set of classes the first one
    made.labelled.resize(points.count());
    for (std::size_t i = 0; i < points.count(); ++i) {
        const auto row = static_cast<std::size_t>(points.row(i));
        if (row >= column.rows || !column.isValid(row) || column.textAt(row).empty())
            continue;
        const auto text = column.textAt(row);
        auto at = known.find(text);
        if (at == known.end()) {
            int index = -1;
            for (std::size_t c = 0; c < classes.all().size() && index < 0; ++c)
                if (classes.holds(std::string(text), classes.all()[c]))
                    index = static_cast<int>(c);
            if (index < 0 && made.labels.size() >= mostLabels) {
                if (made.labels.size() == mostLabels)
                    made.labels.push_back(
                        { words(QT_TRANSLATE_NOOP("MapColouring", "Others")), Token::Text3, "ring", 0 });
                index = static_cast<int>(mostLabels);
            } else if (index < 0) { // the scheme no longer has it
                index = static_cast<int>(made.labels.size());
                const ClassStyle style = classes.of(std::string(text));
                made.labels.push_back({ style.title, style.colour, style.mark.isEmpty() ? "disc" : style.mark, 0 });
            }
            at = known.emplace(text, static_cast<std::uint8_t>(index + 1)).first;
        }
        made.labelled[i] = at->second;
        ++made.labels[at->second - 1u].count;
    }
}

} // namespace

std::string columnFor(const data::Table& table, ColourBy by)
{
    const auto names = table.columnNames();
    const auto first = [&](std::string_view prefix, std::string_view suffix) {
        for (const std::string& name : names)
            if (name.starts_with(prefix) && name.ends_with(suffix))
                return name;
        return std::string();
    };
    switch (by) {
    case ColourBy::Label:
        return first("label", "label");
    case ColourBy::Score: {
        const std::string usual = first("score.default.", "");
        return usual.empty() ? first("score.", "") : usual;
    }
    case ColourBy::Anomaly:
        return first("anomaly.", ".percentile");
    case ColourBy::Magnitude:
        return std::ranges::find(names, "magpsf") != names.end() ? "magpsf" : first("mag", "mag");
    case ColourBy::Field:
        break;
    }
    return {};
}

Result<MapColouringPtr> colouringOf(const data::Table& table, const MapPoints& points, ColourBy by,
    const std::string& field, const ClassStyles& classes, std::stop_token stop)
{
    auto made = std::make_shared<MapColouring>();
    if (const std::string labels = columnFor(table, ColourBy::Label); !labels.empty())
        if (const auto column = table.column(labels); column && (*column)->type == data::Column::Type::Text)
            addLabels(*made, **column, points, classes);
    made->hasScores = !columnFor(table, ColourBy::Score).empty();
    if (stop.stop_requested())
        return cancelled();
    const std::string name = by == ColourBy::Field ? field : columnFor(table, by);
    made->column = QString::fromStdString(name);
    if (name.empty())
        return fail(Error::Code::NotFound, "there is nothing of that to colour by");
    if (by == ColourBy::Label) {
        made->groups = made->labels;
        made->groups.push_back({ words(QT_TRANSLATE_NOOP("MapColouring", "No label")), Token::NoClass, "ring", 0 });
        const auto none = static_cast<std::uint8_t>(made->groups.size() - 1);
        made->groupOf.resize(points.count(), none);
        for (std::size_t i = 0; i < made->labelled.size(); ++i)
            if (made->labelled[i])
                made->groupOf[i] = static_cast<std::uint8_t>(made->labelled[i] - 1);
        made->groups.back().count = static_cast<std::size_t>(std::ranges::count(made->groupOf, none));
        return made;
    }
    const auto column = table.column(name);
    if (!column)
        return tl::unexpected(column.error());
    if (stop.stop_requested())
        return cancelled();
    if ((*column)->type == data::Column::Type::Text) {
        byText(*made, **column, points);
    } else if ((*column)->type == data::Column::Type::Bool) {
        byBool(*made, **column, points);
    } else {
        const bool score = name.starts_with("score.") || name == "drb" || name == "rb" || name == "surveyscore";
        const bool percentile = name.starts_with("anomaly.") && name.ends_with(".percentile");
        made->kind = score ? Kind::Verdict : name.starts_with("anomaly.") ? Kind::Anomaly : Kind::Viridis;
        made->reversed = name == "mag" || name == "magpsf" || name == "magap";
        using Limits = std::optional<std::pair<double, double>>;
        byNumber(*made, **column, points, score ? Limits({ 0, 1 }) : percentile ? Limits({ 0, 100 }) : Limits());
    }
    return made;
}

QRgb scaleColour(Kind kind, double place)
{
    place = std::clamp(place, 0.0, 1.0);
    const auto mix = [](const QColor& a, const QColor& b, double share) {
        const auto one = [share](
                             int from, int to) { return static_cast<int>(std::lround(from + share * (to - from))); };
        return qRgb(one(a.red(), b.red()), one(a.green(), b.green()), one(a.blue(), b.blue()));
    };
    if (kind == Kind::Verdict)
        return place < 0.5 ? mix(colour(Token::Bogus), colour(Token::NoClass), place * 2)
                           : mix(colour(Token::NoClass), colour(Token::Real), place * 2 - 1);
    if (kind == Kind::Anomaly) // what is usual steps back: only the last tenth is amber through and through
        return mix(colour(Token::NoClass), colour(Token::Anomaly), place * place * place);
    static const auto viridis = image::ColorMap::named("viridis");
    const double share = currentScheme() == Scheme::Light ? 0.05 + 0.75 * place : 0.15 + 0.85 * place; // seen on both
    return static_cast<QRgb>((*viridis)->colors[static_cast<std::size_t>(share * (image::ColorMap::size - 1))]);
}

std::vector<QRgb> coloursOf(const MapColouring& colouring)
{
    std::vector<QRgb> colours;
    for (std::size_t i = 0; i < colouring.groups.size(); ++i) {
        const bool step = colouring.isScale() && i < MapColouring::steps;
        const double place = (static_cast<double>(i) + 0.5) / MapColouring::steps;
        colours.push_back(step ? scaleColour(colouring.kind, colouring.reversed ? 1 - place : place)
                               : colour(colouring.groups[i].colour).rgb());
    }
    return colours;
}

} // namespace vetrina::ui
