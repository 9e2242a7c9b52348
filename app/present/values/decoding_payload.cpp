// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_payload.h"

#include <algorithm>

namespace framescope::present {

Result<std::shared_ptr<const Bytes>> readBeginning(const std::shared_ptr<const Payload>& payload,
                                                   std::uint64_t limit, const std::stop_token& stop)
{
    constexpr std::uint64_t part = std::uint64_t{1} << 20;
    if (payload->bytes() && payload->size() <= limit) {
        return payload->bytes();
    }
    const std::uint64_t wanted = std::min(limit, payload->size());
    auto all = std::make_shared<Bytes>();
    all->reserve(static_cast<std::size_t>(wanted));
    PayloadReader reader(payload);
    while (all->size() < wanted && !stop.stop_requested()) {
        const auto bytes = reader.read(all->size(), std::min(part, wanted - all->size()), stop);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        if (bytes->empty()) {
            return failure("the payload ends early");
        }
        append(*all, *bytes);
    }
    return std::shared_ptr<const Bytes>(std::move(all));
}

} // namespace framescope::present
