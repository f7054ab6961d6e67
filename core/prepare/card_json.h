#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vetrina::prepare {

/// Reads one object of a model card strictly: every key is asked for, typed and known.
///
/// A recipe is read so too: `remedy` says what to do about what is wrong. The first such thing is kept; what is read
/// after it is worthless, and finish() gives the error. Places read as paths: "card: prepare[1].norm". Throws nothing.
/// One thread.
class CardObject {
public:
    using Json = nlohmann::json;

    CardObject(const Json& json, std::string place, std::string remedy = "Correct the card.");

    [[nodiscard]] std::string text(const std::string& key, std::optional<std::string> fallback = {});
    [[nodiscard]] double number(const std::string& key, double low, double high, std::optional<double> fallback = {});
    [[nodiscard]] int integer(const std::string& key, int low, int high, std::optional<int> fallback = {});
    [[nodiscard]] bool boolean(const std::string& key, std::optional<bool> fallback = {});
    [[nodiscard]] std::vector<std::string> texts(const std::string& key, bool optional = false);
    [[nodiscard]] std::vector<int> integers(const std::string& key, int low, int high, bool optional = false);

    /// The value of the word in `choices`; the error lists them.
    template <typename E>
    [[nodiscard]] E choice(
        const std::string& key, const std::vector<std::pair<std::string, E>>& choices, std::optional<E> fallback = {})
    {
        const Json* value = member(key, fallback.has_value());
        if (!value)
            return fallback.value_or(choices.front().second);
        std::string known;
        for (const auto& [word, meaning] : choices) {
            if (value->is_string() && value->get_ref<const std::string&>() == word)
                return meaning;
            known += (known.empty() ? "" : ", ") + word;
        }
        wrong(key, "expected one of " + known);
        return choices.front().second;
    }

    /// That member as it stands; null where it is absent (an error unless `optional`).
    [[nodiscard]] const Json* member(const std::string& key, bool optional = false);

    void wrong(const std::string& key, const std::string& what);
    void wrong(const Error& within); ///< what is wrong in a member, with its own place
    [[nodiscard]] const std::string& remedy() const { return m_remedy; }
    [[nodiscard]] const std::string& place() const { return m_place; }

    /// The first error, or one for a key that nobody asked for.
    [[nodiscard]] Result<void> finish();

private:
    const Json& m_json;
    std::string m_place, m_remedy;
    std::set<std::string> m_asked;
    std::optional<Error> m_error;
};

} // namespace vetrina::prepare
