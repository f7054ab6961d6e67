#pragma once

#include "core/base/hash.h"
#include "core/formats/avro_value.h"

#include <bit>
#include <cstdio>
#include <string>

/// The canonical lines of avro_truth.py from Vetrina's tree.
inline void canonicalLines(const vetrina::formats::AvroValue& value, const std::string& path, std::string& out)
{
    using vetrina::formats::AvroValue;
    if (!out.empty())
        out += '\n';
    out += path;
    if (value.isNull())
        out += " null";
    else if (const auto* flag = std::get_if<bool>(&value.value))
        out += *flag ? " bool 1" : " bool 0";
    else if (const auto* whole = std::get_if<std::int64_t>(&value.value))
        out += " int " + std::to_string(*whole);
    else if (const auto* number = std::get_if<double>(&value.value)) {
        char text[17];
        std::snprintf(
            text, sizeof text, "%016llx", static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(*number)));
        out += std::string(" float ") + text;
    } else if (const auto* text = std::get_if<std::string>(&value.value))
        out += " text " + *text;
    else if (const auto* bytes = std::get_if<vetrina::Bytes>(&value.value))
        out += " bytes " + vetrina::sha256(*bytes);
    else if (const auto* items = std::get_if<AvroValue::Items>(&value.value)) {
        out += " items " + std::to_string(items->size());
        for (std::size_t i = 0; i < items->size(); ++i)
            canonicalLines((*items)[i], path + "[" + std::to_string(i) + "]", out);
    } else if (const auto* members = std::get_if<AvroValue::Members>(&value.value)) {
        out += " members " + std::to_string(members->size());
        for (const auto& [name, each] : *members)
            canonicalLines(each, path + "." + name, out);
    }
}
