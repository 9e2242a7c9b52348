// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify/verify_values.h"

#include "base/text/qt_string.h"
#include "cli/record/option_error.h"
#include "cli/secret_values.h"
#include "collection/resolving.h"

#include <utility>

namespace framescope::cli {

Result<VerifyValues> verifyValues(const std::vector<std::string>& variables,
                                  const std::string& file)
{
    VerifyValues values;
    if (!file.empty()) {
        auto read = collection::readEnvironment(toQString(file));
        if (!read) {
            return tl::unexpected(inOption("--env", read.error()));
        }
        values.environment = *std::move(read);
    }
    for (const collection::Variable& variable : values.environment.variables) {
        values.all[variable.name] = variable.value;
    }
    for (const std::string& text : variables) {
        const std::size_t equals = text.find('=');
        const QString name = toQString(text.substr(0, equals));
        if (equals == std::string::npos || !collection::isVariableName(name)) {
            return failure("\"" + text.substr(0, equals) + "\" is no variable with a value",
                           "--var", "write --var NAME=VALUE");
        }
        values.fixed[name] = toQString(text.substr(equals + 1));
        values.all[name] = values.fixed[name];
    }
    return values;
}

Result<scenario::RunOptions> runOptions(const scenario::RunPlan& plan, const VerifyValues& values)
{
    QStringList secrets;
    for (const scenario::PlannedRun& run : plan.runs) {
        for (const scenario::Text& wanted : run.scenario->wanted) {
            const QString name = toQString(wanted.text);
            const auto* variable = values.environment.find(name);
            if (values.fixed.contains(name)) {
                continue;
            }
            if (name.startsWith(collection::SecretPrefix) || (variable && variable->secret)) {
                secrets += name;
            }
        }
    }
    secrets.removeDuplicates();
    return secretValues(secrets).map([&](collection::SecretValues found) {
        scenario::RunOptions options;
        options.secrets = std::move(found);
        options.variables = values.all;
        for (const collection::Variable& variable : values.environment.variables) {
            const auto fixed = values.fixed.find(variable.name);
            if (variable.secret && fixed == values.fixed.end()) {
                options.variables.erase(variable.name);
            } else if (variable.secret) {
                options.secrets[variable.name] = fixed->second; // it is hidden as well
            }
        }
        return options;
    });
}

} // namespace framescope::cli
