// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/random_numbers.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringView>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace framescope::message {

/// The values for templates.
struct TemplateScope
{
    /// The variables of the environment: {{name}} and {{env.name}}.
    std::map<QString, QString> variables;
    /// The last received message, for {{last}} and {{last $.path}}; nullopt if there is none.
    std::function<std::optional<QByteArray>()> last;
    std::uint64_t counter = 0; ///< of {{counter}}, which is this plus 1 and stays for the next one
    /// Where {{uuid}} and {{random}} come from: a copy of the scope gives the same ones again.
    RandomNumbers random;
    std::optional<QDateTime> now; ///< of {{now}}; nullopt: the present time
};

/// Replaces the templates in a text: {{uuid}}, {{now}} (milliseconds since 1970), {{now.iso}}
/// (RFC 3339, UTC), {{counter}}, {{random FROM TO}} (an integer, both included), {{base64 TEXT}},
/// {{env.NAME}} or {{NAME}}, {{last $.path}} (the first value at the path; a string without its
/// quotes). All of a text have the same time. An argument may have templates too; the value of a
/// variable is taken as it is. A backslash before {{ keeps them as they are, and is left out; two
/// backslashes are just that.
///
/// Errors: a template that is not closed, a name that is unknown, an argument that can't be used;
/// `where` is the position of the template, "character N". After an error the scope is unchanged.
/// No error says the value of a variable.
Result<QString> expanded(QStringView text, TemplateScope& scope);

/// A template in a text, and what it is replaced by at present.
struct TemplateSpan
{
    qsizetype begin = 0; ///< of its first brace
    qsizetype length = 0;
    Result<QString> value;
};
/// The templates of a text in their order, but not those in an argument of another. Nothing is
/// consumed: each {{counter}}, {{uuid}} and {{random}} is as it would be.
std::vector<TemplateSpan> templatesIn(QStringView text, const TemplateScope& scope);

/// The text that `expanded` makes `text` of: with a backslash before {{. Nullopt if `text` has an
/// odd number of backslashes there, which no text expands to.
std::optional<QString> withoutTemplates(QStringView text);

/// What is wrong with the templates of a text, whatever values its variables have; `where` is the
/// template. A single word that is no function is a variable.
Result<void> checkTemplates(QStringView text);

/// The names of the variables that a text has, each once, known or not.
std::vector<QString> variablesIn(QStringView text);

/// Whether the text is the same each time, with the same variables and messages: it has none of
/// {{uuid}}, {{now}}, {{now.iso}} and {{random}}.
bool isRepeatable(QStringView text);

/// The names of templates, for completion and help.
struct TemplateHelp
{
    const char* form; ///< as it is written, "{{random 1 100}}"
    const char* help;
};
const std::vector<TemplateHelp>& templateTable();

} // namespace framescope::message
