// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "wire/frames/masking.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::connection {

/// What the client does by itself, and does wrong on purpose. May change while connected.
struct Behaviours
{
    enum class Pong { Send, Off, WrongPayload };
    enum class CloseReply { Echo, Code, Empty, None };
    enum class AfterClose {
        Await,     ///< wait for the server's Close, then for it to end TCP (RFC 6455 7.1.1)
        Fin,       ///< end TCP in order at once
        Reset,     ///< reset TCP at once
        HalfClose, ///< end our side of TCP at once, and go on reading
        GoOn       ///< go on sending, as if no Close had been sent
    };
    enum class Mask {
        Random,
        None, ///< frames are not masked
        Key   ///< all frames have `maskKey`
    };

    Pong pong = Pong::Send;
    std::chrono::milliseconds pongDelay{0};
    CloseReply closeReply = CloseReply::Echo;
    std::uint16_t closeReplyCode = 1000; ///< of CloseReply::Code; any value, allowed or not
    std::chrono::milliseconds closeReplyDelay{0};
    AfterClose afterClose = AfterClose::Await;
    /// How long to wait after our Close in place of ConnectionOptions::closeTimeout.
    std::optional<std::chrono::milliseconds> closeWait;
    std::uint32_t pieceSize = 0;             ///< bytes that are written to TCP at once; 0: no limit
    std::chrono::milliseconds piecePause{0}; ///< between two of these
    Mask mask = Mask::Random;
    wire::MaskKey maskKey{};

    friend bool operator==(const Behaviours&, const Behaviours&) = default;
};

/// An action that the client does once, on a connection that is open.
struct Misdeed
{
    enum class Kind {
        StopReading, ///< reads nothing for `time`, so that the server feels back-pressure
        Fin,         ///< ends TCP in order, without a Close frame
        Reset,       ///< resets TCP
        FinInFrame,  ///< sends the first half of a frame, then ends TCP in order
        ResetInFrame ///< sends the first half of a frame, then resets TCP
    };
    Kind kind = Kind::Fin;
    std::chrono::milliseconds time{0};
};

/// Changes the behaviour that "NAME=VALUE" names: pong=on|off|late:500ms|wrong,
/// close-reply=echo|code:4000|empty|none|late:2s, after-close=wait|wait:5s|fin|rst|half|go-on,
/// pieces=7|7/5ms|off, mask=random|none|key:01020304. A time goes with what was set before: "late"
/// keeps "wrong" and "code:4000". The defaults are on, echo, wait, off and random. An error names
/// what is understood.
Result<void> setBehaviour(Behaviours& behaviours, std::string_view text);

/// Whether the text begins with the name of a behaviour, whatever its value is.
bool isBehaviour(std::string_view text);

/// Reads "read=stop:3s" and "cut=fin|rst|fin-in-frame|rst-in-frame"; nullopt if the name is none of
/// these.
Result<std::optional<Misdeed>> misdeedFrom(std::string_view text);

/// The behaviours that differ from the default, each as `setBehaviour` reads it. Setting them in
/// this order, from the default, gives the same behaviours.
std::vector<std::string> textOf(const Behaviours& behaviours);

} // namespace framescope::connection
