#pragma once

#include "core/data/filter.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::data {

/// What the words of a filter may be, for one table: what completion offers.
struct FilterVocabulary {
    struct Field {
        std::string name;
        Column::Type type = Column::Type::Float64;
        std::string about; ///< unit and meaning, as "mag, of the difference image"; may be empty
    };
    struct Named {
        std::string name;
        std::string about;
    };

    std::vector<Field> fields;
    std::vector<Named> filters;
    /// The values that a column of text has, where they are few: the classes of `label`, the bands, the nights.
    std::map<std::string, std::vector<std::string>, std::less<>> values;
};

/// A word that may stand where one types.
struct FilterWord {
    enum class Kind { Field, Function, Filter, Value, Operator, Keyword };

    Kind kind = Kind::Field;
    std::string text; ///< as it is written: a name in backticks, a value in quotes, a function with its parenthesis
    std::string about;
};

/// What may stand at a place of a filter.
struct FilterCompletion {
    TextRange replaced; ///< what was typed of it, which a word takes the place of; empty between words
    std::vector<FilterWord> words; ///< the likeliest first
    /// Whether a name or a number begins here, of which there are many: not worth showing before a letter is typed.
    bool open = false;
};

/// The words that may stand at byte `cursor` of a filter that is being typed, well formed or not. Names are found by
/// their beginning, then by the beginning of a part (`mag` in `diffmag_ref`), then by any part; in any case. Pure.
[[nodiscard]] FilterCompletion completeFilter(
    std::string_view text, std::size_t cursor, const FilterVocabulary& vocabulary, std::size_t most = 60);

} // namespace vetrina::data
