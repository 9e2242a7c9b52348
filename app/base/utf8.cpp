// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

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
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) {
            return std::nullopt;
        }
        value = value << 6 | (byte & 0x3F);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < Least[size] || value > Last || surrogate
               ? std::nullopt
               : std::optional(Utf8Character{value, size});
}

} // namespace framescope
