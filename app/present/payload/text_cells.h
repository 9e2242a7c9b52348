// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace framescope::present {

/// A character of a text in a grid of columns, or a byte that is part of no character.
struct TextCell
{
    enum class Kind : std::uint8_t {
        Character,
        Tab,     ///< up to the next multiple of eight columns
        Named,   ///< a control or invisible character, shown by its name (character_name.h)
        Invalid, ///< a byte that is not UTF-8
        LineFeed,
    };

    std::uint32_t offset = 0; ///< in bytes from the start of its row
    std::uint32_t column = 0; ///< from the start of its row
    char32_t character = 0;   ///< the byte, if invalid
    std::uint8_t length = 1;  ///< in bytes
    std::uint8_t columns = 1; ///< 0: drawn over the character before it
    Kind kind = Kind::Character;
};

/// The limits of a row's length.
struct RowLimits
{
    std::uint32_t columns = 80;
    bool wrap = true; ///< after a space if possible; else a row is a line

    /// The columns after which a line continues in the next row even without wrapping.
    static constexpr std::uint32_t UnwrappedColumns = 16 * 1024;
    /// The most bytes of a row.
    std::uint32_t bytes() const { return (wrap ? columns : UnwrappedColumns) * 4 + 16; }

    friend bool operator==(const RowLimits&, const RowLimits&) = default;
};

/// Returns the cell at the start of `bytes`, with `offset` 0. Precondition: `bytes` is not empty,
/// and has four bytes or is the end of the text.
TextCell cellAt(ByteView bytes, std::uint32_t column);

/// The extent of the row that starts with `bytes`, a line feed included. Precondition: `bytes` has
/// `limits.bytes() + 4` bytes or is the end of the text.
struct RowExtent
{
    std::uint32_t length = 0;
    std::uint32_t columns = 0;
    std::uint32_t invalid = 0;      ///< bytes that are not UTF-8
    std::uint32_t firstInvalid = 0; ///< offset of the first of them
    bool endsLine = false;          ///< it ends with a line feed
};
RowExtent rowExtent(ByteView bytes, const RowLimits& limits);

std::vector<TextCell> rowCells(ByteView row);

/// Returns the start of the character before `offset`, given at least four bytes before it, or all.
std::size_t previousCell(ByteView bytes, std::size_t offset);

} // namespace framescope::present
