// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QStringList>

namespace framescope::ui {

/// In a few words each, what differs from the usual options; the URL aside. Without secrets.
QStringList changesFrom(const connection::ConnectionOptions& usual,
                        const connection::ConnectionOptions& options);

} // namespace framescope::ui
