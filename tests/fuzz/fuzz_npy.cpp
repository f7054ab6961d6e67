// numpy's arrays.
#include "core/formats/npy.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    (void)vetrina::formats::readNpy(input(data, size));
    return 0;
}
