// A file of label events, and what is written of those that could be read.
#include "core/session/label_files.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace vetrina;
using namespace vetrina::session;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const LabelDefaults here{ "ada", "real-bogus", 1 };
    auto events = readLabels("f", { reinterpret_cast<const char*>(data), size }, here);
    if (!events)
        return 0;
    for (auto& event : *events)
        event.schemeVersion = 0; // is not exported
    const auto csv = labelsAsCsv(*events), json = labelsAsJson(*events);
    for (const auto& text : { csv, json }) {
        const auto again = readLabels("f", text, here);
        if (!again || *again != *events)
            std::abort(); // what was read can be written and read again
    }
    return 0;
}
