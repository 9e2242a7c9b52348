// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace framescope {

/// A sentence as a part of another, where it follows a colon or a comma: "No such file" becomes
/// "no such file". A first word that is a name stays: "TLS", "Sec-WebSocket-Accept".
std::string asClause(std::string sentence);

} // namespace framescope
