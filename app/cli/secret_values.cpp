// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/secret_values.h"

#include "base/text/qt_string.h"
#include "cli/record/secret_prompt.h"

#include <cstdlib>

namespace framescope::cli {

namespace {

Result<QString> secretValue(const QString& name)
{
    const std::string variable = secretVariable(name);
    if (const char* value = std::getenv(variable.c_str())) {
        return toQString(value);
    }
    auto typed = promptForSecret("Value of " + name.toStdString() + ": ");
    return typed ? Result<QString>(toQString(*typed))
                 : failure("the secret " + name.toStdString() + " has no value", {},
                           "set it in " + variable + ", or in the file of --env");
}

} // namespace

std::string secretVariable(const QString& secret)
{
    const QString name = secret.startsWith(collection::SecretPrefix)
                             ? secret.mid(collection::SecretPrefix.size())
                             : secret;
    std::string variable = "FRAMESCOPE_SECRET_";
    for (const QChar c : name.toUpper()) {
        variable += c.unicode() < 0x80 && c.isLetterOrNumber() ? c.toLatin1() : '_';
    }
    return variable;
}

Result<collection::SecretValues> secretValues(QStringList names)
{
    collection::SecretValues secrets;
    names.removeDuplicates();
    for (const QString& name : names) {
        auto value = secretValue(name);
        if (!value) {
            return tl::unexpected(std::move(value).error());
        }
        secrets[name] = *std::move(value);
    }
    return secrets;
}

} // namespace framescope::cli
