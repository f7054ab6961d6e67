#include "ui/anomaly/anomaly_choices.h"

#include "ui/anomaly/anomaly_panel.h"

#include <QLocale>

#include <algorithm>

namespace vetrina::ui {

namespace {

QString tr(const char* text) { return AnomalyPanel::tr(text); }

constexpr std::size_t longestName = 60;

struct Kind {
    const char *scorer, *words, *about;
};
constexpr Kind kinds[] = {
    { "forest", QT_TRANSLATE_NOOP("vetrina::ui::AnomalyPanel", "Forest"),
        QT_TRANSLATE_NOOP("vetrina::ui::AnomalyPanel",
            "An isolation forest: strange is who few random cuts tell apart from all others.") },
    { "knn", QT_TRANSLATE_NOOP("vetrina::ui::AnomalyPanel", "Neighbours"),
        QT_TRANSLATE_NOOP(
            "vetrina::ui::AnomalyPanel", "The distance to the nearest neighbours: strange is who has none close by.") },
};

/// A column's name may have letters, digits and _ in it.
std::string columnOf(const std::string& scorer, const std::string& model)
{
    std::string name = scorer;
    if (!model.empty())
        name += "_" + model;
    std::ranges::replace_if(
        name,
        [](char c) {
            return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_';
        },
        '_');
    return name.substr(0, longestName);
}

AnomalyChoice choiceOf(const Kind& kind, const session::VectorSet* set)
{
    AnomalyChoice choice;
    choice.request.scorer = kind.scorer;
    choice.request.name = columnOf(kind.scorer, set ? set->model : std::string());
    if (set) {
        const QString model = QString::fromStdString(set->model);
        choice.words = tr("%1 · what %2 sees").arg(tr(kind.words), model);
        choice.about = tr("%1 Among the vectors of %2, of which there are %3.")
                           .arg(tr(kind.about), model, QLocale().toString(static_cast<qulonglong>(set->count)));
        choice.request.on = "embedding:" + set->model;
    } else {
        choice.words = tr("%1 · the survey's fields").arg(tr(kind.words));
        choice.about =
            tr("%1 By what the survey measured; says which fields make a candidate strange.").arg(tr(kind.about));
    }
    return choice;
}

} // namespace

std::vector<AnomalyChoice> anomalyChoices(const std::vector<session::VectorSet>& sets, const std::string& filter)
{
    std::vector<AnomalyChoice> choices;
    for (const Kind& kind : kinds)
        choices.push_back(choiceOf(kind, nullptr));
    for (auto set = sets.rbegin(); set != sets.rend(); ++set) // who embedded last is asked most
        if (set->count > 1)
            for (const Kind& kind : kinds)
                choices.push_back(choiceOf(kind, &*set));
    if (filter.empty())
        return choices;
    for (std::size_t i = 0, all = choices.size(); i < all; ++i) {
        AnomalyChoice filtered = choices[i];
        filtered.words = tr("%1 · filtered").arg(filtered.words);
        filtered.about +=
            ' ' + tr("Learns from and measures what the filter lets through: %1").arg(QString::fromStdString(filter));
        filtered.request.filter = filter;
        choices.push_back(std::move(filtered));
    }
    return choices;
}

} // namespace vetrina::ui
