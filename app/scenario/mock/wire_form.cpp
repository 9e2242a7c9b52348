// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/wire_form.h"

#include "base/text/qt_string.h"

#include <algorithm>

namespace framescope::scenario {

namespace {

using wire::Opcode;
using PartEnd = wire::Deflater::End;

constexpr std::uint64_t LargestContent = std::uint64_t{1} << 30;

class WireForm
{
public:
    WireForm(wire::Deflater* deflater, const std::optional<wire::MaskKey>& mask)
        : deflater_(deflater), mask_(mask)
    {
    }

    Result<Bytes> operator()(const message::Text& text) { return data(text.text); }
    Result<Bytes> operator()(const message::Json& json) { return data(json.text); }
    Result<Bytes> operator()(const message::Binary& binary)
    {
        return inFrames(Opcode::Binary, viewOf(binary.bytes), UINT64_MAX, {});
    }
    Result<Bytes> operator()(const message::Ping& ping)
    {
        return control(Opcode::Ping, viewOf(ping.payload));
    }
    Result<Bytes> operator()(const message::Pong& pong)
    {
        return control(Opcode::Pong, viewOf(pong.payload));
    }
    Result<Bytes> operator()(const message::Close& close)
    {
        return control(Opcode::Close, wire::closePayload(close.code, close.reason.toStdString()));
    }
    Result<Bytes> operator()(const message::Raw& raw)
    {
        const ByteView bytes = viewOf(raw.bytes);
        return Bytes(bytes.begin(), bytes.end());
    }
    Result<Bytes> operator()(const message::Fragments& fragments)
    {
        const auto* binary = std::get_if<message::Binary>(&fragments.message);
        const auto* json = std::get_if<message::Json>(&fragments.message);
        const QByteArray bytes = binary ? binary->bytes
                                 : json ? json->text.toUtf8()
                                        : std::get<message::Text>(fragments.message).text.toUtf8();
        return inFrames(binary ? Opcode::Binary : Opcode::Text, viewOf(bytes), fragments.size,
                        fragments.ping);
    }

    /// A compressed frame without FIN begins a message, a continuation goes on with it; only the
    /// first is marked (RFC 7692 6.1).
    Result<Bytes> operator()(const message::Frames& frames)
    {
        for (const message::Frame& frame : frames.frames) {
            wire::FrameSpec spec = frame.spec;
            if (!frame.compressed || !deflater_) {
                wire::appendFrame(out_, spec, viewOf(frame.payload));
                continue;
            }
            if (spec.opcode != Opcode::Continuation) {
                spec.rsv |= wire::FrameHeader::Rsv1;
            }
            wire::appendFrame(out_, spec,
                              deflater_->compress(viewOf(frame.payload),
                                                  spec.fin ? PartEnd::Message : PartEnd::Fragment));
        }
        return std::move(out_);
    }

    Result<Bytes> operator()(const message::Stream& stream)
    {
        if (stream.content->size() > LargestContent) {
            return failure("a message of more than 1 GiB can't be sent here");
        }
        Bytes content(stream.content->size());
        const auto count = stream.content->read(content);
        if (!count) {
            return tl::unexpected(count.error());
        }
        content.resize(*count);
        return inFrames(stream.text ? Opcode::Text : Opcode::Binary, content,
                        stream.fragmentSize.value_or(UINT64_MAX), stream.ping);
    }

private:
    Result<Bytes> data(const QString& text)
    {
        return inFrames(Opcode::Text, viewOf(text.toUtf8()), UINT64_MAX, {});
    }

    Result<Bytes> control(Opcode opcode, ByteView payload)
    {
        wire::appendFrame(out_, {.opcode = opcode, .maskKey = mask_}, payload);
        return std::move(out_);
    }

    /// All frames but the last have `size` bytes, before compression; the ping comes behind the
    /// first.
    Result<Bytes> inFrames(Opcode opcode, ByteView payload, std::uint64_t size,
                           const std::optional<QByteArray>& ping)
    {
        wire::FrameSpec spec{.rsv = deflater_ ? wire::FrameHeader::Rsv1 : std::uint8_t{0},
                             .opcode = opcode,
                             .maskKey = mask_};
        for (bool first = true; first || !payload.empty(); first = false) {
            const ByteView part = payload.first(std::min<std::uint64_t>(payload.size(), size));
            payload = payload.subspan(part.size());
            spec.fin = payload.empty();
            if (deflater_) {
                wire::appendFrame(
                    out_, spec,
                    deflater_->compress(part, spec.fin ? PartEnd::Message : PartEnd::Fragment));
            } else {
                wire::appendFrame(out_, spec, part);
            }
            if (first && ping && !spec.fin) {
                wire::appendFrame(out_, {.opcode = Opcode::Ping, .maskKey = mask_}, viewOf(*ping));
            }
            spec.rsv = 0;
            spec.opcode = Opcode::Continuation;
        }
        return std::move(out_);
    }

    wire::Deflater* deflater_;
    const std::optional<wire::MaskKey>& mask_;
    Bytes out_;
};

} // namespace

Result<Bytes> wireForm(const message::Outgoing& outgoing, wire::Deflater* deflater,
                       const std::optional<wire::MaskKey>& mask)
{
    return std::visit(WireForm(deflater, mask), outgoing);
}

} // namespace framescope::scenario
