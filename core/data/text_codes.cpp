#include "core/data/text_codes.h"

#include <algorithm>
#include <limits>

namespace vetrina::data {

void TextCodes::look(std::string_view text)
{
    const std::size_t size = std::min(text.size(), places);
    for (std::size_t i = 0; i < size; ++i)
        m_seen[i][static_cast<unsigned char>(text[i])] = true;
    m_ends[size] = true; // at the last place it may go on: that place is not asked
    m_longest = std::max(m_longest, text.size());
}

void TextCodes::join(const TextCodes& other)
{
    for (std::size_t i = 0; i < places; ++i)
        for (std::size_t byte = 0; byte < 256; ++byte)
            m_seen[i][byte] |= other.m_seen[i][byte];
    for (std::size_t i = 0; i < m_ends.size(); ++i)
        m_ends[i] |= other.m_ends[i];
    m_longest = std::max(m_longest, other.m_longest);
}

void TextCodes::plan()
{
    std::uint64_t all = 1; // codes there are of the places so far
    bool ended = false;
    std::vector<std::uint64_t> sizes;
    for (m_covered = 0; m_covered < std::min(places, m_longest); ++m_covered) {
        ended |= m_ends[m_covered];
        const auto& seen = m_seen[m_covered];
        // The end of a text stands in front of every byte.
        const auto size = static_cast<std::uint64_t>(std::ranges::count(seen, true)) + (ended ? 1 : 0);
        if (all > std::numeric_limits<std::uint64_t>::max() / size)
            break;
        all *= size;
        if (size == 1)
            continue;
        auto& place = m_places.emplace_back();
        place.at = m_covered;
        std::uint64_t next = ended ? 1 : 0;
        for (std::size_t byte = 0; byte < 256; ++byte)
            if (seen[byte])
                place.codes[byte] = next++;
        sizes.push_back(size);
    }
    m_last = all;
    std::uint64_t weight = 1; // of the last place; each place in front weighs all that stands behind it
    for (std::size_t i = m_places.size(); i-- > 0; weight *= sizes[i])
        for (auto& code : m_places[i].codes)
            code *= weight;
}

std::uint64_t TextCodes::of(std::string_view text) const
{
    std::uint64_t code = 0;
    for (const auto& [at, codes] : m_places)
        if (at < text.size())
            code += codes[static_cast<unsigned char>(text[at])];
    return code;
}

} // namespace vetrina::data
