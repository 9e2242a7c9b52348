// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8.h"

#include <array>

namespace framescope {

std::optional<Utf8Character> firstCharacter(std::string_view text)
{
    /// The smallest character that needs this many bytes.
    constexpr std::array<char32_t, 5> Least{0, 0, 0x80, 0x800, 0x10000};
    constexpr char32_t Last = 0x10FFFF;
    if (text.empty()) {
        return std::nullopt;
    }
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) {
        return Utf8Character{lead, 1};
    }
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC0 || lead > 0xF7 || text.size() < size) {
        return std::nullopt;
    }
    char32_t value = lead & (0x7FU >> size);
    for (const char c : text.substr(1, size - 1)) {
        if (!isContinuation(c)) {
            return std::nullopt;
        }
        value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < Least[size] || value > Last || surrogate
               ? std::nullopt
               : std::optional(Utf8Character{value, size});
}

std::string_view cutText(std::string_view text, std::size_t most)
{
    while (most > 0 && most < text.size() && isContinuation(text[most])) {
        --most;
    }
    return text.substr(0, most);
}

std::size_t unfinishedTail(std::string_view text)
{
    for (std::size_t count = 1; count <= 3 && count <= text.size(); ++count) {
        const char byte = text[text.size() - count];
        if (!isContinuation(byte)) {
            const auto lead = static_cast<unsigned char>(byte);
            const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            return count < size ? count : 0;
        }
    }
    return 0;
}

void appendUtf8(std::string& to, char32_t character)
{
    const int tails = character < 0x80 ? 0 : character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    constexpr std::array<char32_t, 4> Leads{0x00, 0xC0, 0xE0, 0xF0};
    to += static_cast<char>(Leads[static_cast<std::size_t>(tails)] | character >> 6 * tails);
    for (int left = tails - 1; left >= 0; --left) {
        to += static_cast<char>(0x80 | (character >> 6 * left & 0x3F));
    }
}

} // namespace framescope
