#pragma once

#include "core/explain/explain.h"
#include "core/nets/library.h"
#include "core/session/candidates.h"
#include "core/session/explain.h"

#include <array>
#include <mutex>

namespace vetrina::session {

/// Saliency by the engine that scores. Private to core/session.
class ExplainService : public Explain {
public:
    struct Needs {
        const Candidates& candidates;
        infer::Engine& engine;
        std::string device;
    };

    explicit ExplainService(Needs needs);

    Result<explain::Saliency> of(const Request& request, std::stop_token stop, Progress& progress) override;

private:
    /// A model that is loaded, and what it was loaded from.
    struct Held {
        std::string fingerprint;
        std::filesystem::path weights;
        infer::ModelHandle model;
    };

    [[nodiscard]] Result<infer::ModelHandle> load(const Request& request, infer::Use use);

    Needs m_needs;
    std::mutex m_mutex; ///< guards the rest
    std::array<Held, 2> m_held; ///< the last one, by infer::Use
};

} // namespace vetrina::session
