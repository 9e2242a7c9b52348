// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/decoding.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace framescope::codec {

enum class DiffMode : std::uint8_t { Structure, Lines, Bytes };

enum class Change : std::uint8_t {
    Same,
    Inside,  ///< the same container, with different contents
    Changed, ///< both sides have it, with different values
    Added,   ///< only the right side has it
    Removed, ///< only the left side has it
};

/// One side of a comparison.
struct DiffSide
{
    std::shared_ptr<const Bytes> bytes;    ///< the bytes compared by line or byte, never null
    std::shared_ptr<const ValueTree> tree; ///< the values compared by structure
    std::string chain;                     ///< the encodings undone: "Base64 › gzip › JSON"
};

/// A value, a line, or up to BytesPerRow bytes, of both sides or of one.
struct DiffRow
{
    static constexpr std::uint32_t None = UINT32_MAX;

    Change change = Change::Same;
    std::uint32_t parent = None;
    std::uint32_t position = 0; ///< index among the parent's children
    std::uint32_t children = 0;
    std::uint32_t firstChild = 0;                 ///< index in Diff::childList
    std::array<std::uint32_t, 2> at{None, None};  ///< per side: node by structure, else first byte
    std::array<std::uint32_t, 2> end{None, None}; ///< per side: the offset after the last byte
    std::array<std::uint32_t, 2> line{};          ///< per side: the line number, from 1
};

struct DiffOptions
{
    std::optional<DiffMode> mode; ///< none: by structure if possible, else by line or byte
    bool onlyDifferences = false;
    bool numbersByValue = false; ///< JSON numbers that are equal are the same, however written
};

/// The comparison of two messages.
struct Diff
{
    static constexpr std::size_t BytesPerRow = 8;
    /// The most rows.
    static constexpr std::size_t MaxRows = 1'000'000;
    /// After this many rows, equal rows are left out, to leave room for the differences.
    static constexpr std::size_t MaxRowsWithSame = 500'000;
    /// The most bytes of each side that are compared by line or by byte.
    static constexpr std::size_t MaxBytes = std::size_t{8} << 20;

    DiffMode mode = DiffMode::Bytes;
    std::array<DiffSide, 2> sides;
    std::vector<DiffRow> rows;              ///< a container before its contents
    std::vector<std::uint32_t> childList;   ///< the children of each row; first the roots
    std::uint32_t roots = 0;                ///< number of rows without a parent
    std::vector<std::uint32_t> differences; ///< rows changed, added or removed, in order
    std::size_t changed = 0;
    std::size_t added = 0;
    std::size_t removed = 0;
    bool coarse = false;      ///< too many differences: compared place by place in part
    bool cut = false;         ///< not everything was compared or listed
    bool sameLeftOut = false; ///< all differences are listed, but not all equal rows
    bool stopped = false;
};

/// Compares two payloads: by structure if both decode to values, else by line if both are text,
/// else by byte.
Diff compare(std::shared_ptr<const Bytes> left, std::shared_ptr<const Bytes> right,
             const DiffOptions& options = {}, const std::stop_token& stop = {});

} // namespace framescope::codec
