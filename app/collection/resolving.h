// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/environment.h"
#include "collection/saved_connection.h"
#include "message/templates.h"

#include <QString>
#include <QStringList>

#include <map>

namespace framescope::collection {

/// Values of secrets by name: of {{secret.NAME}} "secret.NAME", of a secret variable its own name.
using SecretValues = std::map<QString, QString>;

/// What the name of a secret begins with that is not a variable of the environment.
inline const QString SecretPrefix = QStringLiteral("secret.");

/// The options to connect with: the templates of all texts are expanded, and the address is read.
/// Errors name the field: an unknown variable, a secret without a value, an address that can't be
/// used.
Result<connection::ConnectionOptions>
resolved(SavedConnection saved, const Environment& environment, const SecretValues& secrets);

/// Whether any text of the connection has a template.
bool hasTemplates(const SavedConnection& saved);

/// The connection as it is written to a file of another folder: names of files that have no whole
/// path lead to the same files.
SavedConnection inFolder(SavedConnection saved, const QString& folder);

/// The options with a word in place of each text that has a template, so that the others can be
/// checked.
connection::ConnectionOptions withWords(connection::ConnectionOptions options);

/// The names of the secrets that the templates of a connection use.
QStringList secretsOf(const SavedConnection& saved, const Environment& environment);
/// The same for any text.
QStringList secretsOf(const QString& text, const Environment& environment);

/// The values for templates: of the variables and of the secrets.
message::TemplateScope scopeOf(const Environment& environment, const SecretValues& secrets);

} // namespace framescope::collection
