// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/client_record.h"

#include <utility>

namespace framescope::scenario {

// A recording that can't be written any more says so in its timeline, which its owner looks at.

ClientRecord::ClientRecord(std::shared_ptr<timeline::LiveCapture> live, const Endpoints& endpoints)
    : live_(std::move(live)), conn_(live_->addConnection())
{
    timeline::ConnectedDetail detail;
    detail.client = endpoints.client.toString();
    detail.server = endpoints.server.toString();
    static_cast<void>(live_->connected(conn_, now(), endpoints, detail));
}

ClientRecord::~ClientRecord()
{
    static_cast<void>(live_->event(conn_, timeline::ClosedDetail{}));
}

void ClientRecord::secured(const Tls& tls)
{
    timeline::SecuredDetail detail;
    detail.protocol = tls.protocol();
    detail.cipher = tls.cipher();
    static_cast<void>(live_->event(conn_, detail));
}

void ClientRecord::failed(const std::string& tlsProblem)
{
    timeline::ErrorDetail detail;
    detail.layer = "tls";
    detail.text = tlsProblem;
    static_cast<void>(live_->event(conn_, detail));
}

void ClientRecord::data(Direction direction, ByteView bytes)
{
    static_cast<void>(live_->append(conn_, direction, now(), bytes));
}

void ClientRecord::ended(Direction direction, TcpEnd how)
{
    if (!std::exchange(ended_[indexOf(direction)], true)) {
        static_cast<void>(live_->streamEnded(conn_, direction,
                                             how == TcpEnd::Fin ? recording::StreamEnd::Fin
                                                                : recording::StreamEnd::Reset));
    }
}

} // namespace framescope::scenario
