// A whole object container file: header, schema, blocks, codecs.
#include "core/formats/avro.h"
#include "core/formats/avro_container.h"
#include "tests/fuzz/input.h"

using namespace vetrina::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    AvroSchemaCache schemas;
    auto container = AvroContainer::open("f", input(data, size), schemas, { 1 << 22, 1032, 1 << 16 });
    for (int records = 0; container && records < 1000; ++records) {
        const auto record = container->next();
        if (!record)
            continue;
        if (!*record)
            break;
        (void)readAvro(container->schema()->root(), (*record)->bytes, { .values = 10'000 });
    }
    return 0;
}
