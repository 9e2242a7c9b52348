// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/record/saved_arguments.h"
#include "connection/connection_options.h"
#include "connection/target.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace framescope::cli {

/// The connection that a command line asks for: options, and what is typed for those that have to
/// be read first.
struct ConnectionArguments
{
    SavedArguments saved;
    connection::ConnectionOptions options;
    std::string url; ///< empty: that of the saved connection
    std::vector<std::string> headers;
    std::vector<std::string> cookies;
    std::optional<std::string> cookieJar; ///< a file
    std::string rawRequest;               ///< a file
    std::string user;
    std::string bearer;
    std::string passPhrase;
    std::string acceptedCertificate;
    std::vector<std::string> alpn;
    std::string proxy;
    std::optional<std::string> deflate;
    std::string reconnect;
};

/// Adds the options of a connection, except the URL, to a command. `arguments` must outlive it.
void addConnectionOptions(CLI::App& command, ConnectionArguments& arguments);

/// What is connected to, and the values of the {{variables}} of messages.
struct ConnectionTarget
{
    connection::Target target;
    std::map<QString, QString> variables;
};

/// Checks the arguments and reads the files that they name. `messages` are texts with templates,
/// whose secrets are asked for too.
Result<ConnectionTarget> targetFrom(const ConnectionArguments& arguments,
                                    const QStringList& messages);

} // namespace framescope::cli
