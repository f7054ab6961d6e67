#include "core/store/key_index.h"

#include <bit>

namespace vetrina::store {

namespace {

std::size_t hashOf(const data::CandidateKey& key)
{
    auto h = static_cast<std::uint64_t>(key.id) * 0x9e3779b97f4a7c15u + static_cast<std::uint64_t>(key.survey);
    return static_cast<std::size_t>(h ^ (h >> 29));
}

} // namespace

data::CandidateKey KeyIndex::keyOf(std::size_t row) const
{
    const bool lsst = m_survey->textAt(row) == "lsst";
    return { lsst ? data::Survey::Lsst : data::Survey::Ztf, m_candid->ints[row] };
}

void KeyIndex::insert(std::size_t row)
{
    const auto mask = m_slots.size() - 1;
    auto slot = hashOf(keyOf(row)) & mask;
    while (m_slots[slot] != 0)
        slot = (slot + 1) & mask;
    m_slots[slot] = row + 1;
}

void KeyIndex::extend(std::shared_ptr<const data::Column> candid, std::shared_ptr<const data::Column> survey)
{
    m_candid = std::move(candid);
    m_survey = std::move(survey);
    auto first = m_rows;
    m_rows = m_candid->rows;
    if (m_slots.size() < 2 * m_rows) {
        m_slots.assign(std::bit_ceil(4 * m_rows), 0);
        first = 0;
    }
    for (auto row = first; row < m_rows; ++row)
        insert(row);
}

std::optional<data::Row> KeyIndex::find(const data::CandidateKey& key) const
{
    if (m_rows == 0)
        return std::nullopt;
    const auto mask = m_slots.size() - 1;
    for (auto slot = hashOf(key) & mask; m_slots[slot] != 0; slot = (slot + 1) & mask)
        if (const auto row = m_slots[slot] - 1; keyOf(row) == key)
            return static_cast<data::Row>(row);
    return std::nullopt;
}

} // namespace vetrina::store
