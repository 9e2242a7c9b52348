// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// Where things are in a hex view, in pixels from the left of its content and in lines.
/// `offset  00 01 … 07  08 … 0f  text`, sixteen bytes a line.
struct HexLayout
{
    static constexpr std::uint64_t BytesPerLine = 16;

    int charWidth = 8;
    int lineHeight = 16;
    int offsetDigits = 8;
    int margin = 8;

    int hexLeft() const { return margin + (offsetDigits + 2) * charWidth; }
    int hexColumn(int byte) const; ///< left of byte 0 to 15 in the hex part
    int textLeft() const { return hexColumn(BytesPerLine) + charWidth; }
    int textColumn(int byte) const { return textLeft() + byte * charWidth; }
    int width() const { return textColumn(BytesPerLine) + margin; }
    static std::uint64_t lines(std::uint64_t size)
    {
        return (size + BytesPerLine - 1) / BytesPerLine;
    }

    /// Which byte of its line is at `x`; nothing outside of both parts.
    std::optional<int> byteAt(int x) const;
    /// Digits that offsets up to `size` need: 8, or more in steps of two.
    static int digitsFor(std::uint64_t size);
};

} // namespace framescope::ui
