// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace framescope::test {

/// How long a test waits for something that must happen, in ms. Long, because a build machine may
/// be busy, and a deadline costs nothing if the condition becomes true.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int Patience = 600'000;
#else
inline constexpr int Patience = 120'000;
#endif

} // namespace framescope::test

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, framescope::test::Patience)
#define QTRY_VERIFY2(expr, message)                                                                \
    QTRY_VERIFY2_WITH_TIMEOUT(expr, message, framescope::test::Patience)
#define QTRY_COMPARE(expr, expected)                                                               \
    QTRY_COMPARE_WITH_TIMEOUT(expr, expected, framescope::test::Patience)
