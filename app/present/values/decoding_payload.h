// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "codec/decoding.h"
#include "present/payload/payload.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace framescope::present {

struct JsonDocument;

/// The most bytes of text for a JSON tree, which is kept in memory.
inline constexpr std::uint64_t MaxJsonText = std::uint64_t{512} << 20;

/// Returns the first `limit` bytes of a payload, without a copy if that is all and in memory. If
/// stopped, returns what was read until then, or an error.
Result<std::shared_ptr<const Bytes>> readBeginning(const std::shared_ptr<const Payload>& payload,
                                                   std::uint64_t limit,
                                                   const std::stop_token& stop);

/// Decodes the first ContentLimit bytes of a payload.
Result<std::shared_ptr<const codec::Decoding>>
readDecoding(const std::shared_ptr<const Payload>& payload, std::optional<codec::Encoding> chosen,
             const std::stop_token& stop);

/// Parses a payload as JSON. Syntax errors are in the document; too large or not UTF-8 is an error.
Result<std::shared_ptr<const JsonDocument>> readJson(const std::shared_ptr<const Payload>& payload,
                                                     const std::stop_token& stop);

} // namespace framescope::present
