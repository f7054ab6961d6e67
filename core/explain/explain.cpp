#include "core/explain/explain.h"

#include "core/explain/attribution.h"
#include "core/nets/answer.h"

#include <algorithm>
#include <cmath>

namespace vetrina::explain {

namespace {

constexpr std::string_view opposite = "not ";

/// The number of a class and 1, or -1 for its opposite where no other class stands for that.
struct Target {
    std::size_t logit = 0;
    float sign = 1;
};

/// Whether what speaks against the first class is a question of its own: no other class stands for it.
bool hasOpposite(const nets::ModelCard& card)
{
    return card.classes.size() == 1 || card.output == nets::Output::RealThenType;
}

Result<Target> parseClass(const nets::ModelCard& card, const std::string& className)
{
    const auto& classes = card.classes;
    const auto found = std::ranges::find(classes, className);
    if (found != classes.end())
        return Target{ static_cast<std::size_t>(found - classes.begin()), 1 };
    if (hasOpposite(card) && className == std::string(opposite) + classes.front())
        return Target{ 0, -1 };
    std::string known;
    for (const auto& one : classes)
        known += (known.empty() ? "" : ", ") + one;
    if (hasOpposite(card))
        known += " or '" + std::string(opposite) + classes.front() + "'";
    return fail(Error::Code::WrongUse, card.id() + ": has no class '" + className + "'", "Ask for " + known + ".");
}

Result<void> check(const Question& question, const prepare::Shape& shape)
{
    if (question.method == Method::IntegratedGradients && (question.steps < 2 || question.steps > 1024))
        return fail(Error::Code::WrongUse, "integrated gradients: " + std::to_string(question.steps) + " steps",
            "Ask for 2 to 1024.");
    if (question.method != Method::Occlusion)
        return {};
    const int most = std::min(shape.width, shape.height);
    if (question.window < 1 || question.window > most)
        return fail(Error::Code::WrongUse,
            "occlusion: a window of " + std::to_string(question.window) + " pixels does not fit the network's input",
            "Use 1 to " + std::to_string(most) + ".");
    if (question.stride < 1 || question.stride > question.window)
        return fail(Error::Code::WrongUse,
            "occlusion: a stride of " + std::to_string(question.stride) + " pixels leaves some uncovered",
            "Use 1 to " + std::to_string(question.window) + ", the window.");
    return {};
}

std::unique_ptr<Attribution> makeAttribution(const Subject& subject, const Question& question)
{
    switch (question.method) {
    case Method::IntegratedGradients:
        return integratedGradients(subject, question);
    case Method::Occlusion:
        return occlusion(subject, question);
    case Method::GradCam:
        break;
    }
    return gradCam(subject, question);
}

float probability(const nets::ModelCard& card, const std::vector<float>& logits, std::size_t which)
{
    std::vector<float> probabilities(logits.size());
    nets::toProbabilities(card, logits, probabilities);
    return probabilities[which];
}

/// One question on its way through the engine: first the answer itself, then what it rests on.
class Work {
public:
    Work(const nets::ModelCard& card, const Question& question, Subject subject, std::optional<Target> target,
        Progress& progress)
        : m_card(card)
        , m_question(question)
        , m_subject(std::move(subject))
        , m_target(target)
        , m_progress(progress)
    {
    }

    Result<bool> part(infer::Network& network)
    {
        if (m_attribution)
            return m_attribution->part(network, m_progress);
        std::vector<float> logits(m_subject.classes);
        std::size_t one = 1;
        if (auto fit = fitted(network.logits(m_subject.image, {}, 1, logits), one, network); !fit)
            return tl::unexpected(fit.error());
        if (!std::ranges::all_of(logits, [](float v) { return std::isfinite(v); })) {
            m_saliency.state = Saliency::State::NotANumber;
            m_saliency.reason = "The network's own answer is not a number.";
            return true;
        }
        if (!m_target && m_card.output == nets::Output::RealThenType)
            m_target = Target{ 0, logits.front() < 0 ? -1.F : 1.F }; // its types are what it is if it is real
        else if (!m_target)
            m_target = Target{ static_cast<std::size_t>(std::ranges::max_element(logits) - logits.begin()), 1 };
        m_subject.logit = m_target->logit;
        m_subject.sign = m_target->sign;
        const bool turned = m_target->sign < 0;
        m_saliency.className = (turned ? std::string(opposite) : std::string()) + m_card.classes[m_target->logit];
        m_saliency.logit = m_target->sign * logits[m_target->logit];
        const float p = probability(m_card, logits, m_target->logit);
        m_saliency.probability = turned ? 1 - p : p;
        m_attribution = makeAttribution(m_subject, m_question);
        return false;
    }

    /// After the last part.
    Saliency finish(const data::Triplet& triplet)
    {
        m_saliency.method = m_question.method;
        m_saliency.model = m_card.id();
        if (m_attribution)
            m_attribution->describe(m_saliency);
        if (m_saliency.state == Saliency::State::Map)
            bringBack(triplet);
        return std::move(m_saliency);
    }

private:
    void bringBack(const data::Triplet& triplet);

