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

/// The names of the secrets that the templates of a connection use.
QStringList secretsOf(const SavedConnection& saved, const Environment& environment);
/// The same for any text.
QStringList secretsOf(const QString& text, const Environment& environment);

/// The values for templates: of the variables and of the secrets.
message::TemplateScope scopeOf(const Environment& environment, const SecretValues& secrets);

} // namespace framescope::collection
