#pragma once

#include <cstddef>
#include <span>

namespace vetrina {

/// Numbers in rows and columns that somebody else owns, either way round in memory.
struct MatrixView {
    const float* data = nullptr;
    std::size_t rows = 0, columns = 0;
    std::size_t rowStep = 0, columnStep = 1; ///< floats from one row, one column, to the next

    /// Row after row: values[row * columns + column].
    [[nodiscard]] static MatrixView byRows(std::span<const float> values, std::size_t columns)
    {
        return { values.data(), columns == 0 ? 0 : values.size() / columns, columns, columns, 1 };
    }
    /// Column after column: values[column * rows + row].
    [[nodiscard]] static MatrixView byColumns(std::span<const float> values, std::size_t rows, std::size_t columns)
    {
        return { values.data(), rows, columns, 1, rows };
    }

    [[nodiscard]] float at(std::size_t row, std::size_t column) const
    {
        return data[row * rowStep + column * columnStep];
    }
    /// Rows from `first` on.
    [[nodiscard]] MatrixView part(std::size_t first, std::size_t count) const
    {
        return { data + first * rowStep, count, columns, rowStep, columnStep };
    }

    /// Copies rows `first` .. `first + count - 1` column by column, each column `lanes` apart: into[column * lanes +
    /// i].
    void copyBlock(std::size_t first, std::size_t count, std::size_t lanes, float* into) const
    {
        const float* from = data + first * rowStep;
        if (rowStep == 1) {
            for (std::size_t column = 0; column < columns; ++column)
                for (std::size_t i = 0; i < count; ++i)
                    into[column * lanes + i] = from[column * columnStep + i];
        } else {
            for (std::size_t i = 0; i < count; ++i)
                for (std::size_t column = 0; column < columns; ++column)
                    into[column * lanes + i] = from[i * rowStep + column * columnStep];
        }
    }
};

} // namespace vetrina
