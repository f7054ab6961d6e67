// The text of a filter, run where it can be read; label schemes and named filters.
#include "core/data/filter.h"
#include "core/data/label_scheme.h"
#include "core/data/memory_table.h"
#include "core/data/named_filter.h"
#include "core/data/sort.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string_view>

using namespace vetrina;
using namespace vetrina::data;

namespace {

/// A column of each type, with nulls and odd values.
const MemoryTable& table()
{
    static const MemoryTable made = [] {
        ColumnBatch batch;
        const auto a = batch.column("a", Column::Type::Float64), f = batch.column("f", Column::Type::Float32),
                   i = batch.column("i", Column::Type::Int64), b = batch.column("b", Column::Type::Bool),
                   t = batch.column("t", Column::Type::Text), ra = batch.column("ra", Column::Type::Float64),
                   dec = batch.column("dec", Column::Type::Float64);
        for (int row = 0; row < 70; ++row) {
            if (row % 5)
                batch.at(a).append(row % 7 ? row / 3.0 : std::numeric_limits<double>::quiet_NaN());
            if (row % 4)
                batch.at(f).append(row % 9 ? static_cast<float>(row) : std::numeric_limits<float>::infinity());
            if (row % 3)
                batch.at(i).append(row % 2 ? std::numeric_limits<std::int64_t>::min() + row : std::int64_t(row));
            if (row % 6)
                batch.at(b).append(row % 2 == 0);
            if (row % 8)
                batch.at(t).append(std::string(static_cast<std::size_t>(row % 11), 'a'));
            batch.at(ra).append(row * 5.0);
            batch.at(dec).append(row - 35.0);
            batch.endRow();
        }
        return MemoryTable(std::move(batch));
    }();
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    if (data[0] == 'S') {
        if (const auto scheme = LabelScheme::parse(text))
            if (!(LabelScheme::parse(scheme->toJson()) == *scheme))
                std::abort(); // what is written reads back
        (void)NamedFilter::parse(text, "x");
        return 0;
    }
    std::size_t end = 0;
    for (const auto& token : filterTokens(text)) { // in order, inside of the text
        if (token.range.begin < end || token.range.size == 0 || token.range.begin + token.range.size > text.size())
            std::abort();
        end = token.range.begin + token.range.size;
    }
    TextRange mistake;
    const auto filter = Filter::parse(text, table(), &mistake);
    if (!filter) {
        if (mistake.begin + mistake.size > text.size())
            std::abort();
        return 0;
    }
    const auto rows = filter->rows(table());
    if (!rows || rows->size() != *filter->count(table()))
        std::abort(); // what was read can be run
    const auto turned = Filter::parse("not (" + std::string(text) + ")", table());
    if (turned && turned->count(table()) != table().rows() - rows->size())
        std::abort(); // two-valued
    return 0;
}
