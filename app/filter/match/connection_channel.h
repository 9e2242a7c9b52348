// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/document.h"
#include "timeline/index/timeline.h"

#include <cstddef>
#include <optional>

namespace framescope::filter {

/// Which channel of a contract a connection is for, by the target of its request. It remembers the
/// last one.
class ConnectionChannel
{
public:
    ConnectionChannel(const timeline::Timeline& timeline, contract::Document::Ptr contract)
        : timeline_(timeline), contract_(std::move(contract))
    {
    }

    /// In Document::channels; nullopt if there are not several, or it is unknown which.
    std::optional<std::size_t> of(ConnectionId connection);

private:
    const timeline::Timeline& timeline_;
    contract::Document::Ptr contract_;
    std::optional<ConnectionId> last_;
    std::optional<std::size_t> channel_; ///< of that
};

} // namespace framescope::filter
