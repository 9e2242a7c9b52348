// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex_layout.h"

namespace framescope::ui {

namespace {

constexpr int half = 8; ///< a gap stands before this byte

} // namespace

int HexLayout::hexColumn(int byte) const
{
    const int gap = byte >= half ? 1 : 0;
    return hexLeft() + (byte * 3 + gap) * charWidth;
}

std::optional<int> HexLayout::byteAt(int x) const
{
    constexpr int count = BytesPerLine;
    if (x >= textLeft() && x < textColumn(count)) {
        return (x - textLeft()) / charWidth;
    }
    for (int byte = 0; byte < count; ++byte) {
        if (x >= hexColumn(byte) - charWidth / 2 && x < hexColumn(byte) + charWidth * 5 / 2) {
            return byte;
        }
    }
    return std::nullopt;
}

int HexLayout::digitsFor(std::uint64_t size)
{
    constexpr int least = 8;
    constexpr int most = 16;
    int digits = least;
    while (digits < most && (size >> (digits * 4)) != 0) {
        digits += 2;
    }
    return digits;
}

} // namespace framescope::ui
