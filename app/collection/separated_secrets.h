// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"
#include "collection/saved_connection.h"

#include <QStringList>

namespace framescope::collection {

/// A connection as it may be written to a file, and what was taken out of it.
struct SeparatedSecrets
{
    SavedConnection saved; ///< with {{secret.NAME}} in the places of the secrets
    SecretValues secrets;
};

/// Takes the secrets out of a connection: passwords, tokens, cookies, and what `redaction` calls a
/// secret in headers, subprotocols, the raw request and the URL. Templates in these stay, and what
/// is literal beside them or in {{base64 …}} is taken out. Their names are made of `start`, such as
/// the name of the file, and of the field; those in `taken` are not used.
SeparatedSecrets withoutSecrets(SavedConnection saved, const QString& start,
                                const QStringList& taken = {});

} // namespace framescope::collection
