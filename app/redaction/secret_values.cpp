// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secret_values.h"

#include "base/text/hex.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <functional>

namespace framescope::redaction {

namespace {

/// The byte that the text begins with as %XX; nullopt if it does not begin so.
std::optional<char> escapedByte(std::string_view text)
{
    constexpr std::size_t Length = 3;
    const bool escape = text.size() >= Length && text[0] == '%';
    const auto high = escape ? hexDigitValue(text[1]) : std::nullopt;
    const auto low = escape ? hexDigitValue(text[2]) : std::nullopt;
    return high && low ? std::optional(static_cast<char>(*high << 4 | *low)) : std::nullopt;
}

/// How many characters the value takes at the beginning of the text, where each of its bytes stands
/// as itself or as %XX; nullopt if it does not stand there.
std::optional<std::size_t> lengthAt(std::string_view text, std::string_view value)
{
    constexpr std::size_t Escape = 3;
    std::size_t at = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string_view left = text.substr(at);
        const bool escaped = escapedByte(left) == value[i];
        const bool plain = left.starts_with(value[i]);
        if (escaped && plain) { // %25 begins with the % that it may stand for
            const auto rest = lengthAt(left.substr(Escape), value.substr(i + 1));
            if (rest) {
                return at + Escape + *rest;
            }
        } else if (!escaped && !plain) {
            return std::nullopt;
        }
        at += plain ? 1 : Escape;
    }
    return at;
}

/// The forms of values that are looked for, the longest first.
std::vector<std::string> formsOf(std::span<const std::string> values)
{
    std::vector<std::string> forms;
    for (const std::string& value : values) {
        if (!value.empty()) {
            forms.push_back(value);
            forms.push_back(percentDecoded(value)); // in a URL it is the same
        }
    }
    std::ranges::sort(forms, std::greater(), &std::string::size);
    return forms;
}

} // namespace

std::string withoutValues(std::string_view text, std::span<const std::string> values)
{
    const std::vector<std::string> forms = formsOf(values);
    std::string result;
    while (!text.empty()) {
        std::size_t length = text.starts_with(SecretMarker) ? SecretMarker.size() : 0;
        for (auto form = forms.begin(); length == 0 && form != forms.end(); ++form) {
            length = lengthAt(text, *form).value_or(0);
        }
        result += length > 0 ? SecretMarker : text.substr(0, 1);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::optional<std::vector<std::string_view>> removedParts(std::string_view text,
                                                          std::string_view redacted)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t marker = redacted.find(SecretMarker);
        const std::string_view kept = redacted.substr(0, marker);
        if (!text.starts_with(kept)) {
            return std::nullopt;
        }
        text.remove_prefix(kept.size());
        if (marker == std::string_view::npos) {
            return text.empty() ? std::optional(std::move(parts)) : std::nullopt;
        }
        redacted.remove_prefix(marker + SecretMarker.size());
        const std::string_view next = redacted.substr(0, redacted.find(SecretMarker));
        const bool last = next.size() == redacted.size();
        const std::size_t end =
            last ? text.size() - std::min(text.size(), next.size()) : text.find(next);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

} // namespace framescope::redaction
