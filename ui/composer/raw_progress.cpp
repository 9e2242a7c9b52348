// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/raw_progress.h"

#include "base/text/qt_string.h"

namespace framescope::ui {

namespace {

/// A handler that does nothing: only the decoder's position within the last frame is needed.
struct FrameEnds
{
    static void frameBegin(const wire::FrameHeader& /*header*/, StreamOffset /*start*/) {}
    static void framePayload(ByteView /*chunk*/, std::uint64_t /*offset*/) {}
    static void frameEnd() {}
};

} // namespace

void RawProgress::sent(const message::Outgoing& outgoing)
{
    if (const auto* raw = std::get_if<message::Raw>(&outgoing)) {
        FrameEnds ends;
        decoder_.feed(viewOf(raw->bytes), ends);
    } else {
        reset(); // this message was sent inside an unfinished frame
    }
}

QString RawProgress::lackAfter(const message::Outgoing& outgoing) const
{
    RawProgress ahead = *this;
    if (std::holds_alternative<message::Raw>(outgoing)) {
        ahead.sent(outgoing);
    }
    return ahead.lack();
}

QString RawProgress::lack() const
{
    if (!decoder_.midFrame()) {
        return {};
    }
    const wire::FrameHeader* header = decoder_.currentHeader();
    const std::uint64_t lacks = header ? header->payloadLength - decoder_.payloadReceived() : 0;
    return !header ? translated("a frame's header is incomplete: the next bytes are added to it")
           : lacks == 1
               ? translated("a frame lacks 1 byte: the next byte is added to its payload")
               : translated("a frame lacks %1 bytes: the next bytes are added to its payload")
                     .arg(lacks);
}

} // namespace framescope::ui
