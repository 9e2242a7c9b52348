// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framescope {

struct Utf8Character
{
    char32_t value = 0;
    std::size_t size = 0; ///< bytes
};

/// The character that the text begins with; nothing where its bytes are none (RFC 3629 4: no
/// surrogates, no longer form than needed), or where there is no text.
std::optional<Utf8Character> firstCharacter(std::string_view text);

/// Precondition: `character` is one of Unicode's, and no surrogate.
void appendUtf8(std::string& to, char32_t character);

} // namespace framescope
