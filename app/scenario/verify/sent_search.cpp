// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/sent_search.h"

#include "base/text/qt_string.h"
#include "message/content.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

using timeline::Entry;
using timeline::Type;

Bytes copyOf(const QByteArray& array)
{
    const ByteView view = viewOf(array);
    return {view.begin(), view.end()};
}

/// A message as the timeline has it.
struct Whole
{
    Type type = Type::Text;
    std::optional<Bytes> payload; ///< none: too long to be compared
};

Whole wholeOf(const message::Stream& stream)
{
    constexpr std::uint64_t Longest = 64U * 1024 * 1024;
    Whole whole{stream.text ? Type::Text : Type::Binary, {}};
    if (stream.content->size() <= Longest) {
        Bytes bytes(static_cast<std::size_t>(stream.content->size()));
        const auto read = stream.content->read(bytes);
        whole.payload =
            read && *read == bytes.size() ? std::optional(std::move(bytes)) : std::nullopt;
    }
    return whole;
}

struct WholeOf
{
    std::optional<Whole> operator()(const message::Text& text) const
    {
        return Whole{Type::Text, copyOf(text.text.toUtf8())};
    }
    std::optional<Whole> operator()(const message::Json& json) const
    {
        return Whole{Type::Text, copyOf(json.text.toUtf8())};
    }
    std::optional<Whole> operator()(const message::Binary& binary) const
    {
        return Whole{Type::Binary, copyOf(binary.bytes)};
    }
    std::optional<Whole> operator()(const message::Ping& ping) const
    {
        return Whole{Type::Ping, copyOf(ping.payload)};
    }
    std::optional<Whole> operator()(const message::Pong& pong) const
    {
        return Whole{Type::Pong, copyOf(pong.payload)};
    }
    std::optional<Whole> operator()(const message::Close& close) const
    {
        return Whole{Type::Close, wire::closePayload(close.code, close.reason.toStdString())};
    }
    std::optional<Whole> operator()(const message::Fragments& fragments) const
    {
        return std::visit(*this, fragments.message);
    }
    std::optional<Whole> operator()(const message::Stream& stream) const { return wholeOf(stream); }
    std::optional<Whole> operator()(const message::Frames& /*frames*/) const { return {}; }
    std::optional<Whole> operator()(const message::Raw& /*raw*/) const { return {}; }
};

} // namespace

SentSearch::SentSearch(std::shared_ptr<const timeline::Timeline> timeline)
    : timeline_(std::move(timeline)), reader_(*timeline_)
{
}

void SentSearch::begin(ConnectionId connection, EventId first)
{
    connection_ = connection;
    next_ = first.value;
    nextByte_.reset();
}

bool SentSearch::find(const message::Outgoing& outgoing, Compare compare)
{
    if (auto whole = std::visit(WholeOf(), outgoing)) {
        return findMessage(whole->type,
                           compare == Compare::Content ? std::move(whole->payload) : std::nullopt);
    }
    if (const auto* frames = std::get_if<message::Frames>(&outgoing)) {
        return findBytes(
            [&](std::uint64_t begin) { return endOf(frames->frames, begin, compare); });
    }
    const ByteView raw = viewOf(std::get<message::Raw>(outgoing).bytes);
    return findBytes([&](std::uint64_t begin) {
        return endOf(compare == Compare::Content ? raw : bytesAt(begin, raw.size()), begin);
    });
}

bool SentSearch::isSent(const Entry& entry) const
{
    return entry.conn() == connection_ && entry.hasDirection() &&
           entry.direction() == Direction::Out && !timeline::isLifeCycle(entry.type);
}

bool SentSearch::hasPayload(EventId id, ByteView payload)
{
    if (timeline_->length(timeline_->entry(id)) != payload.size()) {
        return false;
    }
    const auto sent = reader_.payload(id, 0, payload.size());
    return sent && std::ranges::equal(*sent, payload);
}

bool SentSearch::findMessage(Type type, const std::optional<Bytes>& payload)
{
    const auto size = static_cast<std::uint32_t>(timeline_->size());
    EventId lastFrame{next_};
    for (std::uint32_t at = next_; at < size; ++at) {
        const EventId id{at};
        const Entry& entry = timeline_->entry(id);
        if (!isSent(entry)) {
            continue;
        }
        lastFrame = entry.has(Entry::InFrames) ? id : lastFrame;
        if (entry.type == type && entry.has(Entry::InMessages) &&
            (!payload || hasPayload(id, *payload))) {
            event_ = id;
            next_ = at + 1;
            nextByte_ = endOf(lastFrame);
            return true;
        }
    }
    return false;
}

/// Bytes begin behind what was found before, or with a frame.
bool SentSearch::findBytes(const EndOf& endOf)
{
    const auto size = static_cast<std::uint32_t>(timeline_->size());
    auto end = nextByte_ ? endOf(*nextByte_) : std::nullopt;
    for (std::uint32_t at = next_; at < size && !end; ++at) {
        const Entry& entry = timeline_->entry(EventId{at});
        if (isSent(entry) && entry.streamOffset >= nextByte_.value_or(0)) {
            end = endOf(entry.streamOffset);
        }
    }
    if (!end) {
        return false;
    }
    event_.reset();
    nextByte_ = end;
    for (std::uint32_t at = next_; at < size; ++at) {
        const Entry& entry = timeline_->entry(EventId{at});
        if (isSent(entry) && !entry.has(Entry::Incomplete) && entry.streamOffset < *end) {
            event_ = EventId{at};
            next_ = at + 1;
        }
    }
    return true;
}

std::optional<std::uint64_t> SentSearch::endOf(EventId frame)
{
    const Entry& entry = timeline_->entry(frame);
    const auto header = reader_.header(frame);
    return header ? std::optional(entry.streamOffset + header->size + timeline_->wireLength(entry))
                  : std::nullopt;
}

Bytes SentSearch::bytesAt(std::uint64_t begin, std::uint64_t count)
{
    auto bytes = reader_.stream(connection_, Direction::Out, StreamOffset{begin}, count);
    return bytes ? *std::move(bytes) : Bytes();
}

std::optional<std::uint64_t> SentSearch::endOf(ByteView bytes, std::uint64_t begin)
{
    return !bytes.empty() && std::ranges::equal(bytesAt(begin, bytes.size()), bytes)
               ? std::optional(begin + bytes.size())
               : std::nullopt;
}

/// With the masking keys that were sent. How a payload was compressed is not known before.
std::optional<std::uint64_t> SentSearch::endOf(const std::vector<message::Frame>& frames,
                                               std::uint64_t begin, Compare compare)
{
    std::uint64_t end = begin;
    for (const message::Frame& frame : frames) {
        const auto header = wire::parseFrameHeader(bytesAt(end, wire::FrameHeader::MaxSize));
        if (!header || header->masked != frame.spec.maskKey.has_value()) {
            return {};
        }
        if (frame.compressed || compare == Compare::Kind) {
            if (header->opcode != frame.spec.opcode || header->fin != frame.spec.fin) {
                return {};
            }
            end += header->size + header->payloadLength;
            continue;
        }
        wire::FrameSpec spec = frame.spec;
        spec.maskKey = header->masked ? std::optional(header->maskKey) : std::nullopt;
        const auto next = endOf(wire::encodeFrame(spec, viewOf(frame.payload)), end);
        if (!next) {
            return {};
        }
        end = *next;
    }
    return end;
}

} // namespace framescope::scenario
