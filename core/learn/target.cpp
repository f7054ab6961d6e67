#include "core/learn/target.h"

#include "core/nets/answer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace vetrina::learn {

namespace {

constexpr const char* bogus = "bogus";
constexpr const char* real = "real";

/// -log(sigmoid(x)), without overflow.
double softplusOfMinus(double x) { return x > 0 ? std::log1p(std::exp(-x)) : -x + std::log1p(std::exp(x)); }

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

Result<Lessons> Lessons::of(const nets::ModelCard& card, const std::vector<std::string>& labels)
{
    Lessons made;
    made.m_output = card.output;
    made.m_types = card.output != nets::Output::Sigmoid;
    const auto& classes = card.classes;
    if (card.output == nets::Output::Sigmoid) {
        if (classes.size() != 1)
            return fail(Error::Code::Unsupported,
                card.id() + ": a model whose classes do not exclude each other can't be trained yet",
                "Give the recipe an output of softmax or real-then-type.");
        made.m_verdicts = { classes.front() == real ? bogus : "not " + classes.front(), classes.front() };
    } else if (card.output == nets::Output::Softmax) {
        made.m_verdicts = classes;
    } else {
        made.m_verdicts = classes;
        made.m_verdicts.front() = bogus;
    }
    std::vector<bool> taught(made.m_verdicts.size());
    bool realTaught = false;
    for (const auto& label : labels) {
        Lesson lesson;
        const auto own = static_cast<std::size_t>(std::ranges::find(classes, label) - classes.begin());
        const bool isOwn = own < classes.size();
        switch (card.output) {
        case nets::Output::Sigmoid:
            lesson.target.real = isOwn || (classes.front() == real && label != bogus) ? 1 : 0;
            lesson.target.realWeight = 1;
            lesson.verdict = static_cast<std::size_t>(lesson.target.real);
            break;
        case nets::Output::Softmax:
            if (!isOwn) {
                made.m_lessons.emplace_back();
                continue;
            }
            lesson.target.type = static_cast<std::int32_t>(own);
            lesson.target.typeWeight = 1;
            lesson.verdict = own;
            break;
        case nets::Output::RealThenType:
            lesson.target.real = label == bogus ? 0 : 1;
            lesson.target.realWeight = 1;
            realTaught = realTaught || label != bogus;
            if (label == bogus) {
                lesson.verdict = 0;
            } else if (isOwn && own > 0) {
                lesson.target.type = static_cast<std::int32_t>(own - 1);
                lesson.target.typeWeight = 1;
                lesson.verdict = own;
            }
            break;
        }
        if (lesson.verdict)
            taught[*lesson.verdict] = true;
        made.m_lessons.emplace_back(lesson);
    }
    if (realTaught && std::find(taught.begin() + 1, taught.end(), true) == taught.end()) {
        // No label names a type: what can be counted is whether it is real.
        made.m_verdicts = { bogus, real };
        made.m_types = false;
        taught = { taught.front(), true };
        for (auto& lesson : made.m_lessons)
            if (lesson && lesson->target.real > 0.5F)
                lesson->verdict = 1;
    }
    const auto kinds = std::ranges::count(taught, true);
    if (kinds < 2)
        return fail(Error::Code::WrongUse,
            card.id() + " can't learn from labels of " + (labels.empty() ? "no class" : listed(labels))
                + " alone: it tells " + listed(made.m_verdicts) + " apart",
            "Label candidates of two of its classes at least.");
    return made;
}

std::size_t Lessons::verdictOf(std::span<const float> probabilities) const
{
    if (!m_types)
        return probabilities.front() > 0.5F ? 1 : 0;
    std::vector<float> each(probabilities.begin(), probabilities.end());
    if (m_output == nets::Output::RealThenType)
        each.front() = 1 - each.front();
    return static_cast<std::size_t>(std::ranges::max_element(each) - each.begin());
}

Weighing::Weighing(std::span<const Target> targets)
{
    double reals = 0, types = 0;
    for (const auto& target : targets) {
        if (target.realWeight > 0) {
            ++m_ofReal[target.real > 0.5F ? 1 : 0];
            ++reals;
        }
        if (target.typeWeight > 0) {
            ++m_ofType[target.type];
            ++types;
        }
    }
    const auto turn = [](double all, std::map<int, float>& counts) {
        for (auto& [which, count] : counts)
            count = static_cast<float>(all / (static_cast<double>(counts.size()) * static_cast<double>(count)));
    };
    turn(reals, m_ofReal);
    turn(types, m_ofType);
}

Target Weighing::weighed(Target target) const
{
    if (const auto known = m_ofReal.find(target.real > 0.5F ? 1 : 0); target.realWeight > 0 && known != m_ofReal.end())
        target.realWeight = known->second;
    if (const auto known = m_ofType.find(target.type); target.typeWeight > 0 && known != m_ofType.end())
        target.typeWeight = known->second;
    return target;
}

Tally tallyOf(const nets::ModelCard& card, const Lessons& lessons, std::span<const float> logits,
    const std::vector<Lessons::Lesson>& all, const std::vector<std::size_t>& images)
{
    const std::size_t classes = card.classes.size();
    Tally tally{ metrics::Confusion(lessons.verdicts().size()), {} };
    std::vector<float> probabilities(logits.size());
    nets::toProbabilities(card, logits, probabilities);
    std::vector<float> real;
    std::vector<bool> truth;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto& lesson = all[images[i]];
        const auto answer = std::span<const float>(probabilities).subspan(i * classes, classes);
        if (lesson.verdict)
            tally.confusion.add(*lesson.verdict, lessons.verdictOf(answer));
        if (lessons.hasReal() && lesson.target.realWeight > 0) {
            real.push_back(logits[i * classes]); // the logit: probabilities round to 1
            truth.push_back(lesson.target.real > 0.5F);
        }
    }
    if (const auto area = metrics::auc(real, truth))
        tally.auc = *area;
    return tally;
}

double meanLoss(
    const nets::ModelCard& card, std::span<const float> logits, std::span<const Target> targets, double temperature)
{
    const std::size_t classes = card.classes.size();
    const std::size_t firstType = card.output == nets::Output::RealThenType ? 1 : 0;
    double sum = 0;
    bool any = false;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto& target = targets[i];
        const auto row = logits.subspan(i * classes, classes);
        if (target.realWeight > 0) {
            const double x = static_cast<double>(row[0]) / temperature;
            sum += static_cast<double>(target.realWeight)
                * (target.real > 0.5F ? softplusOfMinus(x) : softplusOfMinus(-x));
            any = true;
        }
        if (target.typeWeight > 0) {
            const auto types = row.subspan(firstType);
            const double highest = *std::ranges::max_element(types);
            double all = 0;
            for (const float logit : types)
                all += std::exp((static_cast<double>(logit) - highest) / temperature);
            const double own = static_cast<double>(types[static_cast<std::size_t>(target.type)]);
            sum += static_cast<double>(target.typeWeight) * (std::log(all) - (own - highest) / temperature);
            any = true;
        }
    }
    return any ? sum / static_cast<double>(targets.size()) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace vetrina::learn
