// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/saved_connection.h"

#include <QString>

namespace framescope::collection {

/// The saved connection that a text names: "FILE", if the file has one, or "FILE#NAME". A file may
/// have a # in its name.
Result<SavedConnection> savedConnectionCalled(const QString& reference);

} // namespace framescope::collection
