#include "core/data/sort.h"

#include "core/base/thread.h"
#include "core/data/text_codes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace vetrina::data {

namespace {

/// A row and what orders it: codes compare as the values do.
struct Coded {
    std::uint64_t code = 0;
    Row row = 0;
};

constexpr std::size_t fewRows = 256; ///< up to here comparing beats counting
constexpr std::size_t manyRows = 100'000; ///< from here on all cores are worth it

/// An unsigned number in the order of the doubles; -0 and 0 are one.
std::uint64_t codeOf(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
    return bits >> 63 ? ~bits : bits | std::uint64_t(1) << 63;
}

std::uint64_t codeOf(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ std::uint64_t(1) << 63; }

void sortByComparing(std::span<Coded> rows)
{
    constexpr std::size_t veryFew = 24; // stable_sort takes memory; these need none
    if (rows.size() > veryFew) {
        std::ranges::stable_sort(rows, {}, &Coded::code);
        return;
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const Coded moved = rows[i];
        std::size_t j = i;
        for (; j > 0 && rows[j - 1].code > moved.code; --j)
            rows[j] = rows[j - 1];
        rows[j] = moved;
    }
}

/// By the three highest digits in which the codes differ, the lowest of them first, stable; then what is equal in them,
/// which in most columns is little or nothing, by the bits below.
void sortByCounting(std::span<Coded> rows, std::span<Coded> spare)
{
    constexpr int digitBits = 11, mostDigits = 3;
    constexpr std::size_t values = std::size_t(1) << digitBits;
    std::uint64_t varying = 0;
    for (const auto& coded : rows)
        varying |= coded.code ^ rows[0].code;
    const int high = static_cast<int>(std::bit_width(varying));
    const int low = std::max(0, high - mostDigits * digitBits);
    const int digits = (high - low + digitBits - 1) / digitBits;

    auto counts = std::make_unique<std::array<std::array<std::size_t, values>, mostDigits>>();
    for (const auto& [code, row] : rows)
        for (int digit = 0; digit < digits; ++digit)
            ++(*counts)[digit][code >> (low + digit * digitBits) & (values - 1)];
    std::span<Coded> from = rows, to = spare.first(rows.size());
    for (int digit = 0; digit < digits; ++digit) {
        auto& count = (*counts)[digit];
        std::size_t sum = 0;
        for (auto& place : count)
            sum += std::exchange(place, sum);
        const int shift = low + digit * digitBits;
        for (const auto& coded : from)
            to[count[coded.code >> shift & (values - 1)]++] = coded;
        std::swap(from, to);
    }
    if (from.data() != rows.data())
        std::ranges::copy(from, rows.begin());

    for (std::size_t begin = 0; low > 0 && begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].code >> low == rows[begin].code >> low)
            ++end;
        const auto run = rows.subspan(begin, end - begin);
        if (run.size() > fewRows)
            sortByCounting(run, spare);
        else if (run.size() > 1)
            sortByComparing(run);
        begin = end;
    }
}

/// Many rows: parts side by side, then neighbours merged until one is left. The order of equal rows is kept, so the
/// number of parts does not show in the result.
void sortInParts(std::span<Coded> rows, std::span<Coded> spare)
{
    const std::size_t parts = std::bit_floor(std::min<std::size_t>(usableCores(), 16));
    const auto border = [&](std::size_t part) { return rows.size() * std::min(part, parts) / parts; };
    const auto between = [&](std::span<Coded> all, std::size_t a, std::size_t b) {
        return all.subspan(border(a), border(b) - border(a));
    };
    tbb::task_arena arena(static_cast<int>(usableCores()));
    arena.execute([&] {
        tbb::parallel_for(std::size_t(0), parts,
            [&](std::size_t part) { sortByCounting(between(rows, part, part + 1), between(spare, part, part + 1)); });
        std::span<Coded> from = rows, to = spare.first(rows.size());
        for (std::size_t step = 1; step < parts; step *= 2) {
            tbb::parallel_for(std::size_t(0), parts / (2 * step), [&](std::size_t pair) {
                const std::size_t first = pair * 2 * step;
                std::ranges::merge(between(from, first, first + step), between(from, first + step, first + 2 * step),
                    between(to, first, first + 2 * step).begin(), {}, &Coded::code, &Coded::code);
            });
            std::swap(from, to);
        }
        if (from.data() != rows.data())
            std::ranges::copy(from, rows.begin());
    });
}

