// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "filter/match/byte_search.h"

#include <optional>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// A pattern of bytes, in which ? stands for any half of a byte: "ca fe ?? 0?".
class HexPattern
{
public:
    /// Reads pairs of hex digits or ?, with spaces, colons or dashes between the pairs. Returns
    /// nullopt if the text is anything else or has no pair.
    static std::optional<HexPattern> parse(std::string_view text);

    std::size_t size() const { return bytes_.size(); }
    bool isIn(ByteView haystack) const;

    /// Bytes that every match contains; null if no byte is fixed.
    const ByteSearch* literal() const { return anchor_ ? &*anchor_ : nullptr; }

private:
    struct Byte
    {
        std::uint8_t value = 0;
        std::uint8_t mask = 0; ///< the bits that are compared
    };
    bool isAt(const std::uint8_t* at) const;

    std::vector<Byte> bytes_;
    std::optional<ByteSearch> anchor_; ///< the longest run of fixed bytes
    std::size_t anchorAt_ = 0;         ///< its offset in the pattern
};

} // namespace framescope::filter
