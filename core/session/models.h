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
        bool givesVectors = false; ///< its family does, once its weights are here
    };

    virtual ~Models() = default;

    [[nodiscard]] virtual Result<std::vector<Entry>> list() const = 0;
    [[nodiscard]] virtual Result<Entry> show(const std::string& model) const = 0;
    [[nodiscard]] virtual Result<Entry> import(const std::filesystem::path& weights, const std::string& card) = 0;

    /// NAME:VERSION of those that can embed: their weights are here and they give vectors. The default
    /// stands first, then the others as in list().
    [[nodiscard]] Result<std::vector<std::string>> embedders() const;

    /// Makes it what `default` means; gives it as it is now. Errors: NotFound; WrongUse where its weights are not here.
    [[nodiscard]] virtual Result<Entry> promote(const std::string& model) = 0;
    /// What was the default before, and rollBack() makes it again. Errors: NotFound.
    [[nodiscard]] virtual Result<Entry> previous() const = 0;
    /// Gives what is the default then. Errors: as previous().
    [[nodiscard]] virtual Result<Entry> rollBack() = 0;
    /// Errors: NotFound; WrongUse for what ships.
    [[nodiscard]] virtual Result<void> remove(const std::string& model) = 0;
    /// Card and weights into a folder, made if absent; import() takes them back. Errors: NotFound; WrongUse where the
    /// weights are not here; ReadOnly, Full, Io.
    [[nodiscard]] virtual Result<Entry> exportTo(const std::string& model, const std::filesystem::path& folder) = 0;

    /// The library needs no project.
    [[nodiscard]] static Models& library();
};

} // namespace vetrina::session
