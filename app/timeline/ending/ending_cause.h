// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::timeline {

/// What usually makes a connection end in the way in which it did.
enum class EndingCause : std::uint8_t {
    // By the code of the first Close frame
    Finished,
    NoCode,
    ServerGoesAway,
    ClientGoesAway,
    ProtocolError,
    UnsupportedData,
    InvalidPayload,
    PolicyViolation,
    MessageTooBig,
    MandatoryExtension,
    InternalError,
    PingTimeout, ///< 1011 or 1002 with a reason that says so
    ServiceRestart,
    TryAgainLater,
    BadGateway,
    Unauthorized,
    Forbidden,
    RequestTimeout,
    RegisteredCode,
    PrivateCode,
    PrivateLikeHttp, ///< 4400 to 4599
    // A closing handshake that went wrong
    CodeNotForTheWire,
    CloseOfOneByte,
    ReasonNotUtf8,
    FrameAfterClose,
    FailedByClient, ///< since the server broke the protocol
    AnswerMissing,
    ClientDidNotWait, ///< for the answer to its Close
    EndInPlaceOfAnswer,
    ClientDidNotAnswer,
    // No Close frame
    IdleTimeout,
    Reset,
    EndWithoutClose,
    BrokenBefore, ///< frames before the end break the protocol
    CutInFrame,
    StalledInFrame,
    TlsBroken,
    ClientLeft,
    Unknown,
};

/// The words of a cause: its name in JSON, and sentences that begin with "Usually" or say what to
/// look at; empty where there is nothing to add.
struct EndingWords
{
    EndingCause cause;
    std::string_view id; ///< "idle-timeout"
    std::string_view usually;
};

const EndingWords& wordsOf(EndingCause cause);

/// What usually makes a program send the code, or be told it; empty if there is nothing to say.
std::string_view usuallyOf(std::uint16_t code);

/// Precondition: the connection opened, and a Close frame or an ending is known.
EndingCause causeOfEnding(const ConnectionInfo& connection);

/// The side whose Close frame was the first; nullopt if there is none.
std::optional<Direction> firstCloser(const ConnectionInfo& connection);

/// What an idle time close to `silence` is known from, "60 s is the limit of nginx …"; empty if it
/// is close to none.
std::string idleLimitText(Duration silence);
/// A silence that an idle timeout may explain.
inline constexpr Duration LongSilence = std::chrono::seconds(10);

} // namespace framescope::timeline
