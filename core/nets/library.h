#pragma once

#include "core/nets/card.h"

namespace vetrina::nets {

/// The models of this machine: the cards that ship, and the user's own `NAME/VERSION/{card.json, *.safetensors}`.
///
/// A snapshot: open() reads the cards (not the weights), every change writes the folder and reads it again. One
/// thread at a time. Weights are checked against their card's sum when they are imported and when they are loaded.
class ModelLibrary {
public:
    /// `shipped` may be absent. Cards that can't be read are left out; problems() says which and why.
    [[nodiscard]] static Result<ModelLibrary> open(std::filesystem::path shipped, std::filesystem::path own);
    /// Of `paths::share()/models` and `paths::data()/models`.
    [[nodiscard]] static Result<ModelLibrary> open();
    /// NAME:VERSION of `default`, as find() means it: what was promoted, while its weights are here, else what ships
    /// with its weights; empty where there is neither. For those who ask often: no card is read but, the first time,
    /// those that ship.
    [[nodiscard]] static std::string defaultId();

    /// By name, then version, newest import last. A shipped card whose weights are imported is listed once, as own.
    [[nodiscard]] const std::vector<Model>& models() const { return m_models; }
    [[nodiscard]] const std::vector<Error>& problems() const { return m_problems; }

    /// One more than the highest version of that name, among those that are numbers: of a model that was removed too.
    [[nodiscard]] std::string nextVersion(const std::string& name) const;

    /// `NAME`, `NAME:VERSION`, `NAME_VERSION` (a shipped card's file name without `.json`), or `default`: the promoted
    /// one, else the one that ships with its weights.
    ///
    /// NAME alone is the promoted one of that name, else the one that has weights, else an error that lists the
    /// versions. Errors: NotFound with the nearest name as remedy.
    [[nodiscard]] Result<Model> find(std::string_view name) const;

    /// The model of `score --model M [--card C]`: M a name of the library, or a weights file with the card C (a file or
    /// a shipped name), or with a `card.json` or `STEM.json` beside it. A name is the library's, whatever lies in the
    /// working folder: `./NAME` is the file. Nothing is imported.
    [[nodiscard]] Result<Model> resolve(const std::string& model, const std::string& card = {}) const;

    /// Copies weights and card into the user's library. `version` renames it, and is needed where the weights are not
    /// those of the card's sum. Errors: NotFound, Malformed (not safetensors), WrongUse (other weights; already here).
    [[nodiscard]] Result<Model> importModel(
        const std::filesystem::path& weights, const std::string& card, const std::optional<std::string>& version = {});

    /// Writes card and weights into `folder`, made if absent.
    [[nodiscard]] Result<void> exportModel(std::string_view name, const std::filesystem::path& folder) const;
    /// Makes it the default; what was it until now is remembered, the last 20. Errors: NotFound; WrongUse where its
    /// weights are not here.
    [[nodiscard]] Result<void> promote(std::string_view name);
    /// What rollBack() would make the default: the one before, of those whose weights are still here. Errors: NotFound.
    [[nodiscard]] Result<Model> previous() const;
    /// Makes the one before the default again; again, the one before that. Errors: as previous().
    [[nodiscard]] Result<void> rollBack();
    /// Errors: NotFound; WrongUse for what ships.
    [[nodiscard]] Result<void> remove(std::string_view name);

private:
    [[nodiscard]] Result<void> reload();
    [[nodiscard]] std::vector<std::string> promotedBefore() const; ///< NAME:VERSION, the last one last
    [[nodiscard]] Result<void> remember(std::vector<std::string> before);

    std::filesystem::path m_shipped, m_own;
    std::vector<Model> m_models;
    std::string m_shippedId; ///< the model that ships with its weights, also where the user has imported it
    std::vector<Error> m_problems;
};

} // namespace vetrina::nets
