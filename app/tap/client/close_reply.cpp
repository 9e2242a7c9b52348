// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/close_reply.h"

#include "wire/frames/close_payload.h"
#include "wire/frames/frame_encoder.h"

namespace framescope::tap {

CloseReply closeReplyTo(const IncomingReframer::Control& close,
                        const connection::Behaviours& behaviours)
{
    using Reply = connection::Behaviours::CloseReply;
    CloseReply reply{close.closeReply(), behaviours.closeReplyDelay, {}};
    std::string told;
    switch (behaviours.closeReply) {
    case Reply::Echo:
        break;
    case Reply::Code:
        reply.payload = wire::closePayload(behaviours.closeReplyCode);
        told = " with code " + std::to_string(behaviours.closeReplyCode);
        break;
    case Reply::Empty:
        reply.payload = Bytes();
        told = " with an empty Close";
        break;
    case Reply::None:
        return {{}, {}, "the server's Close is not answered"};
    }
    if (reply.delay.count() > 0) {
        told += " after " + std::to_string(reply.delay.count()) + " ms";
    }
    reply.told = told.empty() ? "" : "the server's Close is answered" + told;
    return reply;
}

} // namespace framescope::tap
