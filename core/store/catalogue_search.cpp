#include "core/store/catalogue_search.h"

#include "core/store/migrations.h"

#include <algorithm>
#include <limits>

namespace vetrina::store {

namespace {

/// Both run along an index and end with the limit.
constexpr auto objectsSql = "SELECT object, max(row), count(*) FROM candidates WHERE object >= ?1 AND object < ?2 "
                            "GROUP BY object ORDER BY object LIMIT ?3";
constexpr auto idsSql = "SELECT row FROM candidates WHERE id >= ?1 AND id <= ?2 ORDER BY id LIMIT ?3";

constexpr auto afterAllText = "\xF4\x8F\xBF\xBF"; // the last character there is, U+10FFFF
constexpr int mostDigits = 19;

} // namespace

Result<std::unique_ptr<CatalogueSearch>> CatalogueSearch::open(const Project& project)
{
    auto database = openKind(project.catalogue(), project.mode, catalogueKind());
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<CatalogueSearch> search(new CatalogueSearch(std::move(*database)));
    auto objects = search->m_database.prepare(objectsSql);
    if (!objects)
        return tl::unexpected(objects.error());
    auto ids = search->m_database.prepare(idsSql);
    if (!ids)
        return tl::unexpected(ids.error());
    search->m_objects = std::move(*objects);
    search->m_ids = std::move(*ids);
    return search;
}

Result<std::vector<CatalogueSearch::Object>> CatalogueSearch::objects(std::string_view prefix, std::size_t limit) const
{
    std::vector<Object> found;
    if (prefix.empty())
        return found;
    const std::string last = std::string(prefix) + afterAllText;
    std::lock_guard lock(m_mutex);
    m_objects.with(prefix, last, static_cast<std::int64_t>(limit));
    while (true) {
        const auto more = m_objects.step();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return found;
        found.push_back({ std::string(m_objects.text(0)), m_objects.integer(1), m_objects.integer(2) });
    }
}

Result<std::vector<data::Row>> CatalogueSearch::ids(std::string_view digits, std::size_t limit) const
{
    std::vector<data::Row> found;
    const bool isNumber = !digits.empty() && digits.size() <= mostDigits
        && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return found;
    constexpr auto greatest = static_cast<unsigned __int128>(std::numeric_limits<std::int64_t>::max());
    unsigned __int128 low = 0, width = 1;
    for (const char c : digits)
        low = low * 10 + static_cast<unsigned>(c - '0');
    std::lock_guard lock(m_mutex);
    // 248: the id 248 itself, then 2480 to 2489, then 24800 to 24899, ...
    for (; low <= greatest && found.size() < limit; low *= 10, width *= 10) {
        const auto high = std::min(low + width - 1, greatest);
        m_ids.with(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high),
            static_cast<std::int64_t>(limit - found.size()));
        while (true) {
            const auto more = m_ids.step();
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                break;
            found.push_back(m_ids.integer(0));
        }
        if (low == 0)
            break; // 0 and 00 are no beginnings of others
    }
    return found;
}

} // namespace vetrina::store
