// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/resolving.h"

#include <QString>
#include <QStringList>

#include <string>

namespace framescope::cli {

/// The environment variable for a secret: "FRAMESCOPE_SECRET_CHAT_TOKEN" for "secret.chat-token".
std::string secretVariable(const QString& secret);

/// The values of secrets, from these environment variables; where there is a terminal, the others
/// are asked for.
Result<collection::SecretValues> secretValues(QStringList names);

} // namespace framescope::cli
