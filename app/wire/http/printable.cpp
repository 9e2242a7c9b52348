// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http/printable.h"

#include "base/text/hex.h"
#include "base/text/utf8_validator.h"

namespace framescope::wire {

std::string printable(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        Utf8Validator validator;
        validator.feed(asBytes(text));
        validator.finish();
        const auto valid = static_cast<std::size_t>(validator.errorOffset().value_or(text.size()));
        result += text.substr(0, valid);
        text.remove_prefix(valid);
        if (!text.empty()) {
            result += "\\x";
            appendHex(result, static_cast<std::uint8_t>(text.front()));
            text.remove_prefix(1);
        }
    }
    return result;
}

} // namespace framescope::wire
