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

namespace framescope::present {

enum class DiffMode : std::uint8_t { Structure, Lines, Bytes };

enum class Change : std::uint8_t {
    Same,
    Inside,  ///< the same container, with differences in it
    Changed, ///< both have it, not alike
    Added,   ///< only the right one has it
    Removed, ///< only the left one has it
};

/// What is compared: the left message and the right one.
struct DiffSide
{
    std::shared_ptr<const Bytes> bytes; ///< by line or byte: what was compared, never null
    std::shared_ptr<const codec::ValueTree> tree; ///< by structure
    std::string chain; ///< the encodings undone: "Base64 › gzip › JSON"
};

/// A value, a line, or up to BytesPerRow bytes, of both sides or one.
struct DiffRow
{
    static constexpr std::uint32_t None = UINT32_MAX;

    Change change = Change::Same;
    std::uint32_t parent = None;
    std::uint32_t position = 0; ///< among the parent's children
    std::uint32_t children = 0;
    std::uint32_t firstChild = 0;                 ///< position in the list of children
    std::array<std::uint32_t, 2> at{None, None};  ///< by structure the node, else the first byte
    std::array<std::uint32_t, 2> end{None, None}; ///< behind the last byte
    std::array<std::uint32_t, 2> line{};          ///< from 1
};

struct DiffOptions
{
    std::optional<DiffMode> mode; ///< the one that says most where none is chosen
    bool onlyDifferences = false;
};

/// Two messages side by side.
struct Diff
{
    static constexpr std::size_t BytesPerRow = 8;
    /// More rows are not made.
    static constexpr std::size_t MaxRows = 1'000'000;
    /// Behind so many rows what is the same is left out, so that what differs still finds room.
    static constexpr std::size_t MaxRowsWithSame = 500'000;
    /// The most that is compared of each by line or by byte.
    static constexpr std::size_t MaxBytes = std::size_t{8} << 20;

    DiffMode mode = DiffMode::Bytes;
    std::array<DiffSide, 2> sides;
    std::vector<DiffRow> rows;              ///< a container before what it holds
    std::vector<std::uint32_t> childList;   ///< those without a parent first
    std::uint32_t roots = 0;                ///< how many have no parent
    std::vector<std::uint32_t> differences; ///< rows that are changed, added or removed, in order
    std::size_t changed = 0;
    std::size_t added = 0;
    std::size_t removed = 0;
    bool coarse = false;      ///< too different: compared place by place in part
    bool cut = false;         ///< not all was compared or listed
    bool sameLeftOut = false; ///< not all that is the same is listed, all that differs is
    bool stopped = false;
};

/// Compares two payloads: by structure where both decode to values, else by line where both are
/// text, else by byte.
Diff compare(std::shared_ptr<const Bytes> left, std::shared_ptr<const Bytes> right,
             const DiffOptions& options = {}, const std::stop_token& stop = {});

} // namespace framescope::present
