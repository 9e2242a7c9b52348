// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "message/content.h"
#include "wire/frames/frame_encoder.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace framescope::message {

struct Text
{
    QString text;
};

/// A text message that must be valid JSON.
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

/// Bytes sent as they are, at a frame boundary.
struct Raw
{
    QByteArray bytes;
};

/// A data message in several frames (RFC 6455 5.4).
struct Fragments
{
    std::variant<Text, Json, Binary> message;
    /// Payload bytes of each frame except the last, before compression; compressed frames hold at
    /// most 1 MiB of it.
    std::uint64_t size;
    std::optional<QByteArray> ping = {}; ///< payload of a ping between the first two fragments
};

/// A frame with every bit as it is asked for, valid or not.
struct Frame
{
    wire::FrameSpec spec; ///< not masked if it has no key
    QByteArray payload;   ///< before masking and compression
    /// Compressed as the next message of permessage-deflate, with RSV1 set; without FIN as its
    /// first fragment, and a continuation as the next one, without RSV1. As it is where
    /// permessage-deflate was not agreed. spec.claimedLength is written in place of the compressed
    /// length.
    bool compressed = false;
};

/// Frames that are sent one after the other, with nothing between them.
struct Frames
{
    std::vector<Frame> frames;
};

/// A data message of any size, whose content is read while it is sent.
struct Stream
{
    std::shared_ptr<Content> content;
    bool text = false; ///< else binary; text is not checked
    /// As in Fragments; nullopt: a single frame, but fragments of 1 MiB where it is compressed.
    std::optional<std::uint64_t> fragmentSize = {};
    std::optional<QByteArray> ping = {}; ///< as in Fragments
};

/// Anything a client can send.
using Outgoing =
    std::variant<Text, Json, Binary, Ping, Pong, Close, Raw, Fragments, Frames, Stream>;

/// A data message that is sent at once, in one frame or as QWebSocket likes. It frames these;
/// everything else bypasses it.
struct Data
{
    std::variant<QString, QByteArray> content;
};
std::optional<Data> dataOf(const Outgoing& outgoing);

/// The length of the text or bytes on the wire, or the reason why they can't be sent: text that is
/// not valid Unicode, invalid JSON, a control frame of more than 125 bytes, a close code that is
/// not allowed in a Close frame, fragments of no bytes.
Result<std::uint64_t> check(const Outgoing& outgoing);

/// The masked frame of a Ping, Pong or Close, or the bytes of Raw. Precondition: `outgoing` is one
/// of these and was checked.
Bytes frameOf(const Outgoing& outgoing);

/// Parses bytes like "ca fe 01".
Result<QByteArray> bytesFromHex(std::string_view hex);

} // namespace framescope::message
