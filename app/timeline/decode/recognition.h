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

/// Decides whether a connection whose first bytes are no HTTP is a WebSocket whose handshake the
/// capture does not have. Both sides have to send frames, the client's masked and the server's
/// not, of which several are plausible; of one side alone more is asked. Until it is decided,
/// what comes is held back, at most so much of it.
class Recognition
{
public:
    static constexpr std::size_t MaxHeld = 512 * 1024;

    enum class Verdict {
        Undecided,
        No,
        Yes,
        Reversed ///< and the other end is the client
    };
    /// What was told of the connection meanwhile.
    struct Piece
    {
        Direction direction;
        Timestamp time;
        Bytes bytes;
        FileOffset at;             ///< of the bytes
        std::uint64_t missing = 0; ///< or so many bytes are missing
        std::optional<recording::StreamEnd> end = {};
    };

    /// `reversible`: it is not known which end is the client.
    explicit Recognition(bool reversible);

    /// Whether bytes that a connection begins with can't be of a handshake, nor of TLS.
    static bool isCalledFor(ByteView bytes);

    Verdict data(Direction direction, Timestamp time, ByteView bytes, FileOffset at);
    Verdict gap(Direction direction, Timestamp time, std::uint64_t count);
    Verdict ended(Direction direction, Timestamp time, recording::StreamEnd how);
    /// Nothing more will come, or be waited for.
    Verdict decide();

    std::vector<Piece> take() { return std::move(pieces_); }
    /// Where the first frame of what was held back of a direction begins, counted from its first
    /// byte; the client's frames are masked. Nothing where no frames were found.
    std::optional<std::uint64_t> firstFrame(Direction direction, bool masked) const;

private:
    /// Frames of one kind in one direction, and where the first chain of them begins.
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
