// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QString>
#include <QStringList>

#include <array>

namespace framescope::connection {

/// The tools that a connection can be copied for.
enum class Tool { Curl, Wscat, Websocat, Browser, PythonWebsockets, NodeWs, Url };
inline constexpr std::array AllTools{
    Tool::Curl,   Tool::Wscat, Tool::Websocat, Tool::Browser, Tool::PythonWebsockets,
    Tool::NodeWs, Tool::Url};

/// The name of a tool as it is shown: "curl", "Node.js (ws)".
const char* nameOf(Tool tool);

/// A connection as a tool takes it.
struct ToolText
{
    QString text;        ///< a command line for bash, or a program; without a line break at the end
    QStringList notSaid; ///< sentences: what was left out, and why
};

/// The connection as `tool` takes it. Unless `withSecrets`, redaction::SecretMarker stands in place
/// of each secret, and a sentence says so. pastedConnection reads all of these texts again.
ToolText textFor(Tool tool, const ConnectionOptions& options, bool withSecrets);

} // namespace framescope::connection