    const nets::ModelCard& m_card;
    const Question& m_question;
    Subject m_subject;
    std::optional<Target> m_target;
    Progress& m_progress;
    std::unique_ptr<Attribution> m_attribution;
    Saliency m_saliency;
};

/// Onto the stamps' own pixels. A map that is nothing there is none.
void Work::bringBack(const data::Triplet& triplet)
{
    const auto maps = m_attribution->maps();
    m_saliency.byChannel = m_attribution->byChannel();
    const auto& channels = m_card.pipeline.channels();
    auto& out = m_saliency.maps;
    for (std::size_t c = 0; c < channels.size(); ++c) {
        const auto& stamp = triplet[channels[c]].plane;
        auto& mine = out[static_cast<std::size_t>(channels[c])];
        const auto& map = maps[m_saliency.byChannel ? c : 0];
        auto plane = m_card.pipeline.back(map, stamp.width, stamp.height, m_attribution->spread());
        if (mine.empty())
            mine = std::move(plane);
        else if (m_saliency.byChannel) // a stamp that the network sees twice
            std::ranges::transform(mine.pixels, plane.pixels, mine.pixels.begin(), std::plus());
    }
    bool nothing = true, finite = true;
    for (const auto& plane : out)
        for (const float v : plane.pixels) {
            nothing = nothing && v == 0;
            finite = finite && std::isfinite(v);
        }
    if (!finite || nothing) {
        m_saliency.state = finite ? Saliency::State::Zero : Saliency::State::NotANumber;
        m_saliency.reason = finite ? "All of it lies outside of the stamps, on what was padded."
                                   : "Numbers of the map are too large to be held.";
        out = {};
        return;
    }
    // Stamps that the network does not read: nothing of theirs counts, but a map of the sky lies on them as well.
    const auto& read = out[static_cast<std::size_t>(channels.front())];
    for (const auto panel : data::panels) {
        auto& mine = out[static_cast<std::size_t>(panel)];
        const auto& stamp = triplet[panel].plane;
        if (!mine.empty() || stamp.empty())
            continue;
        if (!m_saliency.byChannel && stamp.width == read.width && stamp.height == read.height)
            mine = read;
        else
            mine = { stamp.width, stamp.height, std::vector<float>(stamp.view().size(), 0.F) };
    }
}

} // namespace

std::vector<float> baselineImage(const Subject& subject, const Baseline& baseline)
{
    std::vector<float> out(subject.image.size(), baseline.value);
    if (baseline.kind == Baseline::Kind::Value)
        return out;
    const auto pixels = static_cast<std::ptrdiff_t>(subject.shape.height) * subject.shape.width;
    for (int c = 0; c < subject.shape.channels; ++c) {
        std::vector<float> sorted(subject.image.begin() + c * pixels, subject.image.begin() + (c + 1) * pixels);
        // Of an even number the lower of the two in the middle, as torch.median.
        const auto middle = sorted.begin() + (pixels - 1) / 2;
        std::ranges::nth_element(sorted, middle);
        std::fill_n(out.begin() + c * pixels, pixels, *middle);
    }
    return out;
}

std::size_t imagesAPart(const infer::Network& network)
{
    return std::max<std::size_t>(1, network.preferredBatch() / 8);
}

Result<bool> fitted(const Result<infer::Fit>& fit, std::size_t& count, const infer::Network& network)
{
    if (!fit)
        return tl::unexpected(fit.error());
    if (*fit == infer::Fit::Done)
        return true;
    if (count == 1)
        return fail(Error::Code::Full, "one image does not fit in the memory of " + network.device(),
            "Close what else uses the device, or use the CPU.");
    count /= 2;
    return false;
}

infer::Use useOf(Method method) { return method == Method::Occlusion ? infer::Use::Scores : infer::Use::Gradients; }

Result<Saliency> explain(infer::Engine& engine, const infer::ModelHandle& model, const data::Triplet& triplet,
    const Question& question, std::stop_token stop, Progress* progress)
{
    const auto& card = model->card();
    const auto shape = card.pipeline.shape();
    if (auto sound = check(question, shape); !sound)
        return tl::unexpected(sound.error());
    if (!card.metadata.empty())
        return fail(Error::Code::Unsupported, card.id() + ": saliency of models with metadata columns is not here yet");
    std::optional<Target> target;
    if (!question.className.empty()) {
        const auto named = parseClass(card, question.className);
        if (!named)
            return tl::unexpected(named.error());
        target = *named;
    }
    Question asked = question;
    if (asked.layer.empty())
        asked.layer = card.saliencyLayer;
    Subject subject{ std::vector<float>(shape.size()), shape, card.classes.size(), 0, 1 };
    if (auto prepared = card.pipeline.run(triplet, subject.image); !prepared)
        return tl::unexpected(prepared.error());

    Progress unwatched;
    Work work(card, asked, std::move(subject), target, progress ? *progress : unwatched);
    infer::NetworkJob job{ model, infer::Priority::Screen,
        [&work](infer::Network& network) { return work.part(network); }, std::move(stop) };
    if (const auto done = engine.submit(std::move(job)).get(); !done)
        return tl::unexpected(done.error());
    return work.finish(triplet);
}

} // namespace vetrina::explain
