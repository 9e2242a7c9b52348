// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/json_strings.h"

#include "base/text/hex.h"
#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"
#include "base/text/visible_text.h"

#include <algorithm>
#include <array>

namespace framescope::transcript {

namespace {

constexpr std::string_view ReplacementCharacter = "\xEF\xBF\xBD";

/// Whether a byte of a JSON string is, or may begin, a character to escape: those of RFC 8259 7,
/// and invisible ones (base/text/visible_text).
constexpr auto MayNeedEscape = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i) {
        table[i] = true;
    }
    for (const std::uint8_t byte : {0x22, 0x5C, 0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF,
                                    0xF0, 0xF1, 0xF2, 0xF3, 0xF4}) {
        table[byte] = true;
    }
    return table;
}();

/// Appends a UTF-16 code unit as an escape (RFC 8259 7).
void appendUnit(std::string& to, std::uint32_t unit)
{
    to += "\\u";
    appendHex(to, static_cast<std::uint8_t>(unit >> 8));
    appendHex(to, static_cast<std::uint8_t>(unit & 0xFF));
}

void appendEscape(std::string& to, char32_t character)
{
    constexpr std::string_view Short = "\"\\\b\f\n\r\t";
    constexpr std::string_view Letters = "\"\\bfnrt";
    constexpr char32_t FirstOfTwoUnits = 0x10000;
    const std::size_t at =
        character < 0x80 ? Short.find(static_cast<char>(character)) : std::string_view::npos;
    if (at != std::string_view::npos) {
        to += '\\';
        to += Letters[at];
    } else if (character < FirstOfTwoUnits) {
        appendUnit(to, character);
    } else {
        appendUnit(to, 0xD800 + ((character - FirstOfTwoUnits) >> 10));
        appendUnit(to, 0xDC00 + (character & 0x3FF));
    }
}

} // namespace

void appendJsonString(std::string& to, std::string_view text)
{
    to += '"';
    appendJsonCharacters(to, text);
    to += '"';
}

void appendJsonCharacters(std::string& to, std::string_view text)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (!MayNeedEscape[static_cast<unsigned char>(text[i])]) {
            ++i;
            continue;
        }
        const auto character = firstCharacter(text.substr(i)).value_or(Utf8Character{U'\uFFFD', 1});
        if (text[i] == '"' || text[i] == '\\' || isInvisible(character.value)) {
            to.append(text, start, i - start);
            appendEscape(to, character.value);
            start = i + character.size;
        }
        i += character.size;
    }
    to.append(text, start);
}

void appendVisibleJson(std::string& to, std::string_view json)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i < json.size();) {
        const auto character = firstCharacter(json.substr(i)).value_or(Utf8Character{U'\uFFFD', 1});
        const bool invalid = character.value == U'\uFFFD' && character.size == 1;
        if (invalid || isInvisible(character.value)) {
            to.append(json, start, i - start);
            start = i + character.size;
            if (invalid) {
                to += ReplacementCharacter;
            } else if (character.value < ' ') {
                to += ' '; // between two tokens: RFC 8259 7 has none in a string
            } else {
                appendEscape(to, character.value);
            }
        }
        i += character.size;
    }
    to.append(json, start);
}

void appendJsonStringReplacing(std::string& to, std::string_view text)
{
    appendJsonString(to, withoutInvalidUtf8(text));
}

std::string withoutInvalidUtf8(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        Utf8Validator validator;
        validator.feed(asBytes(text));
        validator.finish();
        const std::size_t valid =
            static_cast<std::size_t>(validator.errorOffset().value_or(text.size()));
        result += text.substr(0, valid);
        text.remove_prefix(valid);
        if (!text.empty()) {
            result += ReplacementCharacter;
            text.remove_prefix(1);
        }
    }
    return result;
}

} // namespace framescope::transcript
