#include "core/data/nearest_name.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace vetrina::data {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// Optimal string alignment distance: inserts, deletes, replaces, swaps of neighbours.
std::size_t edits(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({ last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]) });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::string nearestName(std::string_view written, std::span<const std::string> names)
{
    constexpr std::size_t longest = 64; // no column's name is longer by sense; bounds the work on hostile input
    if (written.empty() || written.size() > longest)
        return {};
    const std::string word = lower(written);
    std::string best;
    std::size_t fewest = 1 + std::max<std::size_t>(1, word.size() / 3);
    for (const auto& name : names) {
        if (name.size() > longest)
            continue;
        const std::size_t needed = edits(word, lower(name));
        if (needed < fewest) {
            fewest = needed;
            best = name;
        }
    }
    if (best.empty() && word.size() >= 3) {
        const auto longer = std::ranges::find_if(names, [&](const auto& n) { return lower(n).starts_with(word); });
        if (longer != names.end())
            best = *longer;
    }
    return best;
}

tl::unexpected<Error> noSuchColumn(std::string_view written, std::span<const std::string> names)
{
    const std::string near = nearestName(written, names);
    return fail(Error::Code::NotFound, "there is no column '" + std::string(written.substr(0, 80)) + "'",
        near.empty() ? "See the columns of the table." : "Did you mean '" + near + "'?");
}

} // namespace vetrina::data
