// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace framescope::tap {

/// The payload of the Close that answers one with `payload` (RFC 6455 5.5.1): the same code,
/// none for none; 1002 for a code that may not be sent or a payload of one byte, 1007 for a
/// reason that is not UTF-8.
Bytes closeReply(ByteView payload);

} // namespace framescope::tap
