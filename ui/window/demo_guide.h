// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace framescope::ui {

class SessionPage;

/// Connects a new page to a path of the demo server, and shows there what to try, with buttons.
/// `server` is "ws://127.0.0.1:8765".
void startDemo(const std::function<SessionPage*()>& newPage, const QString& server,
               const QString& path = QStringLiteral("/hello"));

} // namespace framescope::ui
