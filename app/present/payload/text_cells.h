// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace framescope::present {

/// A character of a text in a grid of columns, or a byte that belongs to none.
struct TextCell
{
    enum class Kind : std::uint8_t {
        Character,
        Tab,     ///< up to the next multiple of eight columns
        Named,   ///< a control, or what can't be seen: shown by its name (character_name.h)
        Invalid, ///< a byte that is not UTF-8
        LineFeed,
    };

    std::uint32_t offset = 0; ///< in bytes, in its row
    std::uint32_t column = 0; ///< in its row
    char32_t character = 0;   ///< the byte, where invalid
    std::uint8_t length = 1;  ///< in bytes
    std::uint8_t columns = 1; ///< 0: stands over the one before it
    Kind kind = Kind::Character;
};

/// How long a row can be.
struct RowLimits
{
    std::uint32_t columns = 80;
    bool wrap = true; ///< after a space where there is one; else rows end with their lines

    /// A line goes on in the next row after that many columns though it is not to be wrapped.
    static constexpr std::uint32_t UnwrappedColumns = 16 * 1024;
    /// No row has more bytes.
    std::uint32_t bytes() const { return (wrap ? columns : UnwrappedColumns) * 4 + 16; }

    friend bool operator==(const RowLimits&, const RowLimits&) = default;
};

/// The cell at the start of `bytes`, which must not be empty and must have four bytes or be the
/// end of the text. `offset` is 0.
TextCell cellAt(ByteView bytes, std::uint32_t column);

/// A row that starts with `bytes`, which must have `limits.bytes() + 4` bytes or be the end of
/// the text: where it ends, a line feed included.
struct RowExtent
{
    std::uint32_t length = 0;
    std::uint32_t columns = 0;
    std::uint32_t invalid = 0;      ///< bytes that are not UTF-8
    std::uint32_t firstInvalid = 0; ///< offset of the first of them
    bool endsLine = false;          ///< by a line feed
};
RowExtent rowExtent(ByteView bytes, const RowLimits& limits);

/// The cells of a row.
std::vector<TextCell> rowCells(ByteView row);

/// Where the character before `offset` begins, given at least four bytes before it, or all.
std::size_t previousCell(ByteView bytes, std::size_t offset);

} // namespace framescope::present
