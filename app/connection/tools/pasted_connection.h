// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/connection_options.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace framescope::connection {

/// A connection as another tool writes it.
struct PastedConnection
{
    QString address; ///< for the address bar
    /// All that was said, except the URL and the resource, which come from `address`.
    ConnectionOptions options;
    QStringList notTaken; ///< sentences: what was not taken, and why; without secrets
    QString from;         ///< the tool: "curl", "wscat", "websocat", "JavaScript", "Python"
};

/// Reads a command line of curl (as Chrome and Firefox copy it for bash and for cmd, or as it is
/// typed), wscat or websocat, a `new WebSocket(…)` of a browser or of Node's ws, a `fetch(…)` of a
/// browser, or a `websockets.connect(…)` of Python. Nothing is run. Returns nullopt if the text is
/// none of these, such as an address. An error says what can't be read, and where.
Result<std::optional<PastedConnection>> pastedConnection(const QString& text);

} // namespace framescope::connection
