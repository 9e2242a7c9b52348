// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/same_file.h"

#include "base/text/qt_string.h"

#include <QDir>
#include <QFileInfo>

namespace framescope::cli {

bool isSameFile(const std::string& a, const std::string& b)
{
    const auto whole = [](const std::string& path) {
        return QDir::cleanPath(
            QFileInfo(QFileInfo(toQString(path)).absolutePath()).canonicalFilePath() +
            QLatin1Char('/') + QFileInfo(toQString(path)).fileName());
    };
    return whole(a) == whole(b);
}

} // namespace framescope::cli
