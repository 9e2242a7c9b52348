// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/connection_channel.h"

namespace framescope::filter {

std::optional<std::size_t> ConnectionChannel::of(ConnectionId connection)
{
    if (contract_->channels().size() < 2) {
        return std::nullopt;
    }
    if (last_ != connection) {
        const auto info = timeline_.connection(connection);
        channel_ =
            info && info->request ? contract_->channelFor(info->request->target) : std::nullopt;
        last_ = connection;
    }
    return channel_;
}

} // namespace framescope::filter
