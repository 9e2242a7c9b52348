// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/record/saved_arguments.h"
#include "connection/connection_options.h"
#include "connection/target.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace framescope::cli {

/// The connection that a command line asks for, as typed.
struct ConnectionArguments
{
    SavedArguments saved;
    connection::ConnectionOptions options;
    std::string url; ///< empty: that of the saved connection
    std::vector<std::string> headers;
};

/// Adds the options of a connection, except the URL, to a command. `arguments` must outlive it.
void addConnectionOptions(CLI::App& command, ConnectionArguments& arguments);

/// Checks them and reads the files that they name.
Result<connection::Target> targetFrom(const ConnectionArguments& arguments);

} // namespace framescope::cli
