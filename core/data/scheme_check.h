#pragma once

#include "core/data/label_scheme.h"

#include <map>
#include <string>
#include <vector>

namespace vetrina::data {

/// What is wrong with one field of a scheme that somebody is writing.
struct SchemeProblem {
    int classIndex = -1; ///< -1: of the scheme itself
    std::string field; ///< "name", "title", "code", "key", "colour", "mark", "classes"
    std::string message; ///< "U is the key of Undo"

    bool operator==(const SchemeProblem&) const = default;
};

/// All that keeps a scheme from being saved, in the order of its fields; none where it is good.
///
/// A scheme without a problem is read back by LabelScheme::parse() as it is. `taken` are the keys that do something
/// else while one labels: lower case, with what they do.
[[nodiscard]] std::vector<SchemeProblem> problemsOf(
    const LabelScheme& scheme, const std::map<std::string, std::string>& taken = {});

/// The next free version of an edit: one above `latest`, or `latest` itself where nothing but the version differs.
[[nodiscard]] int nextVersion(const LabelScheme& edited, const LabelScheme& latest);

/// A name to store made from a title: "Disc or spiral" -> "disc or spiral"; without what a name may not hold.
[[nodiscard]] std::string nameFromTitle(std::string_view title);

} // namespace vetrina::data
