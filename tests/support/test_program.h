// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QtTest>

#include <string>

namespace framescope::testing {

/// A test class of a test program, chosen by the first argument: `wire_tests tst_masking -v2` runs
/// the test class of tst_masking.cpp.
class Entry
{
public:
    using Run = int (*)(int argc, char** argv);

    Entry(std::string name, Run run);
    /// The name of a source file without folder and suffix.
    static std::string nameOf(const char* file);
};

} // namespace framescope::testing

/// Registers the test class of a source file. It runs with an application object, which is a
/// QApplication if the program links Qt Widgets.
#define FRAMESCOPE_TEST(TestClass)                                                                 \
    static const framescope::testing::Entry entryOf##TestClass(                                    \
        framescope::testing::Entry::nameOf(__FILE__), [](int argc, char** argv) {                  \
            TestClass test;                                                                        \
            return QTest::qExec(&test, argc, argv);                                                \
        });
