// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/misdeeds.h"

#include <utility>

namespace framescope::tap {

namespace {

constexpr std::chrono::milliseconds BetweenLooks{5};

} // namespace

Misdeeds::Misdeeds(const PacedWriter& writer, Hooks hooks)
    : writer_(writer), hooks_(std::move(hooks))
{
}

void Misdeeds::commit(const connection::Misdeed& misdeed, std::chrono::milliseconds patience)
{
    using Kind = connection::Misdeed::Kind;
    switch (misdeed.kind) {
    case Kind::StopReading:
        stopReading(misdeed.time);
        break;
    case Kind::Fin:
        hooks_.tell("TCP is ended by FIN, without a closing handshake");
        cutWhenSent(Cut::Fin, patience);
        break;
    case Kind::Reset:
        hooks_.tell("TCP is reset, without a closing handshake");
        hooks_.cut(Cut::Reset);
        break;
    case Kind::FinInFrame:
    case Kind::ResetInFrame:
        hooks_.tell(std::string("TCP is ended by ") +
                    (misdeed.kind == Kind::FinInFrame ? "FIN" : "a reset") +
                    " in the middle of a frame");
        cutWhenSent(misdeed.kind == Kind::FinInFrame ? Cut::Fin : Cut::Reset, patience);
        break;
    }
}

void Misdeeds::cutWhenSent(Cut how, std::chrono::milliseconds patience)
{
    if (writer_.notSent() == 0 || patience.count() <= 0 || writer_.sinkFailed()) {
        hooks_.cut(how);
        return;
    }
    hooks_.later(BetweenLooks,
                 [this, how, patience] { cutWhenSent(how, patience - BetweenLooks); });
}

/// Several stops add up to the last one's end.
void Misdeeds::stopReading(std::chrono::milliseconds time)
{
    hooks_.tell("nothing is read from the server for " + std::to_string(time.count()) + " ms");
    ++stops_;
    hooks_.setReading(false);
    hooks_.later(time, [this] {
        if (--stops_ == 0) {
            hooks_.tell("the server's data is read again");
            hooks_.setReading(true);
        }
    });
}

} // namespace framescope::tap
