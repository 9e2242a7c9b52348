// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace framescope {

struct Utf8Character
{
    char32_t value = 0;
    std::size_t size = 0; ///< bytes
};

/// The first character of the text; nothing if the text is empty or its first bytes are not UTF-8
/// (RFC 3629 4: no surrogates, no overlong forms).
std::optional<Utf8Character> firstCharacter(std::string_view text);

} // namespace framescope
