// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

namespace framescope::ui {

/// The options of the next connection of a page.
struct ChosenOptions
{
    connection::ConnectionOptions options;
    connection::ConnectionOptions usual; ///< those where nothing was chosen, as preferred
};

} // namespace framescope::ui
