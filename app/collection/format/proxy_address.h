// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace framescope::collection {

/// A proxy as it is written; each part may have templates.
struct ProxyText
{
    QString url; ///< without user and password
    QString user;
    QString password;
};

/// The URL for ProxyOptions. A QUrl takes no templates in its host and port; a URL that has them is
/// kept whole in one of the scheme "template", which can't be connected to before it is resolved.
QUrl proxyFrom(const ProxyText& text);

ProxyText proxyTextOf(const QUrl& url);

} // namespace framescope::collection
