#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace vetrina::ui {

/// How well words fit what was typed.
struct FuzzyMatch {
    int score = 0; ///< greater is better
    QList<int> letters; ///< places of the letters in the text that were typed, ascending
};

/// Whether every word that was typed stands in the text, letters in order, whatever their case. Best where they
/// follow each other and begin words. An empty question fits everything with 0. Pure.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text);

} // namespace vetrina::ui
