// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/close_reply.h"

#include "wire/close_codes.h"
#include "wire/close_payload.h"
#include "wire/frame_encoder.h"
#include "wire/utf8_validator.h"

namespace framescope::tap {

Bytes closeReply(ByteView payload)
{
    if (payload.empty()) {
        return {};
    }
    const wire::ClosePayload close = wire::parseClosePayload(payload);
    if (!close.code || !wire::closeCode(*close.code).validOnWire) {
        return wire::closePayload(1002);
    }
    return wire::closePayload(wire::isUtf8(asBytes(close.reason)) ? *close.code : 1007);
}

} // namespace framescope::tap
