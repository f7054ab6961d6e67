#pragma once

#include "core/data/table.h"
#include "ui/map/map_points.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/class_style.h"

#include <QColor>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace vetrina::ui {

enum class ColourBy : unsigned char { Label, Score, Anomaly, Magnitude, Field };

/// What each point of a map is, to be shown by colour and mark: classes, or steps of a scale. Immutable; any thread.
struct MapColouring {
    /// Where the colours come from; resolved by coloursOf() in the scheme in force.
    enum class Kind : unsigned char { Classes, Verdict, Anomaly, Viridis };
    struct Group {
        QString name;
        Token colour = Token::NoClass; ///< of classes
        QString mark; ///< disc, square, diamond, triangle, cross, ring
        std::size_t count = 0;
    };
    static constexpr int steps = 32; ///< of a scale; the group behind them has no value

    Kind kind = Kind::Classes;
    QString column; ///< what it is by: "label", "drb"
    std::vector<Group> groups;
    std::vector<std::uint8_t> groupOf; ///< a point -> its group
    double low = 0, high = 1; ///< of a scale: its ends; what lies beyond is shown as they are
    bool reversed = false; ///< small is much: magnitudes
    /// A point -> the class of its label plus one, 0 for none: marks over a density.
    std::vector<std::uint8_t> labelled;
    std::vector<Group> labels; ///< the classes that it names

    bool hasScores = false; ///< the table has a score to colour by

    [[nodiscard]] bool isScale() const { return kind != Kind::Classes; }
};

using MapColouringPtr = std::shared_ptr<const MapColouring>;

/// Off the window's thread. Errors: NotFound where the table has no such column, or none to colour by.
[[nodiscard]] Result<MapColouringPtr> colouringOf(const data::Table& table, const MapPoints& points, ColourBy by,
    const std::string& field, const ClassStyles& classes, std::stop_token stop = {});

/// The column that stands for a choice: the first score of the default model, the first scorer's percentile, magpsf;
/// empty where the table has none.
[[nodiscard]] std::string columnFor(const data::Table& table, ColourBy by);

/// A colour a group, in the scheme in force. The window's thread.
[[nodiscard]] std::vector<QRgb> coloursOf(const MapColouring& colouring);
/// That of a place on a scale, 0..1.
[[nodiscard]] QRgb scaleColour(MapColouring::Kind kind, double place);

} // namespace vetrina::ui