/// Calls work(part) for parts of the rows, side by side where there are many.
template <typename Work> void inParts(std::span<Coded> rows, const Work& work)
{
    if (rows.size() <= manyRows || usableCores() == 1)
        return work(rows);
    const std::size_t parts = usableCores();
    tbb::task_arena arena(static_cast<int>(parts));
    arena.execute([&] {
        tbb::parallel_for(std::size_t(0), parts, [&](std::size_t part) {
            const std::size_t begin = rows.size() * part / parts;
            work(rows.subspan(begin, rows.size() * (part + 1) / parts - begin));
        });
    });
}

void sortByCode(std::span<Coded> rows, std::span<Coded> spare)
{
    if (rows.size() <= fewRows)
        sortByComparing(rows);
    else if (rows.size() <= manyRows || usableCores() == 1)
        sortByCounting(rows, spare);
    else
        sortInParts(rows, spare);
}

class Sorter {
public:
    Sorter(std::vector<std::pair<std::shared_ptr<const Column>, bool>> keys, std::size_t rows, std::stop_token stop)
        : m_keys(std::move(keys))
        , m_spare(rows)
        , m_stop(std::move(stop))
    {
    }

    /// Sorts by the keys from `key` on. False where it was stopped.
    bool sort(std::span<Coded> rows, std::size_t key = 0);

private:
    bool sortValues(std::span<Coded> rows, std::size_t key);
    bool sortTexts(std::span<Coded> rows, std::size_t key, std::size_t skip);
    bool compareTexts(std::span<Coded> rows, std::size_t key);
    /// Calls next(run) for each run of rows with equal codes.
    template <typename Next> bool forEachRun(std::span<Coded> rows, const Next& next);
    /// Moves the rows for which `isLast` holds behind the others, order kept; how many stay in front.
    template <typename Is> std::size_t moveBack(std::span<Coded> rows, const Is& isLast);

    std::vector<std::pair<std::shared_ptr<const Column>, bool>> m_keys;
    std::vector<Coded> m_spare;
    std::stop_token m_stop;
};

template <typename Is> std::size_t Sorter::moveBack(std::span<Coded> rows, const Is& isLast)
{
    std::size_t front = 0, back = 0;
    for (const auto& coded : rows) {
        if (isLast(coded.row))
            m_spare[back++] = coded;
        else
            rows[front++] = coded;
    }
    std::copy_n(m_spare.begin(), back, rows.begin() + static_cast<std::ptrdiff_t>(front));
    return front;
}

template <typename Next> bool Sorter::forEachRun(std::span<Coded> rows, const Next& next)
{
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].code == rows[begin].code)
            ++end;
        if (end - begin > 1 && !next(rows.subspan(begin, end - begin)))
            return false;
        begin = end;
    }
    return true;
}

bool Sorter::sort(std::span<Coded> rows, std::size_t key)
{
    if (key == m_keys.size() || rows.size() < 2)
        return true;
    if (m_stop.stop_requested())
        return false;
    const Column& column = *m_keys[key].first;
    std::size_t values = rows.size();
    if (!column.valid.empty()) {
        values = moveBack(rows, [&](Row row) { return !column.isValid(static_cast<std::size_t>(row)); });
        if (!sort(rows.subspan(values), key + 1))
            return false;
    }
    auto numbers = rows.first(values);
    if (column.type == Column::Type::Float32 || column.type == Column::Type::Float64) {
        const bool narrow = column.type == Column::Type::Float32;
        const std::size_t front = moveBack(numbers, [&](Row row) {
            const auto i = static_cast<std::size_t>(row);
            return narrow ? std::isnan(column.floats[i]) : std::isnan(column.doubles[i]);
        });
        if (!sort(numbers.subspan(front), key + 1))
            return false;
        numbers = numbers.first(front);
    }
    return column.type == Column::Type::Text ? sortTexts(numbers, key, 0) : sortValues(numbers, key);
}

bool Sorter::sortValues(std::span<Coded> rows, std::size_t key)
{
    if (rows.empty())
        return true;
    const auto& [column, descending] = m_keys[key];
    const std::uint64_t turn = descending ? ~std::uint64_t(0) : 0;
    for (auto& [code, row] : rows) {
        const auto i = static_cast<std::size_t>(row);
        switch (column->type) {
        case Column::Type::Bool:
            code = column->bools[i];
            break;
        case Column::Type::Int64:
            code = codeOf(column->ints[i]);
            break;
        case Column::Type::Float32:
            code = codeOf(static_cast<double>(column->floats[i]));
            break;
        default:
            code = codeOf(column->doubles[i]);
            break;
        }
        code ^= turn;
    }
    sortByCode(rows, m_spare);
    if (m_stop.stop_requested())
        return false;
    return key + 1 == m_keys.size() || forEachRun(rows, [&](auto run) { return sort(run, key + 1); });
}

