// SPDX-License-Identifier: GPL-3.0-or-later
#include "paths.h"

namespace framescope::test {

QString programPath(const QString& name)
{
    return QStringLiteral(FRAMESCOPE_BIN_DIR "/") + name;
}

QString sourcePath(const QString& name)
{
    return QStringLiteral(FRAMESCOPE_SOURCE_DIR "/") + name;
}

} // namespace framescope::test
