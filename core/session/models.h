#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vetrina::session {

/// The model library. Any thread but the window's.
class Models {
public:
    struct Entry {
        std::string name, version;
        std::vector<std::string> classes;
        bool isDefault = false;
        bool hasWeights = false; ///< a card ships without them where their licence or size asks for it
        std::string card; ///< the whole card, JSON
    };

    virtual ~Models() = default;

    [[nodiscard]] virtual Result<std::vector<Entry>> list() const = 0;
    [[nodiscard]] virtual Result<Entry> show(const std::string& model) const = 0;
    [[nodiscard]] virtual Result<Entry> import(const std::filesystem::path& weights, const std::string& card) = 0;

    /// The library needs no project.
    [[nodiscard]] static Models& library();
};

} // namespace vetrina::session
