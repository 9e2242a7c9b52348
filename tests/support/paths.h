// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Paths of files that tests need, both in ctest and when started by hand.
namespace framescope::test {

// A program of this build, such as "framescope-cli".
QString programPath(const QString& name);

// <name> relative to the root of the source tree.
QString sourcePath(const QString& name);

} // namespace framescope::test
