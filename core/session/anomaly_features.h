#pragma once

#include "core/anomaly/scaling.h"
#include "core/anomaly/scorer.h"
#include "core/data/candidate.h"
#include "core/data/table.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::session {

/// What a scorer looks at, as `--on` names it.
struct FeatureChoice {
    enum class Kind {
        Fields, ///< of the table
        Embedding ///< of a model
    };

    Kind kind = Kind::Fields;
    std::vector<std::string> fields; ///< empty: the survey's own choice
    std::string model;

    /// "fields:a,b,..", "embedding:M", "". Errors: WrongUse.
    [[nodiscard]] static Result<FeatureChoice> parse(std::string_view on);
};

/// The survey's own choice of fields, of those that the table has: of the survey that most of the rows are of.
/// Errors: NotFound where the table has none of them.
[[nodiscard]] Result<std::vector<std::string>> defaultFields(const data::Table& table, std::span<const data::Row> rows);

/// Candidates as a scorer sees them.
struct Features {
    std::vector<data::Row> rows; ///< also their ids for the scorer
    std::uint64_t skipped = 0; ///< had none of the fields, or no vector
    anomaly::FittedFields fields;
    std::vector<float> values; ///< fields scaled, vectors as they are, [column * rows + row]

    [[nodiscard]] anomaly::Rows view() const
    {
        return { MatrixView::byColumns(values, rows.size(), fields.names.size()), rows };
    }
};

/// Scales fields of rows: as they are themselves, or by what was measured before. The scaling is that of the result.
///
/// Errors: NotFound for a field that is not there; WrongUse for one that is a text; Cancelled.
[[nodiscard]] Result<Features> featuresOfFields(const data::Table& table, std::vector<data::Row> rows,
    const std::vector<std::string>& names, const std::vector<anomaly::Scaling::Field>* scaling,
    const anomaly::Run& run);

/// Values of one field, NaN where missing. Errors: as featuresOfFields().
[[nodiscard]] Result<std::vector<double>> valuesOfField(
    const data::Table& table, const std::string& name, std::span<const data::Row> rows);

} // namespace vetrina::session
