#pragma once

#include "core/base/result.h"
#include "core/data/label_scheme.h"

#include <string>
#include <string_view>
#include <vector>

namespace vetrina::data {

// A label is one class, or in a scheme with `multi` a set of classes, written with a `+` between them in the scheme's
// order: "merger+tidal". The same set is always the same text, so that `label = 'merger+tidal'` finds it, and
// `label like '%merger%'` all that have that class. The empty text is no label.

/// The classes of a label, in its order; none of an empty one.
[[nodiscard]] std::vector<std::string> classesOf(const LabelScheme& scheme, std::string_view label);

/// A label in the scheme's own words and order, from names, codes or titles. Errors: WrongUse for what is no class, and
/// for several in a scheme without `multi`.
[[nodiscard]] Result<std::string> labelOf(const LabelScheme& scheme, std::string_view words);

/// `label` with that class if it was without it, else without it. Classes that the scheme no longer has stay, at the
/// end. In a scheme without `multi`: the class alone.
[[nodiscard]] std::string toggled(const LabelScheme& scheme, std::string_view label, std::string_view className);

} // namespace vetrina::data
