// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/hex_dump.h"

#include "base/text/hex.h"
#include "transcript/formats/json_strings.h"

#include <algorithm>
#include <array>

namespace framescope::transcript {

namespace {

constexpr std::size_t BytesPerLine = 16;
constexpr std::size_t HexColumns = BytesPerLine * 2 + BytesPerLine / 2;

void appendOffset(std::string& to, std::uint64_t offset)
{
    const std::array<std::uint8_t, 4> bytes{
        static_cast<std::uint8_t>(offset >> 24), static_cast<std::uint8_t>(offset >> 16),
        static_cast<std::uint8_t>(offset >> 8), static_cast<std::uint8_t>(offset)};
    appendHex(to, bytes);
    to += ": ";
}

} // namespace

void appendHexDump(std::string& to, ByteView bytes, std::uint64_t first)
{
    for (std::size_t offset = 0; offset < bytes.size(); offset += BytesPerLine) {
        const ByteView line = bytes.subspan(offset, std::min(BytesPerLine, bytes.size() - offset));
        appendOffset(to, first + offset);
        const std::size_t start = to.size();
        for (std::size_t i = 0; i < line.size(); i += 2) {
            appendHex(to, line.subspan(i, std::min<std::size_t>(2, line.size() - i)));
            to += ' ';
        }
        to.append(HexColumns + 1 - (to.size() - start), ' ');
        for (const std::uint8_t byte : line) {
            to += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
        }
        to += '\n';
    }
}

} // namespace framescope::transcript
