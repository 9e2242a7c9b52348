// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QByteArray>

#include <optional>

namespace framescope::session {

/// The last data message that was received on the newest connection, for the template {{last}};
/// nullopt if there is none, or if it has more than 16 MiB.
std::optional<QByteArray> lastMessage(const timeline::Timeline& timeline);

} // namespace framescope::session
