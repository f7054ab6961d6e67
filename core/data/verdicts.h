#pragma once

#include <span>
#include <string>
#include <vector>

namespace vetrina::data {

/// Whether a model's classes are `real`, and then what it is if it is: the others share its probability.
[[nodiscard]] inline bool areTypesOfReal(std::span<const std::string> classes)
{
    return classes.size() >= 3 && classes.front() == "real";
}

/// Makes a model's answer one of classes that exclude each other: of `real` and its types it makes `bogus` and the
/// types. Other answers stay as they are. Both are one a class.
inline void toVerdicts(std::vector<std::string>& classes, std::vector<float>& probabilities)
{
    if (!areTypesOfReal(classes) || probabilities.size() != classes.size())
        return;
    classes.front() = "bogus";
    probabilities.front() = 1 - probabilities.front();
}

} // namespace vetrina::data
