#include "core/session/explain_service.h"

#include "core/session/scores_service.h"

namespace vetrina::session {

ExplainService::ExplainService(Needs needs)
    : m_needs(std::move(needs))
{
}

Result<infer::ModelHandle> ExplainService::load(const Request& request, infer::Use use)
{
    auto found = chosenModel(request.model, request.card);
    if (!found)
        return tl::unexpected(found.error());
    Held wanted{ found->card.fingerprint() + found->card.saliencyLayer, found->weights, nullptr };
    {
        const std::lock_guard lock(m_mutex);
        const auto& held = m_held[static_cast<std::size_t>(use)];
        if (held.model && held.fingerprint == wanted.fingerprint && held.weights == wanted.weights)
            return held.model;
    }
    auto loaded = m_needs.engine.load(std::move(*found), m_needs.device, use).get();
    if (!loaded)
        return loaded;
    wanted.model = *loaded;
    const std::lock_guard lock(m_mutex);
    std::swap(m_held[static_cast<std::size_t>(use)], wanted);
    return loaded;
}

Result<explain::Saliency> ExplainService::of(const Request& request, std::stop_token stop, Progress& progress)
{
    const auto triplet = m_needs.candidates.triplet(request.row);
    if (!triplet)
        return tl::unexpected(triplet.error());
    const auto model = load(request, explain::useOf(request.question.method));
    if (!model)
        return tl::unexpected(model.error());
    return explain::explain(m_needs.engine, *model, *triplet, request.question, std::move(stop), &progress);
}

} // namespace vetrina::session
