// gzip and bare deflate, within limits.
#include "core/formats/gzip.h"
#include "tests/fuzz/input.h"

#include <cstdlib>

using namespace vetrina::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const InflateLimits limits{ 1 << 20, 200, 1 << 16 };
    for (const auto& unpacked : { gunzip(input(data, size), limits), inflate(input(data, size), limits) })
        if (unpacked && unpacked->size() > limits.of(size))
            std::abort();
    return 0;
}
