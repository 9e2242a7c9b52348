// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// A variable of an environment. The value of a secret one is kept elsewhere (see SecretStore).
struct Variable
{
    QString name;
    QString value; ///< empty if it is secret
    bool secret = false;

    friend bool operator==(const Variable&, const Variable&) = default;
};

/// Values for the {{variables}} of saved connections, for one place where they are used: a server
/// for tests, the real one.
struct Environment
{
    QString name;
    std::vector<Variable> variables; ///< names are unique

    const Variable* find(const QString& name) const;

    friend bool operator==(const Environment&, const Environment&) = default;
};

/// Whether a variable may have that name: letters, digits and - _ . after a letter.
bool isVariableName(const QString& name);

/// The end of the names of files that are environments: "staging.env.yaml".
inline const QString EnvironmentSuffix = QStringLiteral(".env.yaml");

/// Reads `variables: {host: example.com, token: {secret: true}}`. An error names file, line and
/// column.
Result<Environment> environmentFrom(std::string_view text, const QString& path);
Result<Environment> readEnvironment(const QString& path);

/// The text of the file; secret variables have no value in it.
std::string textOf(const Environment& environment);
/// Replaces the file in one step and keeps the comment at its beginning.
Result<void> writeEnvironment(const Environment& environment, const QString& path);

} // namespace framescope::collection
