// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"

#include <string>
#include <vector>

namespace framescope::test {

// The data that two programs exchange in a protocol other than WebSocket, piece by piece.
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

// Many exchanges in about twenty protocols, the same in every run; some begin in the middle.
std::vector<Talk> otherProtocols();

} // namespace framescope::test
