#pragma once

#include "ui/project/project.h"

/// A ZTF candidate with these fields; two of them have words of their schema, one with signs that are none of ours.
inline vetrina::ui::ViewPtr viewWith(vetrina::data::Fields fields)
{
    auto view = std::make_shared<vetrina::session::CandidateView>();
    view->candidate.key = { vetrina::data::Survey::Ztf, 2481334963515015002 };
    view->candidate.object = "ZTF23abigzke";
    view->candidate.jd = 2460235.8349653;
    view->candidate.raDeg = 19.6840311;
    view->candidate.decDeg = -23.5290262;
    view->candidate.band = 'g';
    view->candidate.magnitude = 18.317F;
    view->fields = std::move(fields);
    auto docs = std::make_shared<vetrina::data::FieldDocs>();
    docs->fields["magpsf"] = { "mag", "Magnitude from PSF-fit photometry", "float" };
    docs->fields["evil"] = { "<b>", "<img src='x'> & more", "float" };
    view->docs = docs;
    return view;
}
