// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/direct_item.h"

namespace framescope::tap {

namespace {

std::uint64_t sizeIn(const Bytes& bytes)
{
    return bytes.size();
}

std::uint64_t sizeIn(const message::Frames& frames)
{
    std::uint64_t size = 0;
    for (const message::Frame& frame : frames.frames) {
        size += wire::FrameHeader::MaxSize + static_cast<std::uint64_t>(frame.payload.size());
    }
    return size;
}

std::uint64_t sizeIn(const message::Stream& stream)
{
    return stream.content->size();
}

std::uint64_t sizeIn(const connection::Misdeed& /*misdeed*/)
{
    return 0;
}

} // namespace

std::uint64_t sizeOf(const DirectItem& item)
{
    return std::visit([](const auto& content) { return sizeIn(content); }, item.content);
}

} // namespace framescope::tap
