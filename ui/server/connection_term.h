// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QString>

#include <optional>

namespace framescope::ui {

/// The filter with `conn:N` for the connection in place of such a term that it has; without a
/// connection, with none.
QString withConnection(const QString& filter, std::optional<ConnectionId> connection);

} // namespace framescope::ui
