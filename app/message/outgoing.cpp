// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/outgoing.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "codec/json/json_outline.h"
#include "wire/frames/close_codes.h"
#include "wire/frames/frame_encoder.h"
#include "wire/frames/frame_header.h"

#include <string>

namespace framescope::message {

namespace {

Result<std::uint64_t> utf8Length(QStringView text)
{
    std::uint64_t length = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            length += 4;
            ++i;
        } else if (QChar::isSurrogate(unit)) {
            return failure("the text can't be written in UTF-8",
                           "character " + std::to_string(i + 1),
                           "it has one half of a surrogate pair");
        } else {
            length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        }
    }
    return length;
}

/// Checks the length of a control frame's payload (RFC 6455 5.5).
Result<std::uint64_t> atMost(std::size_t most, std::uint64_t length, const char* part,
                             const char* frame)
{
    if (length > most) {
        return failure(std::string("the ") + part + " has " + std::to_string(length) + " bytes, " +
                       std::to_string(length - most) + " more than a " + frame + " can carry");
    }
    return length;
}

Result<std::uint64_t> lengthOf(const Text& message)
{
    return utf8Length(message.text);
}

/// Checks JSON before sending, so that an error is shown before the server sees it.
Result<std::uint64_t> lengthOf(const Json& message)
{
    return utf8Length(message.text).and_then([&](std::uint64_t length) -> Result<std::uint64_t> {
        const auto outline = codec::JsonOutline::parse(viewOf(message.text.toUtf8()));
        if (outline.failure()) {
            return failure(outline.failure()->what,
                           "byte " + std::to_string(outline.failure()->offset + 1),
                           "correct it, or send it as Text");
        }
        return length;
    });
}

Result<std::uint64_t> lengthOf(const Binary& message)
{
    return viewOf(message.bytes).size();
}

Result<std::uint64_t> lengthOf(const Ping& ping)
{
    return atMost(wire::MaxControlPayload, viewOf(ping.payload).size(), "payload", "ping");
}

Result<std::uint64_t> lengthOf(const Pong& pong)
{
    return atMost(wire::MaxControlPayload, viewOf(pong.payload).size(), "payload", "pong");
}

/// Checks code and reason (RFC 6455 5.5.1 and 7.4).
Result<std::uint64_t> lengthOf(const Close& close)
{
    if (!close.code && !close.reason.isEmpty()) {
        return failure("a reason can't be sent without a code");
    }
    if (!close.code) {
        return 0;
    }
    const wire::CloseCode& row = wire::closeCode(*close.code);
    if (!row.validOnWire) {
        return failure("code " + std::to_string(*close.code) +
                           " is not allowed in a Close frame: " + std::string(row.meaning),
                       {}, "use 1000, or a code from 3000 to 4999");
    }
    return utf8Length(close.reason).and_then([](std::uint64_t length) {
        return atMost(wire::MaxCloseReason, length, "reason", "Close frame");
    });
}

Result<std::uint64_t> lengthOf(const Raw& raw)
{
    return viewOf(raw.bytes).size();
}

Result<void> checkFragments(const std::optional<std::uint64_t>& size,
                            const std::optional<QByteArray>& ping)
{
    if (size == 0) {
        return failure("a fragment can't have 0 bytes", {}, "use 1 or more");
    }
    return lengthOf(Ping{ping.value_or(QByteArray())}).map([](std::uint64_t /*length*/) {});
}

Result<std::uint64_t> lengthOf(const Fragments& fragments)
{
    return checkFragments(fragments.size, fragments.ping).and_then([&] {
        return std::visit([](const auto& message) { return lengthOf(message); }, fragments.message);
    });
}

Result<std::uint64_t> lengthOf(const Frames& frames)
{
    std::uint64_t length = 0;
    for (const Frame& frame : frames.frames) {
        length += viewOf(frame.payload).size();
    }
    return length;
}

Result<std::uint64_t> lengthOf(const Stream& stream)
{
    return checkFragments(stream.fragmentSize, stream.ping).map([&] {
        return stream.content->size();
    });
}

Data dataIn(const Text& message)
{
    return {message.text};
}

Data dataIn(const Json& message)
{
    return {message.text};
}

Data dataIn(const Binary& message)
{
    return {message.bytes};
}

} // namespace

std::optional<Data> dataOf(const Outgoing& outgoing)
{
    return std::visit(
        [](const auto& message) -> std::optional<Data> {
            if constexpr (requires { dataIn(message); }) {
                return dataIn(message);
            } else {
                return std::nullopt;
            }
        },
        outgoing);
}

Result<std::uint64_t> check(const Outgoing& outgoing)
{
    return std::visit([](const auto& one) { return lengthOf(one); }, outgoing);
}

Bytes frameOf(const Outgoing& outgoing)
{
    if (const auto* ping = std::get_if<Ping>(&outgoing)) {
        return wire::maskedFrame(wire::Opcode::Ping, viewOf(ping->payload));
    }
    if (const auto* pong = std::get_if<Pong>(&outgoing)) {
        return wire::maskedFrame(wire::Opcode::Pong, viewOf(pong->payload));
    }
    if (const auto* close = std::get_if<Close>(&outgoing)) {
        return wire::maskedFrame(wire::Opcode::Close,
                                 wire::closePayload(close->code, close->reason.toStdString()));
    }
    const ByteView raw = viewOf(std::get<Raw>(outgoing).bytes);
    return {raw.begin(), raw.end()};
}

Result<QByteArray> bytesFromHex(std::string_view hex)
{
    return parseHex(hex).map([](const Bytes& bytes) { return toByteArray(bytes); });
}

} // namespace framescope::message
