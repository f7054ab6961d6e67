#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <span>
#include <string>
#include <vector>

namespace vetrina::anomaly {

/// What brings fields of any unit to one scale, whatever a few outliers do: (value - median) / (third - first
/// quartile), as scikit-learn's RobustScaler.
///
/// What is missing (NaN) stands at the median, 0: that a value is missing makes no candidate strange, nor ordinary. A
/// field whose quartiles are equal is divided by its standard deviation instead; one that is the same everywhere, or
/// missing everywhere, is 0. Infinities count as missing.
class Scaling {
public:
    struct Field {
        double median = 0; ///< NaN where all was missing
        double spread = 0; ///< 0 where the field says nothing
    };

    /// Of the values of one field. Quartiles between two values are interpolated, as numpy does.
    [[nodiscard]] static Field measure(std::span<const double> values);

    [[nodiscard]] static float scaled(const Field& field, double value);

    /// Survey fields say "not measured" as null, as NaN, or as ZTF's -999: all three are missing here.
    [[nodiscard]] static double known(double value);
};

/// What takes raw fields to a scorer, kept with it.
struct FittedFields {
    std::vector<std::string> names;
    std::vector<Scaling::Field> scaling; ///< one a name

    [[nodiscard]] Bytes save() const;
    /// Errors: Malformed.
    [[nodiscard]] static Result<FittedFields> load(std::span<const std::byte> bytes);
};

} // namespace vetrina::anomaly
