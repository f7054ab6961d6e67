#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>

// What reading a schema's JSON and joining several share. Private to core/formats.
namespace vetrina::formats::schema {

/// Not the ordered one: its objects are searched from the front, so a hostile one of many keys would take minutes.
using Json = nlohmann::json;

constexpr int deepestJson = 128;

/// Errors: Unsupported for more than 2 MB or 128 levels; Malformed.
[[nodiscard]] Result<Json> parseJson(std::string_view text);

/// The text at a key; empty where there is none.
[[nodiscard]] std::string textOf(const Json& json, const char* key);

/// The full name that a definition gives itself, and the namespace its content stands in.
[[nodiscard]] std::pair<std::string, std::string> fullName(const Json& json, const std::string& space);

} // namespace vetrina::formats::schema
