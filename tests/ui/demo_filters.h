#pragma once

#include "core/session/filters.h"

#include <atomic>
#include <map>
#include <mutex>

namespace demo {

using namespace vetrina;

/// Named filters without a disk: three that ship, of which one can't be used here, and those that are saved.
class Filters : public session::Filters {
public:
    [[nodiscard]] Result<std::vector<Named>> list() const override;
    /// As many as the text has bytes, by the thousand.
    [[nodiscard]] Result<std::size_t> count(const std::string& filter, std::stop_token stop) const override;
    [[nodiscard]] Result<void> save(const std::string& name, const std::string& text) override;
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override;
    [[nodiscard]] Result<void> remove(const std::string& name) override;
    [[nodiscard]] Result<std::shared_ptr<const session::FilterWords>> words() const override;

    mutable std::mutex mutex; ///< guards what follows
    std::map<std::string, std::string> saved;
    mutable std::atomic<int> counted = 0;
};

} // namespace demo
