// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "wire/frames/frame_decoder.h"

#include <QString>

namespace framescope::ui {

/// How far a frame is that raw bytes have begun: what is sent next becomes a part of it.
class RawProgress
{
public:
    void reset() { decoder_ = wire::FrameDecoder(); }
    /// Takes what was sent.
    void sent(const message::Outgoing& outgoing);
    /// A sentence on what the frame lacks after this is sent, or now; empty if it is complete.
    QString lackAfter(const message::Outgoing& outgoing) const;
    QString lack() const;

private:
    wire::FrameDecoder decoder_;
};

} // namespace framescope::ui
