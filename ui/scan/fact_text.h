#pragma once

#include "core/data/candidate.h"
#include "core/data/field_doc.h"

#include <QString>

namespace vetrina::ui {

/// A field in full: "none" for null, "yes" or "no", integers in full, floats with as many digits as they carry.
[[nodiscard]] QString valueText(const data::FieldValue& value);

/// The same as a table has room for: as many digits as the unit asks for, with its unit but for magnitudes; "none
/// (-999)" for what the survey writes where it has nothing. `doc` may be null.
[[nodiscard]] QString shortText(
    data::Survey survey, const QString& name, const data::FieldValue& value, const data::FieldDoc* doc);

/// Whether the survey writes that where it has no value: ZTF's -999 and "null", Rubin's 0 of an id.
[[nodiscard]] bool isNothing(data::Survey survey, const QString& name, const data::FieldValue& value);

/// Name, value in full, unit and meaning, as rich text; whatever the packet's doc says stays text.
[[nodiscard]] QString fieldTip(
    data::Survey survey, const QString& name, const data::FieldValue& value, const data::FieldDoc* doc);

/// `magpsf <= 18.317`: a filter that lets this candidate through and what is better in that field.
[[nodiscard]] QString filterText(
    data::Survey survey, const QString& name, const data::FieldValue& value, const data::FieldDoc* doc);

} // namespace vetrina::ui
