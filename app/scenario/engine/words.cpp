// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/words.h"

#include "base/text/counted.h"
#include "base/text/hex.h"
#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"
#include "base/text/visible_text.h"
#include "redaction/secrets.h"
#include "timeline/details/wording.h"
#include "wire/frames/close_payload.h"

#include <array>
#include <cstdio>

namespace framescope::scenario {

namespace {

std::string closeText(const wire::ClosePayload& close, const HiddenSecrets& hidden)
{
    return close.code ? timeline::closeLine(*close.code, hidden.in(close.reason))
                      : "without a code";
}

std::string kindName(const Happening& happening)
{
    using Kind = Happening::Kind;
    switch (happening.kind) {
    case Kind::Connecting:
        return "connecting";
    case Kind::Request:
        return "request";
    case Kind::Open:
        return "open";
    case Kind::Message:
        return happening.isBinary ? "binary" : "text";
    case Kind::Ping:
        return "ping";
    case Kind::Pong:
        return "pong";
    case Kind::Close:
        return "close";
    case Kind::Error:
        return "error";
    case Kind::Ended:
        return "closed";
    case Kind::Sent:
        break;
    }
    return "sent";
}

/// What a happening says besides its kind.
std::string contentText(const Happening& happening, const HiddenSecrets& hidden)
{
    using Kind = Happening::Kind;
    switch (happening.kind) {
    case Kind::Request:
    case Kind::Open:
        return happening.head ? visibleText(hidden.in(wire::startLine(*happening.head)))
                              : std::string();
    case Kind::Message:
        return payloadText(happening.payload, happening.length, happening.isBinary, hidden);
    case Kind::Ping:
    case Kind::Pong:
    case Kind::Sent:
        return happening.payload.empty()
                   ? std::string()
                   : payloadText(happening.payload, happening.length, happening.isBinary, hidden);
    case Kind::Close:
        return closeText(wire::parseClosePayload(happening.payload), hidden);
    case Kind::Error:
        return visibleText(std::string(happening.layer) + ": " + hidden.in(happening.text));
    case Kind::Ended:
        return endingText(happening, hidden);
    case Kind::Connecting:
        break;
    }
    return {};
}

} // namespace

std::string shownText(std::string_view text, const HiddenSecrets& hidden, std::size_t from,
                      std::size_t most)
{
    std::string shown;
    std::size_t end = from;
    const auto parts = hidden.parts(text, from, most);
    for (const HiddenSecrets::Part& part : parts) {
        const std::string_view whole = &part == &parts.back() && !part.isHidden
                                           ? cutText(text.substr(end), part.text.size())
                                           : part.text;
        shown += part.isHidden ? std::string(redaction::SecretMarker) : visibleText(whole);
        end += whole.size();
    }
    return shown + (end < text.size() ? "…" : "");
}

std::string quotedText(std::string_view text, const HiddenSecrets& hidden, std::size_t from,
                       std::size_t most)
{
    return '"' + shownText(text, hidden, from, most) + '"';
}

std::string payloadText(ByteView payload, std::uint64_t length, bool isBinary,
                        const HiddenSecrets& hidden)
{
    const bool isText = !isBinary && (payload.size() > LongestShown || isUtf8(payload));
    if (isText) {
        const std::string text = quotedText(asText(payload), hidden);
        return payload.size() <= LongestShown ? text : text + " (" + counted(length, "byte") + ')';
    }
    constexpr std::size_t MostBytes = 32;
    std::string shown;
    std::size_t end = 0;
    for (const HiddenSecrets::Part& part : hidden.parts(asText(payload), 0, MostBytes)) {
        shown += (end > 0 ? " " : "") + (part.isHidden ? std::string(redaction::SecretMarker)
                                                       : spacedHex(asBytes(part.text)));
        end += part.text.size();
    }
    return shown + (end < length ? " … (" : " (") + counted(length, "byte") + ')';
}

std::string endingText(const Happening& ended, const HiddenSecrets& hidden)
{
    const timeline::ConnectionEnding& ending = *ended.ending;
    std::string text = ending.code ? timeline::closeLine(*ending.code, hidden.in(ending.reason))
                                   : "without a known code";
    text += ending.clean ? ", clean" : ", not clean";
    text += !ending.by                    ? ", by nobody"
            : *ending.by == Direction::In ? ", by the server"
                                          : ", by the client";
    if (!ending.tcp.empty()) {
        text += "; " + visibleText(ending.tcp);
    }
    if (!ending.browser.empty()) {
        text += "; " + visibleText(hidden.in(ending.browser));
    }
    const auto add = [&](const char* who, const timeline::FirstClose* close) {
        if (close) {
            text += std::string("; ") + who + " sent Close " + closeText(*close, hidden);
        }
    };
    add("the server", ended.closeReceived);
    add("the client", ended.closeSent);
    return text;
}

std::string happeningText(const Happening& happening, const HiddenSecrets& hidden)
{
    using Kind = Happening::Kind;
    const std::string content = contentText(happening, hidden);
    switch (happening.kind) {
    case Kind::Message:
        return (happening.isBinary ? "the binary message " : "the text message ") + content;
    case Kind::Ping:
    case Kind::Pong:
        return "a " + kindName(happening) +
               (content.empty() ? " without a payload" : ' ' + content);
    case Kind::Open:
        return "the connection opened" + (content.empty() ? std::string() : ": " + content);
    case Kind::Request:
        return "the request " + content;
    case Kind::Ended:
        return "the connection ended: " + content;
    case Kind::Error:
        return "an error, " + content;
    default:
        return kindName(happening) + ' ' + content;
    }
}

std::string happeningLine(const Happening& happening, Timestamp start, const HiddenSecrets& hidden)
{
    using Kind = Happening::Kind;
    const bool isIn = happening.kind >= Kind::Message && happening.kind <= Kind::Close;
    std::string line = secondsText(happening.time - start) + "  ";
    if (happening.event > 0) {
        line = '#' + std::to_string(happening.event) + "  " + line;
    }
    line += isIn ? "in   " : happening.kind == Kind::Sent ? "out  " : "     ";
    const std::string content = contentText(happening, hidden);
    return line + kindName(happening) + (content.empty() ? "" : ' ' + content);
}

std::string secondsText(Duration duration)
{
    std::array<char, 32> text{};
    const double seconds = std::chrono::duration<double>(duration).count();
    const int size = std::snprintf(text.data(), text.size(), "%.3f s", seconds);
    return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

} // namespace framescope::scenario
