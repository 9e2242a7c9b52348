// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload_pages.h"
#include "present/payload/payload_rows.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::ui {

/// A row of a text after wrapping.
struct TextRow
{
    std::uint64_t offset = 0; ///< of its first byte
    Bytes bytes;
    std::vector<present::TextCell> cells;
    bool endsLine = false;

    std::uint64_t end() const { return offset + bytes.size(); }
};

/// Reads rows of a text of any size, and finds places in it: rows, words, the ends of a row. Data
/// not in memory is loaded in the background; until then results are nullopt or the given offset.
class TextSource
{
public:
    present::PayloadPages& pages() { return pages_; }
    present::PayloadRows& rows() { return rows_; }
    const present::PayloadRows& rows() const { return rows_; }
    std::uint64_t size() const { return pages_.size(); }
    const std::shared_ptr<const present::Payload>& payload() const { return pages_.payload(); }

    /// The limits by which rows are read and counted.
    const present::RowLimits& limits() const { return limits_; }
    void setLimits(const present::RowLimits& limits) { limits_ = limits; }

    std::optional<TextRow> readRow(std::uint64_t offset);
    std::optional<std::uint64_t> offsetOfRow(std::uint64_t row);
    std::optional<std::uint64_t> rowOfOffset(std::uint64_t offset);
    std::uint32_t columnOf(std::uint64_t offset);
    /// Returns the edge of the character after or before an offset.
    std::uint64_t nextTo(std::uint64_t offset, bool forward);
    /// Returns the end, or the start, of the word at or near an offset (within 4,096 characters).
    std::uint64_t wordEdge(std::uint64_t offset, bool forward);
    /// Returns the end, or the start, of the row that contains an offset.
    std::uint64_t rowEdge(std::uint64_t offset, bool end);
    /// Returns the offset at a column, `rows` rows below an offset, or above it if negative.
    std::uint64_t below(std::uint64_t offset, std::int64_t rows, std::uint32_t column);

private:
    std::optional<TextRow> rowAround(std::uint64_t offset);

    present::PayloadPages pages_;
    present::PayloadRows rows_;
    present::RowLimits limits_;
};

} // namespace framescope::ui
