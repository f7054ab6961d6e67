// A model card, what it writes back, and its preparation of a small triplet.
#include "core/nets/card.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace vetrina;

namespace {

data::Triplet triplet()
{
    data::Triplet made;
    int size = 5;
    for (auto& stamp : made.stamps) {
        stamp.plane = { size, 7, std::vector<float>(static_cast<std::size_t>(size) * 7, 0.5F) };
        ++size;
    }
    return made;
}

void mustHold(bool held)
{
    if (!held)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const data::Triplet small = triplet();
    const auto card = nets::ModelCard::parse({ reinterpret_cast<const char*>(data), size });
    if (!card)
        return 0;
    const auto again = nets::ModelCard::parse(card->serialise());
    mustHold(again && again->fingerprint() == card->fingerprint());
    if (card->pipeline.shape().size() > 1 << 20)
        return 0;
    std::vector<float> out(card->pipeline.shape().size());
    if (card->pipeline.run(small, out))
        for (const float v : out)
            mustHold(v - v == 0);
    return 0;
}
