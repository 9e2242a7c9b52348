// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/saved_arguments.h"

#include "base/text/qt_string.h"
#include "cli/record/connection_arguments.h"
#include "cli/record/option_error.h"
#include "cli/secret_values.h"
#include "collection/resolving.h"
#include "collection/saved_reference.h"

#include <cstdlib>
#include <utility>

#include <CLI/CLI.hpp>

namespace framescope::cli {

using collection::SavedConnection;

void addSavedOptions(CLI::App& command, ConnectionArguments& arguments)
{
    SavedArguments& saved = arguments.saved;
    command
        .add_option_function<std::string>(
            "--env",
            [&saved](const std::string& path) {
                auto read = collection::readEnvironment(toQString(path));
                if (read) {
                    saved.environment = *std::move(read);
                } else {
                    saved.mistake = inOption("--env", read.error());
                }
            },
            "Replace {{variables}} in address, options, templates by the values of this file")
        ->type_name("FILE");
    command
        .add_option_function<std::string>(
            "--connection",
            [&saved, &arguments](const std::string& typed) {
                auto read = collection::savedConnectionCalled(toQString(typed));
                if (read) {
                    saved.saved = *std::move(read);
                    saved.file = typed;
                    arguments.options = saved.saved->options;
                } else {
                    saved.mistake = inOption("--connection", read.error());
                }
            },
            "Take address and options from a saved connection; others change them")
        ->type_name("FILE[#NAME]");
}

Result<ExpandedOptions> expandedOptions(const SavedArguments& arguments,
                                        connection::ConnectionOptions options,
                                        const std::string& address, const QStringList& messages)
{
    SavedConnection saved = arguments.saved.value_or(SavedConnection());
    saved.options = std::move(options);
    if (!address.empty()) {
        saved.address = toQString(address);
    }
    const auto environment = arguments.environment.value_or(collection::Environment());
    QStringList names = collection::secretsOf(saved, environment);
    for (const QString& message : messages) {
        names += collection::secretsOf(message, environment);
    }
    for (const collection::Variable& variable : environment.variables) {
        // A line of standard input may use it; nobody is asked before that is known.
        if (variable.secret && std::getenv(secretVariable(variable.name).c_str())) {
            names += variable.name;
        }
    }
    const auto values = secretValues(std::move(names));
    if (!values) {
        return tl::unexpected(values.error());
    }
    const collection::SecretValues& secrets = *values;
    return collection::resolved(std::move(saved), environment, secrets)
        .map([&](connection::ConnectionOptions&& resolved) {
            return ExpandedOptions{std::move(resolved),
                                   collection::scopeOf(environment, secrets).variables};
        })
        .map_error([&](Error error) {
            const bool isSaved = address.empty() && error.where.starts_with("url");
            return isSaved ? inOption("--connection " + arguments.file + ',', std::move(error))
                           : error;
        });
}

} // namespace framescope::cli
