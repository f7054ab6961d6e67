// Weights; what is accepted must lie within the file.
#include "core/formats/safetensors.h"
#include "tests/fuzz/input.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = input(data, size);
    const auto file = vetrina::formats::SafetensorsFile::parse("f", bytes);
    if (!file)
        return 0;
    for (const auto& tensor : file->tensors())
        if (tensor.bytes.data() < bytes.data() || tensor.bytes.data() + tensor.bytes.size() > bytes.data() + size)
            std::abort();
    return 0;
}
