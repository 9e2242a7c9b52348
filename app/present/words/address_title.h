// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace framescope::present {

/// A short name for a tab: host and path, with what could not be read in a line escaped.
QString addressTitle(const QUrl& url);

} // namespace framescope::present
