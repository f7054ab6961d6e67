#pragma once

#include <string_view>

namespace vetrina {

/// Whether a text nests arrays and objects at most that deep, outside its strings. To be asked before an
/// untrusted text is given to a JSON parser, whose memory grows with the depth.
[[nodiscard]] inline bool jsonNestsWithin(std::string_view text, int limit)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limit)
                return false;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return true;
}

} // namespace vetrina
