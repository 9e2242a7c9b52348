// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/direction.h"
#include "base/ids.h"
#include "recording/packet_sink.h"
#include "wire/frames/frame_finder.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::timeline {

/// Decides whether a connection that does not begin with HTTP is a WebSocket whose handshake was
/// not captured. Both sides must send several plausible frames, masked by the client and unmasked
/// by the server; a single side needs more of them. Until then, a limited amount of data is held
/// back.
class Recognition
{
public:
    static constexpr std::size_t MaxHeld = 512 * 1024;

    enum class Verdict {
        Undecided,
        No,
        Yes,
        Reversed ///< a WebSocket with client and server swapped
    };
    /// Data of the connection that is held back.
    struct Piece
    {
        Direction direction;
        Timestamp time;
        Bytes bytes;
        FileOffset at;             ///< offset of the bytes in the file
        std::uint64_t missing = 0; ///< if not 0, this many bytes are missing here
        std::optional<recording::StreamEnd> end = {};
    };

    /// `reversible`: it is unknown which side is the client.
    explicit Recognition(bool reversible);

    /// Whether the first bytes of a connection are neither HTTP, TLS nor another known protocol.
    static bool isCalledFor(ByteView bytes);

    Verdict data(Direction direction, Timestamp time, ByteView bytes, FileOffset at);
    Verdict gap(Direction direction, Timestamp time, std::uint64_t count);
    Verdict ended(Direction direction, Timestamp time, recording::StreamEnd how);
    /// Decides without further data.
    Verdict decide();

    std::vector<Piece> take() { return std::move(pieces_); }
    /// Offset of the first frame in the held-back bytes of a direction; nullopt if there is none.
    /// `masked`: that side is the client.
    std::optional<std::uint64_t> firstFrame(Direction direction, bool masked) const;

private:
    /// A search for masked or unmasked frames in one direction, and the first chain's start.
    struct Search
    {
        explicit Search(bool masked) : finder({masked, true, {}}) {}
        void look();

        wire::FrameFinder finder;
        std::optional<std::uint64_t> start;
    };
    struct Side
    {
        Search masked{true};
        Search plain{false};
        bool anyData = false;
        bool ended = false;
    };

    Verdict judge(bool last) const;
    static bool isConvincing(const Side& client, const Side& server, bool last);

    bool reversible_;
    std::array<Side, 2> sides_; ///< by direction
    std::vector<Piece> pieces_;
    std::size_t held_ = 0;
};

} // namespace framescope::timeline
