// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace framescope::message {

struct Text
{
    QString text;
};

/// A text message that has to be JSON.
struct Json
{
    QString text;
};

struct Binary
{
    QByteArray bytes;
};

struct Ping
{
    QByteArray payload;
};

struct Pong
{
    QByteArray payload;
};

struct Close
{
    std::optional<std::uint16_t> code; ///< none: a Close frame without a payload
    QString reason;
};

/// Bytes put on the wire as they are, at a frame boundary.
struct Raw
{
    QByteArray bytes;
};

/// A data message in several frames (RFC 6455 5.4).
struct Fragments
{
    std::variant<Text, Json, Binary> message;
    std::uint64_t size; ///< the payload bytes of each frame but the last, before compression
};

/// What a client sends.
using Outgoing = std::variant<Text, Json, Binary, Ping, Pong, Close, Raw, Fragments>;

/// A data message. QWebSocket frames these; everything else goes past it.
struct Data
{
    std::variant<QString, QByteArray> content;
    std::optional<std::uint64_t> fragmentSize = {}; ///< as in Fragments; none: a single frame
};
std::optional<Data> dataOf(const Outgoing& outgoing);

/// The length of the text or bytes on the wire, or why they can't be sent: a text that is no UTF-8,
/// a Json that is none, a control frame of more than 125 bytes, a close code that may not stand in
/// a Close frame, fragments of no bytes.
Result<std::uint64_t> check(const Outgoing& outgoing);

/// What goes on the wire, masked. Precondition: it was checked, and is no data message.
Bytes frameOf(const Outgoing& outgoing);

/// "ca fe 01"
Result<QByteArray> bytesFromHex(std::string_view hex);

} // namespace framescope::message
