// A schema, a zero byte, and a record that claims to be written with it: all that reads a record.
#include "core/formats/avro.h"
#include "tests/fuzz/input.h"

#include <algorithm>
#include <cstdlib>

using namespace vetrina::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::uint8_t* const end = std::find(data, data + size, 0);
    const auto schema =
        AvroSchema::parse({ reinterpret_cast<const char*>(data), static_cast<std::size_t>(end - data) });
    if (!schema || end == data + size)
        return 0;
    const auto bytes = input(end + 1, static_cast<std::size_t>(data + size - end - 1));
    const AvroType& root = (*schema)->root();
    const auto skipped = skipAvro(root, bytes);

    const AvroProbe probe(root, { "a", "b", "a.b", "a.a.a", "" });
    std::vector<AvroSlot> slots(probe.size());
    const auto probed = probe.run(bytes, slots);
    if (skipped.has_value() != probed.has_value() || (skipped && *skipped != *probed))
        std::abort(); // the two ways through a record must agree
    for (const AvroSlot& slot : slots) {
        (void)slot.boolean();
        (void)slot.number();
        (void)slot.text();
        (void)slot.content();
        AvroItems items(slot);
        while (items.next()) { }
        if (slot.type && slot.type->kind == AvroType::Kind::Array) {
            const AvroProbe each(*slot.type->branches[0], { "a", "b" });
            (void)each.runItems(slot, [](std::span<const AvroSlot>) {});
        }
    }
    if (root.kind == AvroType::Kind::Record) {
        AvroFields fields(root, bytes);
        while (fields.next()) { }
        if (!fields.error() != skipped.has_value())
            std::abort();
    }
    const auto tree = readAvro(root, bytes, { .values = 10'000 });
    if (tree && (!skipped || *skipped != bytes.size()))
        std::abort();
    if (tree)
        (void)toJson(*tree);
    return 0;
}
