#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::data {

/// A class that a candidate can be given.
struct LabelClass {
    std::string name; ///< what label events store: "variable star"
    std::string title; ///< as it is read: "Variable star"
    std::string shortTitle; ///< on a narrow key: "Var"
    std::string code; ///< in a tag: "VS"
    std::string key; ///< the key that gives it, one character; empty for none
    std::string colour; ///< a colour token's name: "vs"
    std::string mark; ///< in plots: disc, square, diamond, triangle, cross, ring

    bool operator==(const LabelClass&) const = default;
};

/// The classes that somebody labels with, as a JSON file:
///
///     { "name": "real-bogus", "title": "Real or bogus", "version": 1, "about": "..",
///       "classes": [ { "name": "real", "title": "Real", "short": "Real", "code": "REAL", "key": "1",
///                      "colour": "real", "mark": "disc" }, .. ] }
///
/// Only `name`, `version` and the classes' names must be there; the rest is made from the name. `"multi": true` lets a
/// candidate have several classes at once: label_set.h. Unknown keys are left out of what is read, so that a later
/// Vetrina may write more.
struct LabelScheme {
    std::string name;
    std::string title;
    std::string about;
    int version = 1; ///< raised whenever an edit is saved; stored with every label
    bool multi = false; ///< a label is a set of classes
    std::vector<LabelClass> classes;

    /// The class of that name, code or title, whatever the case of its letters; null where there is none.
    [[nodiscard]] const LabelClass* find(std::string_view words) const;

    /// Errors: Malformed with `place` and what is wrong: no JSON, a missing or doubled name, code or key, a key of more
    /// than one character, an unknown mark, no classes or more than 64, a `+` in a name where `multi` is set.
    [[nodiscard]] static Result<LabelScheme> parse(std::string_view json, const std::string& place = "scheme");
    [[nodiscard]] static Result<LabelScheme> read(const std::filesystem::path& file);
    [[nodiscard]] std::string toJson() const;

    /// The schemes that ship, the default one first: transient-types, real-bogus, morphology.
    /// Errors: those of read(), where the installation is incomplete.
    [[nodiscard]] static Result<std::vector<LabelScheme>> shipped();

    bool operator==(const LabelScheme&) const = default;
};

} // namespace vetrina::data
