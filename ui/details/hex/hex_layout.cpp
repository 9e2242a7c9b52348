// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex/hex_layout.h"

namespace framescope::ui {

namespace {

constexpr int group = 8; ///< bytes between two gaps

} // namespace

int HexLayout::hexColumn(int byte) const
{
    // After the last group there is only the gap before the text.
    const int gaps = byte < bytesPerLine ? byte / group : (byte - 1) / group;
    return hexLeft() + (byte * 3 + gaps) * charWidth;
}

std::uint64_t HexLayout::lines(std::uint64_t size) const
{
    const auto perLine = static_cast<std::uint64_t>(bytesPerLine);
    return (size + perLine - 1) / perLine;
}

std::optional<int> HexLayout::byteAt(int x) const
{
    if (x >= textLeft() && x < textColumn(bytesPerLine)) {
        return (x - textLeft()) / charWidth;
    }
    for (int byte = 0; byte < bytesPerLine; ++byte) {
        if (x >= hexColumn(byte) - charWidth / 2 && x < hexColumn(byte) + charWidth * 5 / 2) {
            return byte;
        }
    }
    return std::nullopt;
}

int HexLayout::nearestByte(int x) const
{
    if (const auto byte = byteAt(x)) {
        return *byte;
    }
    if (x < hexLeft()) {
        return 0;
    }
    for (int byte = 1; byte < bytesPerLine; ++byte) { // x is in a gap
        if (x < hexColumn(byte)) {
            return byte;
        }
    }
    return bytesPerLine - 1;
}

void HexLayout::fit(int width)
{
    constexpr int most = 32;
    bytesPerLine = most;
    while (bytesPerLine > group && this->width() > width) {
        bytesPerLine /= 2;
    }
}

int HexLayout::digitsFor(std::uint64_t size, int least)
{
    constexpr int most = 16;
    int digits = least;
    while (digits < most && (size >> (digits * 4)) != 0) {
        digits += 2;
    }
    return digits;
}

} // namespace framescope::ui
