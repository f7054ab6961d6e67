#include "core/data/held_out.h"

#include "core/base/hash.h"

#include <span>
#include <string>

namespace vetrina::data {

bool isHeldOut(std::string_view object, double share, std::uint64_t seed)
{
    std::string text(object);
    text += '\n' + std::to_string(seed);
    return static_cast<double>(checksum(std::as_bytes(std::span(text))) >> 11) < share * 0x1p53;
}

} // namespace vetrina::data
