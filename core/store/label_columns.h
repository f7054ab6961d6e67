#pragma once

#include "core/store/key_index.h"
#include "core/store/labels.h"

#include <map>
#include <memory>
#include <string>

namespace vetrina::store {

/// Labels, flags and what was seen, by row, kept up to date event by event. One thread at a time; the columns it gives:
/// any thread, and they stay as they are.
class LabelColumns {
public:
    explicit LabelColumns(std::unique_ptr<LabelStore> store)
        : m_store(std::move(store))
    {
    }

    /// Text, null where there is no label.
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> label(
        const std::string& scheme, const std::string& user, const KeyIndex& index);
    /// Bool, without a null.
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> seen(const std::string& user, const KeyIndex& index);
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> flag(const std::string& user, const KeyIndex& index);
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> skipped(
        const std::string& user, const std::string& scheme, const KeyIndex& index);

    /// Text, null where there is no note.
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> note(const std::string& user, const KeyIndex& index);

    [[nodiscard]] const LabelStore& store() const { return *m_store; }

private:
    /// The labels of one user in one scheme, by row.
    struct Labels {
        std::vector<std::uint32_t> codes; ///< 0 where there is none, else place in `names` + 1
        std::vector<std::string> names;
        EventId upTo = 0; ///< the last event it knows
        bool strangers = false; ///< some labels are of candidates that are not there yet
        std::shared_ptr<const data::Column> column; ///< of the codes as they are; nullptr when they changed
    };
    struct Seen {
        std::vector<std::uint8_t> rows;
        std::vector<data::CandidateKey> strangers;
        std::int64_t upTo = 0;
        std::shared_ptr<const data::Column> column;
    };

    [[nodiscard]] Result<void> load(
        Labels& labels, const std::string& scheme, const std::string& user, const KeyIndex& index);
    [[nodiscard]] Result<void> update(
        Labels& labels, const std::string& scheme, const std::string& user, const KeyIndex& index);
    static void set(Labels& labels, std::size_t row, const std::string& label);

    std::unique_ptr<LabelStore> m_store;
    std::map<std::pair<std::string, std::string>, Labels> m_labels; ///< by scheme and user
    std::map<std::string, Seen> m_seen;
};

} // namespace vetrina::store
