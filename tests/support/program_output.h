// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QProcess>
#include <QStringList>

namespace framescope::test {

/// The lines that a program writes to standard output, or one line on why it failed.
inline QStringList outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(Patience) || process.exitCode() != 0) {
        return {QStringLiteral("%1 failed: %2 %3")
                    .arg(program, process.errorString(),
                         QString::fromUtf8(process.readAllStandardError()))};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
}

} // namespace framescope::test
