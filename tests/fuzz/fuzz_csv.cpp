// A table of labels; every row must be as long as the names.
#include "core/formats/csv.h"
#include "tests/fuzz/input.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto reader = vetrina::formats::CsvReader::open("f", { reinterpret_cast<const char*>(data), size });
    while (reader) {
        const auto row = reader->next();
        if (!row || !*row)
            break;
        if ((*row)->cells.size() != reader->names().size())
            std::abort();
    }
    return 0;
}
