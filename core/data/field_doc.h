#pragma once

#include <map>
#include <string>
#include <string_view>

namespace vetrina::data {

/// What a survey field is, in its survey's own words.
struct FieldDoc {
    std::string unit; ///< "mag", "arcsec", "px", "nJy"; empty where it has none
    std::string meaning; ///< empty where the survey says nothing
    std::string type; ///< as in the packet: "float", "long", "string", "boolean"
};

/// What is known of the fields of a kind of packet, by their names as in Fields.
struct FieldDocs {
    std::map<std::string, FieldDoc, std::less<>> fields;
    std::string problem; ///< why the docs that ship could not be read; empty where all is well

    /// Null where nothing is known of that field.
    [[nodiscard]] const FieldDoc* find(std::string_view name) const
    {
        const auto found = fields.find(name);
        return found == fields.end() ? nullptr : &found->second;
    }
};

} // namespace vetrina::data
