#pragma once

#include "core/data/candidate.h"

#include <QString>

namespace vetrina::ui {

/// What a candidate is called: its object, or the number of its alert where the survey knows none.
[[nodiscard]] inline QString nameOf(const data::Candidate& candidate)
{
    return candidate.object.empty() ? QString::number(candidate.key.id) : QString::fromStdString(candidate.object);
}

} // namespace vetrina::ui
