// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringView>

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
};

/// Replaces the templates in a text: {{uuid}}, {{now}} (milliseconds since 1970), {{now.iso}}
/// (RFC 3339, UTC), {{counter}}, {{random FROM TO}} (an integer, both included), {{base64 TEXT}},
/// {{env.NAME}} or {{NAME}}, {{last $.path}}. A backslash before {{ keeps them as they are. Errors:
/// a template that is not closed, a name that is unknown, an argument that can't be used; `where`
/// is the position of the template, "character N".
Result<QString> expanded(QStringView text, TemplateScope& scope);

/// The names of templates, for completion and help.
struct TemplateHelp
{
    const char* form; ///< as it is written, "{{random 1 100}}"
    const char* help;
};
const std::vector<TemplateHelp>& templateTable();

} // namespace framescope::message