/// By the bytes from `skip` on: as many as fit into a number, then what is equal in them by the next.
bool Sorter::sortTexts(std::span<Coded> rows, std::size_t key, std::size_t skip)
{
    constexpr std::size_t fewTexts = 64; // a plan for them costs more than comparing
    constexpr std::size_t deepest = 256; // bytes of a common beginning; beyond it texts are compared as they are
    const Column& column = *m_keys[key].first;
    if (m_stop.stop_requested())
        return false;
    if (rows.size() <= fewTexts || skip >= deepest)
        return compareTexts(rows, key);
    const auto restOf = [&](const Coded& coded) { // every one has as many bytes: they are equal up to there
        const auto text = column.textAt(static_cast<std::size_t>(coded.row));
        return text.substr(std::min(skip, text.size()));
    };
    TextCodes codes;
    std::mutex mutex;
    inParts(rows, [&](std::span<Coded> part) {
        TextCodes own;
        for (const auto& coded : part)
            own.look(restOf(coded));
        std::lock_guard lock(mutex);
        codes.join(own);
    });
    codes.plan();
    const bool descending = m_keys[key].second;
    inParts(rows, [&](std::span<Coded> part) {
        for (auto& coded : part) {
            const auto code = codes.of(restOf(coded));
            coded.code = descending ? codes.last() - code : code;
        }
    });
    sortByCode(rows, m_spare);
    if (!codes.whole())
        return forEachRun(rows, [&](auto run) { return sortTexts(run, key, skip + codes.covered()); });
    return key + 1 == m_keys.size() || forEachRun(rows, [&](auto run) { return sort(run, key + 1); });
}

bool Sorter::compareTexts(std::span<Coded> rows, std::size_t key)
{
    const Column& column = *m_keys[key].first;
    const auto textOf = [&](const Coded& coded) { return column.textAt(static_cast<std::size_t>(coded.row)); };
    if (m_keys[key].second)
        std::ranges::stable_sort(rows, std::greater<>(), textOf);
    else
        std::ranges::stable_sort(rows, std::less<>(), textOf);
    if (key + 1 == m_keys.size())
        return true;
    std::vector<std::uint64_t> codes(rows.size()); // equal where the texts are
    for (std::size_t i = 1; i < rows.size(); ++i)
        codes[i] = codes[i - 1] + (textOf(rows[i]) != textOf(rows[i - 1]));
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].code = codes[i];
    return forEachRun(rows, [&](auto run) { return sort(run, key + 1); });
}

} // namespace

Result<SortKey> SortKey::parse(std::string_view text)
{
    const auto comma = text.rfind(',');
    if (comma == std::string_view::npos)
        return SortKey{ std::string(text), false };
    const auto direction = text.substr(comma + 1);
    if (direction != "desc" && direction != "asc")
        return fail(Error::Code::WrongUse, "sort: '" + std::string(direction) + "' is no direction",
            "Write COLUMN, COLUMN,asc or COLUMN,desc.");
    return SortKey{ std::string(text.substr(0, comma)), direction == "desc" };
}

Result<std::vector<Row>> sortedRows(
    const Table& table, std::vector<Row> rows, std::span<const SortKey> keys, std::stop_token stop)
{
    const auto strange =
        std::ranges::find_if(rows, [&](Row row) { return row < 0 || static_cast<std::size_t>(row) >= table.rows(); });
    if (strange != rows.end())
        return fail(Error::Code::WrongUse, "sort: the table has no row " + std::to_string(*strange));
    std::vector<std::pair<std::shared_ptr<const Column>, bool>> columns;
    for (const auto& key : keys) {
        auto column = table.column(key.column);
        if (!column)
            return tl::unexpected(at("sort", std::move(column.error())));
        if ((*column)->rows != table.rows())
            return fail(Error::Code::Internal, "sort: the column '" + key.column + "' has another number of rows",
                "Please report this.");
        columns.emplace_back(std::move(*column), key.descending);
    }
    std::vector<Coded> coded(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        coded[i].row = rows[i];
    if (!Sorter(std::move(columns), rows.size(), stop).sort(coded))
        return cancelled();
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = coded[i].row;
    return rows;
}

} // namespace vetrina::data
