// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include <string>

// Waits longer than Qt's 5 s for a condition, as the machine may be busy.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, 30'000)
#define QTRY_VERIFY2(expr, message) QTRY_VERIFY2_WITH_TIMEOUT(expr, message, 30'000)
#define QTRY_COMPARE(expr, expected) QTRY_COMPARE_WITH_TIMEOUT(expr, expected, 30'000)

namespace framescope::testing {

/// A test class of a test program, chosen by the first argument: `wire_tests tst_masking -v2` runs
/// the test class of tst_masking.cpp.
class Entry
{
public:
    using Run = int (*)(int argc, char** argv);

    Entry(std::string name, Run run);
    /// The name of a source file without folder and ending.
    static std::string nameOf(const char* file);
};

} // namespace framescope::testing

/// Registers the test class of a source file. The program has an event loop, and a QApplication if
/// it links Qt Widgets.
#define FRAMESCOPE_TEST(TestClass)                                                                 \
    static const framescope::testing::Entry entryOf##TestClass(                                    \
        framescope::testing::Entry::nameOf(__FILE__), [](int argc, char** argv) {                  \
            TestClass test;                                                                        \
            return QTest::qExec(&test, argc, argv);                                                \
        });
