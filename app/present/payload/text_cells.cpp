// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/text_cells.h"

#include "base/visible_text.h"
#include "present/words/character_name.h"
#include "wire/utf8_validator.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace framescope::present {

namespace {

constexpr std::uint32_t tabColumns = 8;
constexpr std::uint8_t invalidColumns = 3; ///< two digits in a box

struct CodeRange
{
    char32_t first;
    char32_t last;
};

/// Wide or fullwidth (Unicode Standard Annex 11), in blocks.
constexpr std::array<CodeRange, 17> wideRanges = {{{0x1100, 0x115F},
                                                   {0x231A, 0x231B},
                                                   {0x23E9, 0x23EC},
                                                   {0x2614, 0x2615},
                                                   {0x26AA, 0x26AB},
                                                   {0x2E80, 0x303E},
                                                   {0x3041, 0x4DBF},
                                                   {0x4E00, 0xA4CF},
                                                   {0xA960, 0xA97F},
                                                   {0xAC00, 0xD7A3},
                                                   {0xF900, 0xFAFF},
                                                   {0xFE30, 0xFE6F},
                                                   {0xFF01, 0xFF60},
                                                   {0xFFE0, 0xFFE6},
                                                   {0x1F300, 0x1F64F},
                                                   {0x1F680, 0x1FAFF},
                                                   {0x20000, 0x3FFFD}}};

bool isWide(char32_t character)
{
    return character >= wideRanges.front().first &&
           std::ranges::any_of(wideRanges, [=](const CodeRange& range) {
               return character >= range.first && character <= range.last;
           });
}

std::uint8_t cellLength(std::uint8_t lead)
{
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

char32_t decode(ByteView sequence)
{
    const auto lead = sequence.front();
    char32_t character = lead & (0xFFU >> (sequence.size() + 1));
    for (const std::uint8_t byte : sequence.subspan(1)) {
        character = character << 6 | (byte & 0x3FU);
    }
    return character;
}

/// Its name in a box.
void setNamed(TextCell& cell)
{
    cell.kind = TextCell::Kind::Named;
    cell.columns = static_cast<std::uint8_t>(characterNameLength(cell.character) + 1);
}

/// Of a character beyond ASCII.
void classify(TextCell& cell)
{
    if (isInvisible(cell.character)) {
        setNamed(cell);
        return;
    }
    switch (QChar::category(cell.character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
        cell.columns = 0;
        break;
    default:
        cell.columns = isWide(cell.character) ? 2 : 1;
        break;
    }
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
    } else {
        const std::uint8_t length = cellLength(lead);
        if (lead < 0xC0 || length > bytes.size() || !wire::isUtf8(bytes.first(length))) {
            cell.kind = TextCell::Kind::Invalid;
            cell.columns = invalidColumns;
        } else {
            cell.length = length;
            cell.character = decode(bytes.first(length));
            classify(cell);
        }
    }
    return cell;
}

RowExtent rowExtent(ByteView bytes, const RowLimits& limits)
{
    const std::uint32_t columns = limits.wrap ? limits.columns : RowLimits::UnwrappedColumns;
    const std::uint32_t most = limits.bytes();
    RowExtent row;
    RowExtent afterSpace; // where the row ends if the next word does not fit
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
