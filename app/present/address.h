// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

namespace framescope::present {

/// The URL that a person means: what has no scheme is wss, on this machine ws; http and https
/// are ws and wss. An error says in one sentence what is wrong.
Result<QUrl> urlFromInput(const QString& input);

/// A short name for a tab: host and path.
QString addressTitle(const QUrl& url);

} // namespace framescope::present
