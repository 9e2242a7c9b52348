// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify/verify_input.h"

#include "base/text/qt_string.h"
#include "cli/record/option_error.h"
#include "cli/secret_values.h"
#include "collection/environment.h"
#include "scenario/format/matrix_rows.h"
#include "scenario/format/read_scenario.h"

namespace framescope::cli {

namespace {

Result<std::map<QString, QString>> typedVariables(const std::vector<std::string>& texts)
{
    std::map<QString, QString> variables;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        const QString name = toQString(text.substr(0, equals));
        if (equals == std::string::npos || !collection::isVariableName(name)) {
            return failure("\"" + text.substr(0, equals) + "\" is no variable with a value",
                           "--var", "write --var NAME=VALUE");
        }
        variables[name] = toQString(text.substr(equals + 1));
    }
    return variables;
}

std::vector<QString> namesOf(const std::map<QString, QString>& variables,
                             const collection::Environment& environment)
{
    std::vector<QString> names;
    for (const auto& [name, value] : variables) {
        names.push_back(name);
    }
    for (const collection::Variable& variable : environment.variables) {
        names.push_back(variable.name);
    }
    return names;
}

} // namespace

Result<VerifyInput> verifyInput(const VerifyArguments& arguments)
{
    auto typed = typedVariables(arguments.variables);
    auto environment = arguments.environment.empty()
                           ? collection::Environment()
                           : collection::readEnvironment(toQString(arguments.environment))
                                 .map_error([](Error error) { return inOption("--env", error); });
    if (!typed || !environment) {
        return tl::unexpected(!typed ? typed.error() : environment.error());
    }
    const std::vector<QString> given = namesOf(*typed, *environment);
    VerifyInput input;
    QStringList secrets;
    for (const std::string& file : arguments.files) {
        auto read = scenario::readScenario(toQString(file));
        if (!read) {
            return tl::unexpected(std::move(read).error());
        }
        if (read->playsServer()) {
            return failure("this scenario plays the server", read->serve->place.text(),
                           "start it with framescope-cli serve " + file);
        }
        const auto checked =
            scenario::checkVariables(*read, given,
                                     arguments.checkOnly ? scenario::MissingVariables::MayBe
                                                         : scenario::MissingVariables::Mistake);
        if (!checked) {
            return tl::unexpected(checked.error());
        }
        for (const scenario::Text& wanted : read->wanted) {
            const QString name = toQString(wanted.text);
            const auto* variable = environment->find(name);
            if (name.startsWith(collection::SecretPrefix) || (variable && variable->secret)) {
                secrets += name;
            }
        }
        const auto shared = std::make_shared<const scenario::Scenario>(*std::move(read));
        for (scenario::Values& values : scenario::rowsOf(shared->matrix, *typed)) {
            input.runs.push_back({shared, std::move(values)});
        }
    }
    auto values = arguments.checkOnly ? collection::SecretValues() : secretValues(secrets);
    if (!values) {
        return tl::unexpected(std::move(values).error());
    }
    input.options.secrets = *std::move(values);
    input.options.variables = *std::move(typed);
    for (const collection::Variable& variable : environment->variables) {
        if (!variable.secret) {
            input.options.variables.try_emplace(variable.name, variable.value);
        }
    }
    return input;
}

} // namespace framescope::cli
