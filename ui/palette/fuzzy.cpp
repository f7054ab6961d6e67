#include "ui/palette/fuzzy.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace vetrina::ui {

namespace {

constexpr int letter = 1, follows = 6, beginsWord = 8, beginsText = 4, gap = -1, mostGap = -4;
constexpr int nothing = std::numeric_limits<int>::min() / 2;

bool begins(const QString& text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1], here = text[at];
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper());
}

/// One word: the best way to place its letters, by dynamic programming over places and letters.
std::optional<FuzzyMatch> matchWord(const QString& word, const QString& text)
{
    const auto n = word.size(), m = text.size();
    if (n > m)
        return std::nullopt;
    const auto index = [m](qsizetype i, qsizetype j) { return static_cast<std::size_t>(i * m + j); };
    std::vector<int> best(static_cast<std::size_t>(n * m), nothing);
    std::vector<qsizetype> from(best.size(), -1);
    for (qsizetype i = 0; i < n; ++i)
        for (qsizetype j = i; j < m; ++j) {
            if (word[i].toLower() != text[j].toLower())
                continue;
            const int own = letter + (begins(text, j) ? beginsWord : 0) + (j == 0 ? beginsText : 0);
            if (i == 0) {
                best[index(i, j)] = own;
                continue;
            }
            for (qsizetype k = i - 1; k < j; ++k) {
                const int before = best[index(i - 1, k)];
                if (before == nothing)
                    continue;
                const int here =
                    before + own + (k == j - 1 ? follows : std::max(mostGap, gap * static_cast<int>(j - k - 1)));
                if (here > best[index(i, j)]) {
                    best[index(i, j)] = here;
                    from[index(i, j)] = k;
                }
            }
        }
    qsizetype end = -1;
    for (qsizetype j = n - 1; j < m; ++j)
        if (best[index(n - 1, j)] != nothing && (end < 0 || best[index(n - 1, j)] > best[index(n - 1, end)]))
            end = j;
    if (end < 0)
        return std::nullopt;
    FuzzyMatch match{ best[index(n - 1, end)], {} };
    for (qsizetype i = n - 1, j = end; i >= 0; --i) {
        match.letters.prepend(static_cast<int>(j));
        j = from[index(i, j)];
    }
    // Letters scattered over the text are a chance, not what was meant.
    int pieces = 1;
    for (qsizetype i = 1; i < match.letters.size(); ++i)
        if (match.letters[i] != match.letters[i - 1] + 1)
            pieces += begins(text, match.letters[i]) ? 0 : 1;
    if (n > 2 && pieces > 2)
        return std::nullopt;
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text)
{
    constexpr qsizetype longest = 200; // of either: work grows with their product
    FuzzyMatch all;
    for (const QString& word : typed.left(longest).split(' ', Qt::SkipEmptyParts)) {
        const auto one = matchWord(word, text.left(longest));
        if (!one)
            return std::nullopt;
        all.score += one->score;
        all.letters += one->letters;
    }
    std::ranges::sort(all.letters);
    all.letters.erase(std::ranges::unique(all.letters).begin(), all.letters.end());
    return all;
}

} // namespace vetrina::ui
