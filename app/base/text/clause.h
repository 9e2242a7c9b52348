// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace framescope {

/// The sentence as it is written after a colon or a comma: "No such file" becomes "no such file". A
/// first word that is a name keeps its capitals: "TLS", "Sec-WebSocket-Accept".
std::string asClause(std::string sentence);

} // namespace framescope
