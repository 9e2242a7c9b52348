// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "present/payload/payload.h"

#include <memory>
#include <stop_token>

namespace framescope::present {

/// The first `limit` bytes of a payload, without a copy where they are at hand. When stopped,
/// what was read until then.
Result<std::shared_ptr<const Bytes>> readBeginning(const std::shared_ptr<const Payload>& payload,
                                                   std::uint64_t limit,
                                                   const std::stop_token& stop);

} // namespace framescope::present
