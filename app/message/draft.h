// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/outgoing.h"
#include "message/templates.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::message {

/// How a text gives bytes.
enum class Form {
    Text, ///< its UTF-8
    Hex,
    Base64,
    File,        ///< it is the path of a file with the bytes
    MessagePack, ///< it is JSON, sent as MessagePack
    Cbor         ///< it is JSON, sent as CBOR
};

/// A raw frame as it is written.
struct FrameDraft
{
    enum class Mask { Random, None, Key };

    bool fin = true;
    std::uint8_t rsv = 0;    ///< as in wire::FrameHeader
    std::uint8_t opcode = 1; ///< 0 to 15
    Mask mask = Mask::Random;
    wire::MaskKey key{}; ///< of Mask::Key
    std::optional<wire::LengthForm> lengthForm;
    std::optional<std::uint64_t> claimedLength; ///< written in place of the true length
    bool compressed = false;
    Form form = Form::Text; ///< Text, Hex or Base64
    QString payload;

    friend bool operator==(const FrameDraft&, const FrameDraft&) = default;
};

/// A message as it is written in the composer, a saved connection or the history: with templates
/// that are not expanded yet (see templates.h).
struct Draft
{
    enum class Kind {
        Text, ///< in the form Text or File; in Hex or Base64 it may be no UTF-8
        Json,
        Binary, ///< in any form
        Ping,   ///< in the form Text, Hex or Base64
        Pong,   ///< the same
        Close,  ///< with any code; the content is the reason. Without: the content is the payload
                ///< in hex, mostly empty
        Raw,    ///< bytes in hex
        Frames
    };

    Kind kind = Kind::Text;
    Form form = Form::Text;
    QString content;
    QString code; ///< of Close; may be a template; empty: none
    std::optional<std::uint64_t> fragmentSize;
    std::optional<QString> ping; ///< text of a ping between the first two fragments
    std::vector<FrameDraft> frames;

    friend bool operator==(const Draft&, const Draft&) = default;
};

/// All texts of a draft that may have templates, one below the other.
QString textsOf(const Draft& draft);

/// A file with more bytes is sent as a Stream, read while it is sent.
constexpr std::uint64_t LargestFileInMemory = 1024 * 1024;

/// A data message with just these bytes; a text need not be UTF-8.
Outgoing sameMessage(const QByteArray& payload, bool isBinary);

/// The message to send, with its templates expanded and checked as by `check`. A Close that `check`
/// doesn't allow, because of its code or its payload, becomes a frame. Reads small files, opens
/// others.
///
/// An error says in `where` which part of the draft it is in: "content", "code", "reason",
/// "payload", "fragment size", "ping", "frame 2, payload", "frame 2, length"; and then the place in
/// it. After an error the scope is unchanged.
Result<Outgoing> outgoingFrom(const Draft& draft, TemplateScope& scope);

} // namespace framescope::message
