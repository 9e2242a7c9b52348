// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/html_text.h"

#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "transcript/formats/json_strings.h"

#include <array>
#include <cstdio>

namespace framescope::transcript {

namespace {

std::string_view entityOf(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

/// Line breaks and tabs have a visible effect and are not named.
bool isNamed(char32_t character)
{
    return character != '\n' && character != '\t' && isInvisible(character);
}

void appendName(std::string& to, char32_t character)
{
    std::array<char, 16> name;
    std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(character));
    to.append("<b class=\"c\">").append(name.data()).append("</b>");
}

} // namespace

void appendHtml(std::string& to, std::string_view text)
{
    while (!text.empty()) {
        const auto character = firstCharacter(text).value_or(Utf8Character{U'\uFFFD', 1});
        if (const std::string_view entity = entityOf(text[0]); !entity.empty()) {
            to += entity;
        } else if (isNamed(character.value)) {
            appendName(to, character.value);
        } else {
            to += text.substr(0, character.size);
        }
        text.remove_prefix(character.size);
    }
}

void appendHtmlReplacing(std::string& to, std::string_view text)
{
    appendHtml(to, withoutInvalidUtf8(text));
}

} // namespace framescope::transcript
