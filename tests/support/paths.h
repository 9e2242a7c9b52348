// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Paths of files that tests need, whether run by ctest or by hand.
namespace framescope::test {

// The path of a program of this build, such as "framescope-cli".
QString programPath(const QString& name);

// The path of a file, given relative to the root of the source tree.
QString sourcePath(const QString& name);

} // namespace framescope::test
