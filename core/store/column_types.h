#pragma once

#include "core/base/result.h"
#include "core/data/column.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace vetrina::store {

/// The narrowest type that holds the values of both, by the rules of data::ColumnBuilder.
[[nodiscard]] data::Column::Type commonType(data::Column::Type a, data::Column::Type b);

/// The same values in a type that holds them.
[[nodiscard]] std::shared_ptr<const data::Column> converted(const data::Column& column, data::Column::Type type);

/// Of every type but Text.
[[nodiscard]] std::size_t bytesPerValue(data::Column::Type type);
[[nodiscard]] std::span<const std::byte> valueBytes(const data::Column& column);

/// The first rows of `BASE.values`, `BASE.valid` and, of Text, `BASE.offsets`, mapped; what is behind the end of
/// `valid` is null. Errors: Malformed where they do not fit together; as mapFile().
[[nodiscard]] Result<std::shared_ptr<const data::Column>> mapColumn(
    const std::filesystem::path& base, data::Column::Type type, std::size_t rows);

} // namespace vetrina::store
