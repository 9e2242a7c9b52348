// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/environment.h"
#include "collection/saved_connection.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace framescope::cli {

struct ConnectionArguments;

/// The saved connection and the environment that a command line names.
struct SavedArguments
{
    std::optional<collection::SavedConnection> saved;
    std::optional<collection::Environment> environment;
    std::string file;             ///< of `saved`, as it was typed
    std::optional<Error> mistake; ///< why one of them can't be read

    bool isGiven() const { return saved || environment || mistake; }
};

/// Adds --connection and --env. They come before the other options of a connection, which change
/// what was read. `arguments` must outlive the command.
void addSavedOptions(CLI::App& command, ConnectionArguments& arguments);

/// The options with the {{variables}} of the address and the options expanded, and the values for
/// those of `messages`, which are expanded later. Secrets without a value in the environment come
/// from the environment variables FRAMESCOPE_SECRET_NAME; where there is a terminal, others are
/// asked for.
struct ExpandedOptions
{
    connection::ConnectionOptions options;
    std::map<QString, QString> variables;
};
Result<ExpandedOptions> expandedOptions(const SavedArguments& arguments,
                                        connection::ConnectionOptions options,
                                        const std::string& address, const QStringList& messages);

} // namespace framescope::cli
