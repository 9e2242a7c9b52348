// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"

#include <string>
#include <vector>

namespace framescope::test {

// What two programs say to each other that speak no WebSocket, piece by piece.
struct Talk
{
    std::string name;
    struct Piece
    {
        Direction direction;
        Bytes bytes;
    };
    std::vector<Piece> pieces;
};

// Many of them, of some twenty protocols, always the same; some begin in the middle.
std::vector<Talk> otherProtocols();

} // namespace framescope::test
