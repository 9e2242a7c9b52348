// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace framescope::present {

/// Returns a short name for a tab: host, port if given, and path with spaces escaped.
QString addressTitle(const QUrl& url);

} // namespace framescope::present
