#pragma once

#include "core/session/candidates.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace vetrina::ui {

/// A name and what stands beside it.
struct Fact {
    QString id; ///< what made it: a field's name, or see factOf()
    QString name, value;
    QString meaning; ///< of its first field; empty where the survey does not say
    QString copy; ///< the value in full
};

/// One fact of a candidate; its name is empty where the packet has nothing of it.
///
/// `id` is a field's name; several with blanks between are one fact ("drb rb"), as is a value with its error
/// ("magpsf±sigmapsf"). What Vetrina works out: "@radec", "@galactic", "@magnitude", "@rise", "@colour", "@age".
[[nodiscard]] Fact factOf(const session::CandidateView& view, const QString& id);
/// What is said of it on hover, rich text: each of its fields in full, its unit and meaning.
[[nodiscard]] QString factTip(const session::CandidateView& view, const QString& id);
/// A filter on its first field; empty where there is none.
[[nodiscard]] QString factFilter(const session::CandidateView& view, const QString& id);
/// How it is called in the chooser: as factOf() does, also where a packet has nothing of it.
[[nodiscard]] QString factName(const QString& id);

/// The facts that vetting asks for first, most wanted in front.
[[nodiscard]] QStringList shippedFacts(data::Survey survey);
/// "ztf", "lsst": how settings call it.
[[nodiscard]] QString surveyKey(data::Survey survey);

/// The survey's own scores, as it names them: drb and rb, reliability.
struct SurveyScore {
    QString name;
    double value = 0;
    QString tip;
};
[[nodiscard]] std::vector<SurveyScore> surveyScoresOf(const session::CandidateView& view);

} // namespace vetrina::ui
