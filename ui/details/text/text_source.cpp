// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text/text_source.h"

#include <QChar>

#include <algorithm>
#include <utility>

namespace framescope::ui {

using present::TextCell;
using Kind = present::TextCell::Kind;

namespace {

bool isWordCharacter(const TextCell& cell)
{
    return cell.kind == Kind::Character &&
           (QChar::isLetterOrNumber(cell.character) || cell.character == U'_' || cell.columns == 0);
}

} // namespace

std::optional<TextRow> TextSource::readRow(std::uint64_t offset)
{
    auto bytes = pages_.read(offset, limits_.bytes() + 4);
    if (!bytes) {
        return std::nullopt;
    }
    const present::RowExtent extent = present::rowExtent(*bytes, limits_);
    bytes->resize(extent.length);
    TextRow row{offset, *std::move(bytes), {}, extent.endsLine};
    row.cells = present::rowCells(row.bytes);
    return row;
}

std::optional<std::uint64_t> TextSource::offsetOfRow(std::uint64_t row)
{
    const present::PayloadRows::Place place = rows_.placeOfRow(row);
    const auto bytes =
        pages_.read(place.offset, present::PayloadRows::Distance + 2 * (limits_.bytes() + 4));
    if (!bytes) {
        return std::nullopt;
    }
    std::size_t at = 0;
    for (std::uint64_t i = place.row; i < row && at < bytes->size(); ++i) {
        at += present::rowExtent(ByteView(*bytes).subspan(at), limits_).length;
    }
    return place.offset + at;
}

std::optional<std::uint64_t> TextSource::rowOfOffset(std::uint64_t offset)
{
    const present::PayloadRows::Place place = rows_.placeOfOffset(offset);
    const auto bytes =
        pages_.read(place.offset, present::PayloadRows::Distance + 2 * (limits_.bytes() + 4));
    if (!bytes) {
        return std::nullopt;
    }
    std::uint64_t row = place.row;
    std::size_t at = 0;
    while (at < bytes->size()) {
        const auto extent = present::rowExtent(ByteView(*bytes).subspan(at), limits_);
        const std::uint64_t end = place.offset + at + extent.length;
        const bool isLast = end == size() && !extent.endsLine;
        if (offset < end || isLast) {
            break;
        }
        at += extent.length;
        ++row;
    }
    return row;
}

std::optional<TextRow> TextSource::rowAround(std::uint64_t offset)
{
    const auto row = rowOfOffset(offset);
    const auto start = row ? offsetOfRow(*row) : std::nullopt;
    return start ? readRow(*start) : std::nullopt;
}

std::uint64_t TextSource::nextTo(std::uint64_t offset, bool forward)
{
    constexpr std::uint64_t around = 8;
    const std::uint64_t start = offset - std::min(offset, around);
    const auto bytes = pages_.read(start, 2 * around);
    if (!bytes || (forward ? offset == size() : offset == 0)) {
        return offset;
    }
    const std::size_t at = offset - start;
    return forward ? offset + present::cellAt(ByteView(*bytes).subspan(at), 0).length
                   : start + present::previousCell(*bytes, at);
}

std::uint64_t TextSource::wordEdge(std::uint64_t offset, bool forward)
{
    constexpr int furthest = 4096;
    const auto isWord = [this](std::uint64_t at) {
        const auto bytes = pages_.read(at, 4);
        return bytes && !bytes->empty() && isWordCharacter(present::cellAt(*bytes, 0));
    };
    bool inWord = false;
    for (int i = 0; i < furthest; ++i) {
        const std::uint64_t next = nextTo(offset, forward);
        const bool word = isWord(forward ? offset : next);
        if (next == offset || (inWord && !word)) {
            break;
        }
        inWord = inWord || word;
        offset = next;
    }
    return offset;
}

std::uint32_t TextSource::columnOf(std::uint64_t offset)
{
    const auto row = rowAround(offset);
    std::uint32_t column = 0;
    for (const TextCell& cell : row ? row->cells : std::vector<TextCell>()) {
        if (row->offset + cell.offset >= offset) {
            return cell.column;
        }
        column = cell.column + cell.columns;
    }
    return column;
}

std::uint64_t TextSource::below(std::uint64_t offset, std::int64_t rows, std::uint32_t column)
{
    const auto row = rowOfOffset(offset);
    if (!row) {
        return offset;
    }
    const auto last = static_cast<std::int64_t>(rows_.count()) - 1;
    const auto to = std::clamp<std::int64_t>(static_cast<std::int64_t>(*row) + rows, 0, last);
    const auto start = offsetOfRow(static_cast<std::uint64_t>(to));
    const auto target = start ? readRow(*start) : std::nullopt;
    if (!target) {
        return offset;
    }
    for (const TextCell& cell : target->cells) {
        if (cell.column >= column || cell.kind == Kind::LineFeed) {
            return target->offset + cell.offset;
        }
    }
    // The end of a wrapped row is the start of the next one.
    return target->end() < size() && !target->cells.empty()
               ? target->offset + target->cells.back().offset
               : target->end();
}

std::uint64_t TextSource::rowEdge(std::uint64_t offset, bool end)
{
    const auto at = rowAround(offset);
    if (!at) {
        return offset;
    }
    if (!end || at->cells.empty()) {
        return at->offset;
    }
    return at->end() == size() && !at->endsLine ? at->end() : at->offset + at->cells.back().offset;
}

} // namespace framescope::ui
