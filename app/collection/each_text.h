// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/saved_connection.h"

#include <QString>

#include <functional>
#include <string>

namespace framescope::collection {

/// What a text of a connection is for.
enum class TextRole {
    Address,
    HeaderName,
    HeaderValue,
    Subprotocol,
    RawRequest,
    Secret, ///< a password, a token, the value of a cookie
    File,   ///< the name of a file
    Other
};

/// A text of a connection, with the words for it: "url", "header X-Api-Key", "proxy password".
struct ConnectionText
{
    TextRole role = TextRole::Other;
    std::string field;
    std::string name; ///< of the header or cookie whose value it is
};

/// Calls `change` with each text of the address and the options, which it may change, until it
/// returns an error. Behaviours have no texts.
Result<void> eachText(SavedConnection& saved,
                      const std::function<Result<void>(const ConnectionText&, QString&)>& change);

} // namespace framescope::collection
