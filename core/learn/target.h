#pragma once

#include "core/learn/trainable.h"
#include "core/metrics/confusion.h"
#include "core/metrics/roc.h"
#include "core/nets/card.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vetrina::learn {

/// What labels say in the terms of a model: each class that a label may name, as the network is taught it and as a
/// confusion matrix counts it.
///
/// A sigmoid of one class takes that class as 1 and `bogus` as 0; `real` takes every class but `bogus` as 1, any other
/// class takes every other as 0. A softmax takes its own classes. `real-then-type` takes `bogus`, `real` without a
/// type, and its types; another class is real without a type. Immutable; any thread.
class Lessons {
public:
    /// `labels`: the names of the classes that there are labels of. Errors: WrongUse where the model can't learn from
    /// two of them at least; Unsupported for a sigmoid of several classes.
    [[nodiscard]] static Result<Lessons> of(const nets::ModelCard& card, const std::vector<std::string>& labels);

    /// What a confusion matrix has: "bogus", "real"; or the classes; or "bogus" and the types, where a label names one.
    [[nodiscard]] const std::vector<std::string>& verdicts() const { return m_verdicts; }

    /// The lesson of a label, by its index in `labels`; nothing where it says nothing to this model.
    struct Lesson {
        Target target; ///< with weights of 1, or 0
        std::optional<std::size_t> verdict; ///< nothing for real without a type, where others have one
    };
    [[nodiscard]] const std::optional<Lesson>& operator[](std::size_t label) const { return m_lessons[label]; }

    /// The likeliest verdict of an answer.
    [[nodiscard]] std::size_t verdictOf(std::span<const float> probabilities) const;
    /// Whether the answer has a probability of being real, or of the one class: what a ROC curve is of.
    [[nodiscard]] bool hasReal() const { return m_output != nets::Output::Softmax; }

private:
    nets::Output m_output = nets::Output::Sigmoid;
    bool m_types = false; ///< whether verdicts tell more than whether it is real, or of the one class
    std::vector<std::string> m_verdicts;
    std::vector<std::optional<Lesson>> m_lessons;
};

/// Weighs samples so that each class counts as much as the others, the mean weight being 1 (scikit-learn's "balanced"):
/// of `real` and not, and of the types. A class that the given samples do not have keeps a weight of 1. Immutable.
class Weighing {
public:
    explicit Weighing(std::span<const Target> targets);
    [[nodiscard]] Target weighed(Target target) const;

private:
    std::map<int, float> m_ofReal, m_ofType;
};

/// How an answer compares with the lessons.
struct Tally {
    metrics::Confusion confusion; ///< of verdicts, at 0.5 or the likeliest
    std::optional<metrics::Auc> auc; ///< of real, or the one class, against the rest; nothing for a softmax
};

/// `logits` are those of `images`, n x classes; `lessons` those of all images. Pure.
[[nodiscard]] Tally tallyOf(const nets::ModelCard& card, const Lessons& lessons, std::span<const float> logits,
    const std::vector<Lessons::Lesson>& all, const std::vector<std::size_t>& images);

/// The samples' mean loss, in nats, and weighted as they are: what training makes small. `logits` are n x classes, of a
/// temperature of 1. NaN without weight. Pure.
[[nodiscard]] double meanLoss(const nets::ModelCard& card, std::span<const float> logits,
    std::span<const Target> targets, double temperature = 1);

} // namespace vetrina::learn
