// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/mask_policy.h"

#include "wire/frames/frame_encoder.h"

namespace framescope::tap {

using Mask = connection::Behaviours::Mask;

void MaskPolicy::set(const connection::Behaviours& behaviours)
{
    mask_ = behaviours.mask;
    key_ = behaviours.maskKey;
}

std::optional<wire::MaskKey> MaskPolicy::key() const
{
    return mask_ == Mask::Random ? std::optional(wire::randomMaskKey()) : keyInPlaceOf({});
}

std::optional<wire::MaskKey> MaskPolicy::keyInPlaceOf(const wire::MaskKey& own) const
{
    switch (mask_) {
    case Mask::Random:
        return own;
    case Mask::None:
        return std::nullopt;
    case Mask::Key:
        break;
    }
    return key_;
}

Bytes MaskPolicy::applied(Bytes frame) const
{
    const auto header = wire::parseFrameHeader(frame);
    if (mask_ == Mask::Random || !header || !header->masked) {
        return frame;
    }
    const MutableByteView payload = MutableByteView(frame).subspan(header->size);
    wire::applyMask(payload, header->maskKey);
    wire::FrameSpec spec;
    spec.fin = header->fin;
    spec.rsv = header->rsv;
    spec.opcode = header->opcode;
    spec.maskKey = key();
    return wire::encodeFrame(spec, payload);
}

} // namespace framescope::tap
