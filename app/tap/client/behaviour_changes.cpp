// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/behaviour_changes.h"

#include "base/text/counted.h"
#include "base/text/hex.h"

namespace framescope::tap {

namespace {

using connection::Behaviours;

std::string maskText(const Behaviours& behaviours)
{
    switch (behaviours.mask) {
    case Behaviours::Mask::Random:
        break;
    case Behaviours::Mask::None:
        return "frames are not masked from here on";
    case Behaviours::Mask::Key:
        return "frames are masked with the key " + toHex(behaviours.maskKey) + " from here on";
    }
    return "frames have random masking keys again";
}

std::string piecesText(const Behaviours& behaviours)
{
    if (behaviours.pieceSize == 0) {
        return "bytes are no longer sent in pieces";
    }
    std::string text = "bytes are sent in pieces of " + counted(behaviours.pieceSize, "byte");
    if (behaviours.piecePause.count() > 0) {
        text += " with pauses of " + std::to_string(behaviours.piecePause.count()) + " ms";
    }
    return text + " from here on";
}

} // namespace

std::vector<std::string> changesToTell(const Behaviours& before, const Behaviours& now)
{
    std::vector<std::string> texts;
    if (before.mask != now.mask ||
        (now.mask == Behaviours::Mask::Key && before.maskKey != now.maskKey)) {
        texts.push_back(maskText(now));
    }
    if (before.pieceSize != now.pieceSize || before.piecePause != now.piecePause) {
        texts.push_back(piecesText(now));
    }
    return texts;
}

} // namespace framescope::tap
