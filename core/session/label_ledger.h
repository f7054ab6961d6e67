#pragma once

#include "core/base/result.h"
#include "core/session/labels.h"
#include "core/store/labels.h"

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace vetrina::session {

/// What one user's label events come to, kept up to date from the store. Private to core/session. Any thread.
class LabelLedger {
public:
    /// How a candidate stands with the user.
    struct Standing {
        std::string label; ///< of the scheme asked for; empty for none
        bool flagged = false;
        bool skipped = false; ///< and not labelled since
        std::string note;
    };

    explicit LabelLedger(std::string user)
        : m_user(std::move(user))
    {
    }

    /// Reads what was added since the last time, by this process or another.
    [[nodiscard]] Result<void> refresh(const store::LabelStore& store);

    [[nodiscard]] Standing of(const data::CandidateKey& key, const std::string& scheme) const;
    [[nodiscard]] Labels::Counts counts(const std::string& scheme) const;

private:
    struct Entry {
        std::int64_t timeUs;
        store::EventKind kind;
        data::CandidateKey key;
        std::string scheme, text; ///< label or note
        store::EventId undoes = 0;
        bool stands = true;
    };
    struct KeyHash {
        std::size_t operator()(const data::CandidateKey& key) const
        {
            return std::hash<std::uint64_t>()(
                static_cast<std::uint64_t>(key.id) * 4 + static_cast<unsigned>(key.survey));
        }
    };

    void take(const store::LabelEvent& event);
    [[nodiscard]] Standing fold(const std::vector<store::EventId>& events, const std::string& scheme) const;

    const std::string m_user;
    mutable std::mutex m_mutex; ///< guards the rest
    store::EventId m_last = 0;
    std::unordered_map<store::EventId, Entry> m_entries;
    std::unordered_map<data::CandidateKey, std::vector<store::EventId>, KeyHash>
        m_byCandidate; ///< by time, as the store's
};

} // namespace vetrina::session
