#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vetrina::data {

/// Numbers in the order of texts, by the bytes that the texts have: a place of a name that is one of four letters takes
/// two bits of the number and not eight, and one that is the same in all takes none. So the twelve bytes of a survey's
/// object names fit into one number.
///
///     TextCodes codes;
///     for (text : texts) codes.look(text);       // may be shared out: join() takes in what another looked at
///     codes.plan();
///     codes.of(text) ...
///
/// of(): any thread. The rest: one.
class TextCodes {
public:
    /// Notes the bytes of one of the texts.
    void look(std::string_view text);
    void join(const TextCodes& other);
    /// After the last look().
    void plan();

    /// Of a text that was looked at: smaller where it stands in front, equal where covered() bytes are the same.
    [[nodiscard]] std::uint64_t of(std::string_view text) const;
    /// How many bytes the codes tell apart.
    [[nodiscard]] std::size_t covered() const { return m_covered; }
    /// No text has more: texts of equal codes are equal.
    [[nodiscard]] bool whole() const { return m_covered >= m_longest; }
    /// Above all codes.
    [[nodiscard]] std::uint64_t last() const { return m_last; }

private:
    static constexpr std::size_t places = 32; ///< looked at

    /// A place whose bytes differ.
    struct Place {
        std::size_t at = 0;
        std::array<std::uint64_t, 256> codes{};
    };

    std::array<std::array<bool, 256>, places> m_seen{};
    std::array<bool, places + 1> m_ends{}; ///< a text ends there
    std::size_t m_longest = 0;
    std::size_t m_covered = 0;
    std::uint64_t m_last = 0;
    std::vector<Place> m_places;
};

} // namespace vetrina::data
