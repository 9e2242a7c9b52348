// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// Positions in a hex view, in pixels from the left of its content and in lines.
/// `offset  00 01 … 07  08 … 0f  text`, with a gap after each eight bytes.
struct HexLayout
{
    int charWidth = 8;
    int lineHeight = 16;
    int offsetDigits = 8;
    int margin = 10;
    int bytesPerLine = 16;

    int hexLeft() const { return margin + (offsetDigits + 2) * charWidth; }
    int hexColumn(int byte) const; ///< left edge of a byte in the hex part
    int textLeft() const { return hexColumn(bytesPerLine) + charWidth; }
    int textColumn(int byte) const { return textLeft() + byte * charWidth; }
    int width() const { return textColumn(bytesPerLine) + margin; }
    std::uint64_t lines(std::uint64_t size) const;

    /// Returns the index in its line of the byte at `x`; nullopt outside of both parts.
    std::optional<int> byteAt(int x) const;
    /// Like byteAt, but returns the nearest byte outside of both parts.
    int nearestByte(int x) const;
    /// Sets the number of bytes per line to the most that fit into `width`: 32, 16, or 8.
    void fit(int width);
    static constexpr int FewestDigits = 4;
    static constexpr int LeastMargin = 4;
    /// Returns the number of digits for offsets up to `size`: `least`, or more in steps of two.
    static int digitsFor(std::uint64_t size, int least = 8);
};

} // namespace framescope::ui
