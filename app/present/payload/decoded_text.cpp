// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/decoded_text.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "base/text/visible_text.h"

namespace framescope::present {

QString decodedText(ByteView bytes, Controls controls)
{
    const auto isEscaped = [escapes = controls == Controls::AsEscapes](std::uint8_t byte) {
        return escapes && ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F);
    };
    std::string text; // valid UTF-8
    text.reserve(bytes.size());
    std::size_t run = 0; ///< start of the characters that are not in `text` yet
    for (std::size_t at = 0; at < bytes.size();) {
        const std::uint8_t byte = bytes[at];
        const auto character =
            byte < 0x80 ? Utf8Character{byte, 1}
                        : firstCharacter(asText(bytes.subspan(at))).value_or(Utf8Character());
        if (character.size > 0 && !isEscaped(byte)) {
            at += character.size;
            continue;
        }
        text += asText(bytes.subspan(run, at - run));
        text += character.size > 0 ? escapeOf(byte) : "\\x" + toHex(bytes.subspan(at, 1));
        run = ++at;
    }
    text += asText(bytes.subspan(run));
    return toQString(text);
}

} // namespace framescope::present
