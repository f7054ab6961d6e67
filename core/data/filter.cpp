#include "core/data/filter.h"

#include "core/base/thread.h"
#include "core/data/filter_plan.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace vetrina::data {

namespace {

using filter::Block;
using filter::blockRows;
using filter::Columns;
using filter::ConditionPtr;
using filter::Mistake;
using filter::Room;

constexpr std::size_t chunkRows = 32 * blockRows; ///< what one thread does at a time
constexpr std::size_t fewRows = 2 * chunkRows; ///< up to here one thread is as fast

/// The mistake in the words of an Error, its place counted in characters from 1.
Error worded(std::string_view text, const Mistake& mistake)
{
    const auto before = text.substr(0, std::min(mistake.range.begin, text.size()));
    const auto column = 1 + std::ranges::count_if(before, [](unsigned char byte) { return (byte & 0xC0) != 0x80; });
    return { Error::Code::Malformed, "column " + std::to_string(column) + ": " + mistake.message, mistake.remedy };
}

/// Columns of no rows, of the table's types: enough to check a text against.
Columns typesOf(const Table& table)
{
    return { [&table](const std::string& name) -> Result<std::shared_ptr<const Column>> {
                return table.columnType(name).map([](Column::Type type) {
                    auto empty = std::make_shared<Column>();
                    empty->type = type;
                    return std::shared_ptr<const Column>(std::move(empty));
                });
            },
        table.columnNames(), &table };
}

Columns columnsOf(const Table& table)
{
    return { [&table](const std::string& name) -> Result<std::shared_ptr<const Column>> {
                auto column = table.column(name);
                if (column && (*column)->rows != table.rows())
                    return fail(Error::Code::Internal, "the column '" + name + "' has another number of rows",
                        "Please report this.");
                return column;
            },
        table.columnNames(), &table };
}

/// Calls done(chunk, mask, block) for each block of each chunk of the table, chunks side by side, blocks in order.
template <typename Done>
bool forEachBlock(const filter::Condition& condition, std::size_t rows, const std::stop_token& stop, const Done& done)
{
    std::atomic<bool> stopped = false;
    const auto chunk = [&](std::size_t index) {
        Room room;
        Room::Borrowed mask(room);
        const std::size_t end = std::min(rows, (index + 1) * chunkRows);
        for (std::size_t begin = index * chunkRows; begin < end; begin += blockRows) {
            if (stop.stop_requested()) {
                stopped = true;
                return;
            }
            const Block block{ begin, std::min(blockRows, end - begin) };
            condition.holds(block, room, mask.mask());
            done(index, mask.mask(), block);
        }
    };
    const std::size_t chunks = (rows + chunkRows - 1) / chunkRows;
    if (rows <= fewRows) {
        for (std::size_t index = 0; index < chunks; ++index)
            chunk(index);
    } else {
        tbb::task_arena arena(static_cast<int>(usableCores()));
        arena.execute([&] { tbb::parallel_for(std::size_t(0), chunks, chunk, tbb::simple_partitioner()); });
    }
    return !stopped;
}

Result<ConditionPtr> planFor(const filter::Node& root, std::string_view text, const Columns& columns, TextRange* where)
{
    std::optional<Error> failure;
    auto condition = filter::plan(root, text, columns, failure);
    if (condition)
        return std::move(*condition);
    if (failure)
        return tl::unexpected(std::move(*failure));
    if (where)
        *where = condition.error().range;
    return tl::unexpected(worded(text, condition.error()));
}

} // namespace

Result<Filter> Filter::parse(std::string_view text, const Table& table, TextRange* mistake)
{
    auto root = filter::parseTree(text);
    if (!root) {
        if (mistake)
            *mistake = root.error().range;
        return tl::unexpected(worded(text, root.error()));
    }
    Filter filter;
    filter.m_text = text;
    filter.m_root = std::move(*root);
    if (filter.m_root)
        if (auto checked = planFor(*filter.m_root, text, typesOf(table), mistake); !checked)
            return tl::unexpected(std::move(checked.error()));
    return filter;
}

Result<std::vector<Row>> Filter::rows(const Table& table, std::stop_token stop) const
{
    const std::size_t rows = table.rows();
    if (!m_root) {
        std::vector<Row> all(rows);
        std::iota(all.begin(), all.end(), Row(0));
        return all;
    }
    auto condition = planFor(*m_root, m_text, columnsOf(table), nullptr);
    if (!condition)
        return tl::unexpected(std::move(condition.error()));

    std::vector<std::vector<Row>> found((rows + chunkRows - 1) / chunkRows);
    const bool whole =
        forEachBlock(**condition, rows, stop, [&](std::size_t chunk, const std::uint8_t* mask, Block block) {
            auto& out = found[chunk];
            const std::size_t before = out.size();
            out.resize(before + block.size);
            out.resize(
                before + filter::writeRows(mask, block.size, static_cast<Row>(block.begin), out.data() + before));
        });
    if (!whole)
        return cancelled();

    std::vector<Row> all;
    all.reserve(std::transform_reduce(
        found.begin(), found.end(), std::size_t(0), std::plus<>(), [](const auto& chunk) { return chunk.size(); }));
    for (const auto& chunk : found)
        all.insert(all.end(), chunk.begin(), chunk.end());
    return all;
}

Result<std::vector<Row>> Filter::passing(std::string_view text, const Table& table, std::stop_token stop)
{
    return parse(text, table).and_then([&](const Filter& filter) { return filter.rows(table, std::move(stop)); });
}

Result<std::size_t> Filter::count(const Table& table, std::stop_token stop) const
{
    const std::size_t rows = table.rows();
    if (!m_root)
        return rows;
    auto condition = planFor(*m_root, m_text, columnsOf(table), nullptr);
    if (!condition)
        return tl::unexpected(std::move(condition.error()));
    std::atomic<std::size_t> count = 0;
    const bool whole = forEachBlock(**condition, rows, stop,
        [&](std::size_t, const std::uint8_t* mask, Block block) { count += filter::countSet(mask, block.size); });
    if (!whole)
        return cancelled();
    return count.load();
}

} // namespace vetrina::data
