// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "message/outgoing.h"
#include "wire/deflate.h"

#include <optional>

namespace framescope::scenario {

/// What is sent, as a server's bytes on the wire, in the order of the calls. `deflater`: what data
/// messages are compressed with; null without permessage-deflate. `mask`: of frames that ask for no
/// key of their own. Fails if a content can't be read, or is larger than 1 GiB.
Result<Bytes> wireForm(const message::Outgoing& outgoing, wire::Deflater* deflater,
                       const std::optional<wire::MaskKey>& mask = {});

} // namespace framescope::scenario
