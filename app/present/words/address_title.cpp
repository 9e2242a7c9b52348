// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/address_title.h"

namespace framescope::present {

QString addressTitle(const QUrl& url)
{
    QString title = url.host();
    if (url.port() != -1) {
        title += QLatin1Char(':') + QString::number(url.port());
    }
    const QString path = url.path(QUrl::EncodeSpaces);
    return path == QLatin1String("/") ? title : title + path;
}

} // namespace framescope::present
