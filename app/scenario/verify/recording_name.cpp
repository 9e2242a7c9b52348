// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/recording_name.h"

#include "base/text/qt_string.h"

#include <algorithm>

namespace framescope::scenario {

QString recordingOf(const QString& recording, const std::string& name,
                    const std::vector<std::string>& others)
{
    QString safe = toQString(name);
    for (QChar& c : safe) {
        c = c.isLetterOrNumber() || c == u'.' || c == u'_' ? c : QChar(u'-');
    }
    const QString suffix = QStringLiteral(".pcapng");
    const bool hasSuffix = recording.endsWith(suffix);
    const QString begin =
        (hasSuffix ? recording.chopped(suffix.size()) : recording) + QLatin1Char('-') + safe;
    const QString end = hasSuffix ? suffix : QString();
    QString path = begin + end;
    for (int i = 2; std::ranges::find(others, path.toStdString()) != others.end(); ++i) {
        path = begin + QLatin1Char('-') + QString::number(i) + end;
    }
    return path;
}

} // namespace framescope::scenario
