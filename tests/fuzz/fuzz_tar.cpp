// tar and tar.gz from memory.
#include "core/formats/tar.h"
#include "tests/fuzz/input.h"

using namespace vetrina::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto tar = TarReader::open("f", input(data, size), { 1 << 20, 1 << 22, 100 });
    for (int members = 0; tar && members < 1000; ++members) {
        const auto member = tar->next();
        if (!member)
            continue;
        if (!*member)
            break;
        if (members % 2)
            (void)tar->read();
    }
    return 0;
}
