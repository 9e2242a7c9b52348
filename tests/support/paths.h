// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Where a test finds what it needs, in ctest and when it is started by hand.
namespace framescope::test {

// tests/data/<name> in the source tree.
QString dataPath(const QString& name);

// A program of this build, "framescope-cli" for instance.
QString programPath(const QString& name);

// <name> relative to the root of the source tree.
QString sourcePath(const QString& name);

} // namespace framescope::test
