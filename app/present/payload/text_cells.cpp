// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/text_cells.h"

#include "base/text/character_width.h"
#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "present/words/character_name.h"

#include <QChar>

#include <algorithm>

namespace framescope::present {

namespace {

constexpr std::uint32_t tabColumns = 8;
constexpr std::uint8_t invalidColumns = 3; ///< two digits in a box

/// Shows the character by its name, in a box.
void setNamed(TextCell& cell)
{
    cell.kind = TextCell::Kind::Named;
    cell.columns = static_cast<std::uint8_t>(characterNameLength(cell.character) + 1);
}

/// Sets the kind and width of a character beyond ASCII.
void classify(TextCell& cell)
{
    if (isInvisible(cell.character)) {
        setNamed(cell);
        return;
    }
    cell.columns = static_cast<std::uint8_t>(columnsOf(cell.character));
}

} // namespace

TextCell cellAt(ByteView bytes, std::uint32_t column)
{
    const std::uint8_t lead = bytes.front();
    TextCell cell;
    cell.column = column;
    cell.character = lead;
    if (lead >= 0x20 && lead < 0x7F) {
        return cell;
    }
    if (lead == '\n') {
        cell.kind = TextCell::Kind::LineFeed;
    } else if (lead == '\t') {
        cell.kind = TextCell::Kind::Tab;
        cell.columns = static_cast<std::uint8_t>(tabColumns - column % tabColumns);
    } else if (lead < 0x20 || lead == 0x7F) {
        setNamed(cell);
    } else if (const auto character = firstCharacter(asText(bytes))) {
        cell.length = static_cast<std::uint8_t>(character->size);
        cell.character = character->value;
        classify(cell);
    } else {
        cell.kind = TextCell::Kind::Invalid;
        cell.columns = invalidColumns;
    }
    return cell;
}

RowExtent rowExtent(ByteView bytes, const RowLimits& limits)
{
    const std::uint32_t columns = limits.wrap ? limits.columns : RowLimits::UnwrappedColumns;
    const std::uint32_t most = limits.bytes();
    RowExtent row;
    RowExtent afterSpace; // end of the row if the next word does not fit
    while (row.length < bytes.size() && row.length < most) {
        const TextCell cell = cellAt(bytes.subspan(row.length), row.columns);
        if (cell.kind == TextCell::Kind::LineFeed) {
            ++row.length;
            row.endsLine = true;
            return row;
        }
        if (row.columns + cell.columns > columns && row.length > 0) {
            return limits.wrap && afterSpace.columns > columns / 2 ? afterSpace : row;
        }
        if (cell.kind == TextCell::Kind::Invalid && row.invalid++ == 0) {
            row.firstInvalid = row.length;
        }
        row.length += cell.length;
        row.columns += cell.columns;
        if (cell.character == ' ') {
            afterSpace = row;
        }
    }
    return row;
}

std::vector<TextCell> rowCells(ByteView row)
{
    std::vector<TextCell> cells;
    cells.reserve(row.size());
    std::uint32_t column = 0;
    for (std::uint32_t at = 0; at < row.size();) {
        TextCell cell = cellAt(row.subspan(at), column);
        cell.offset = at;
        at += cell.length;
        column += cell.columns;
        cells.push_back(cell);
    }
    return cells;
}

std::size_t previousCell(ByteView bytes, std::size_t offset)
{
    constexpr std::size_t longest = 4;
    for (std::size_t length = std::min(longest, offset); length > 1; --length) {
        if (cellAt(bytes.subspan(offset - length), 0).length == length) {
            return offset - length;
        }
    }
    return offset > 0 ? offset - 1 : 0;
}

} // namespace framescope::present
