// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/words.h"

#include "base/text/counted.h"
#include "base/text/hex.h"
#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"
#include "base/text/visible_text.h"
#include "timeline/details/wording.h"
#include "wire/frames/close_payload.h"

#include <array>
#include <cstdio>

namespace framescope::scenario {

namespace {

constexpr std::size_t LongestShown = 200;

std::string closeText(const wire::ClosePayload& close)
{
    return close.code ? timeline::closeLine(*close.code, close.reason) : "without a code";
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
std::string contentText(const Happening& happening)
{
    using Kind = Happening::Kind;
    switch (happening.kind) {
    case Kind::Request:
    case Kind::Open:
        return happening.head ? visibleText(wire::startLine(*happening.head)) : std::string();
    case Kind::Message:
        return payloadText(happening.payload, happening.length, happening.isBinary);
    case Kind::Ping:
    case Kind::Pong:
    case Kind::Sent:
        return happening.payload.empty()
                   ? std::string()
                   : payloadText(happening.payload, happening.length, happening.isBinary);
    case Kind::Close:
        return closeText(wire::parseClosePayload(happening.payload));
    case Kind::Error:
        return visibleText(std::string(happening.layer) + ": " + std::string(happening.text));
    case Kind::Ended:
        return endingText(happening);
    case Kind::Connecting:
        break;
    }
    return {};
}

} // namespace

std::string quotedText(std::string_view text)
{
    const std::string_view shown = cutText(text, LongestShown);
    return '"' + visibleText(shown) + (shown.size() < text.size() ? "…\"" : "\"");
}

std::string payloadText(ByteView payload, std::uint64_t length, bool isBinary)
{
    if (!isBinary && isUtf8(payload.first(std::min(payload.size(), LongestShown * 4)))) {
        const std::string text = quotedText(asText(payload));
        return payload.size() <= LongestShown ? text : text + " (" + counted(length, "byte") + ')';
    }
    if (!isBinary && payload.size() > LongestShown) {
        return quotedText(cutText(asText(payload), LongestShown)) + " (" + counted(length, "byte") +
               ')';
    }
    constexpr std::size_t MostBytes = 32;
    const ByteView shown = payload.first(std::min(payload.size(), MostBytes));
    return spacedHex(shown) + (shown.size() < length ? " … (" : " (") + counted(length, "byte") +
           ')';
}

std::string endingText(const Happening& ended)
{
    const timeline::ConnectionEnding& ending = *ended.ending;
    std::string text =
        ending.code ? timeline::closeLine(*ending.code, ending.reason) : "without a known code";
    text += ending.clean ? ", clean" : ", not clean";
    text += !ending.by                    ? ", by nobody"
            : *ending.by == Direction::In ? ", by the server"
                                          : ", by the client";
    if (!ending.tcp.empty()) {
        text += "; " + visibleText(ending.tcp);
    }
    if (!ending.browser.empty()) {
        text += "; " + visibleText(ending.browser);
    }
    const auto add = [&text](const char* who, const timeline::FirstClose* close) {
        if (close) {
            text += std::string("; ") + who + " sent Close " + closeText(*close);
        }
    };
    add("the server", ended.closeReceived);
    add("the client", ended.closeSent);
    return text;
}

std::string happeningText(const Happening& happening)
{
    using Kind = Happening::Kind;
    const std::string content = contentText(happening);
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

std::string happeningLine(const Happening& happening, Timestamp start)
{
    using Kind = Happening::Kind;
    const bool isIn = happening.kind >= Kind::Message && happening.kind <= Kind::Close;
    std::string line = secondsText(happening.time - start) + "  ";
    if (happening.event > 0) {
        line = '#' + std::to_string(happening.event) + "  " + line;
    }
    line += isIn ? "in   " : happening.kind == Kind::Sent ? "out  " : "     ";
    return line + kindName(happening) + ' ' + contentText(happening);
}

std::string secondsText(Duration duration)
{
    std::array<char, 32> text{};
    const double seconds = std::chrono::duration<double>(duration).count();
    const int size = std::snprintf(text.data(), text.size(), "%.3f s", seconds);
    return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

} // namespace framescope::scenario
