// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ending/ending_words.h"

#include "base/text/hex.h"
#include "base/text/visible_text.h"
#include "wire/frames/close_codes.h"

#include <algorithm>
#include <cctype>

namespace framescope::timeline {

std::string capital(std::string text)
{
    if (!text.empty()) {
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    }
    return text;
}

std::string inQuotes(std::string_view reason)
{
    return '"' + visibleText(reason) + '"';
}

std::string codeText(const FirstClose& close)
{
    if (close.code) {
        return std::to_string(*close.code) + ' ' + std::string(wire::closeCode(*close.code).name);
    }
    return close.payload.empty() ? "none: the Close frame is empty"
                                 : "none: one byte is too short for a code";
}

std::string codeInWords(const FirstClose& close)
{
    return close.code ? std::to_string(*close.code) + " (" +
                            std::string(wire::closeCode(*close.code).name) + ')'
                      : "no code";
}

std::string withReason(const FirstClose& close)
{
    return close.reason.empty() ? "" : " and the reason " + inQuotes(close.reason);
}

std::string contentText(const FirstClose& close)
{
    return codeInWords(close) + withReason(close);
}

std::string reasonText(const FirstClose& close)
{
    return close.reason.empty() ? "none" : inQuotes(close.reason);
}

std::string bytesText(const FirstClose& close)
{
    constexpr std::size_t Most = 125; // of a control frame
    const ByteView shown = ByteView(close.payload).first(std::min(close.payload.size(), Most));
    return spacedHex(shown) + (close.payload.size() > Most ? " …" : "");
}

bool isBroken(const std::optional<FirstClose>& close)
{
    return close && std::ranges::any_of(close->violations, [](const wire::Violation& violation) {
               return wire::info(violation.rule).severity == wire::Severity::Error;
           });
}

} // namespace framescope::timeline
