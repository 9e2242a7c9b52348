// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/capture_script.h"
#include "support/timeline_lines.h"

#include <QTest>

#include <string>

// Tables of scripts and the expected lines of the timeline.
namespace framescope::test {

struct ScriptRow
{
    const char* name;
    const char* script;
    const char* lines; // of the view that the table is about
};

template <std::size_t N>
void addRows(const ScriptRow (&rows)[N])
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("lines");
    for (const ScriptRow& row : rows) {
        QTest::newRow(row.name) << row.script << row.lines;
    }
}

// Line by line, so that a failure shows the first one that differs.
inline void compareLines(const std::vector<std::string>& actual,
                         const std::vector<std::string>& expected)
{
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
        QCOMPARE(QString::fromStdString(actual[i]), QString::fromStdString(expected[i]));
    }
    QCOMPARE(actual.size(), expected.size());
}

// Plays the script with each way to split its bytes. The lines are the same for both, and for the
// recording when it is read again.
inline void checkScript(const std::string& script, const std::string& lines, timeline::View view)
{
    for (const auto split : {CaptureScript::Split::Whole, CaptureScript::Split::Bytewise}) {
        CaptureScript capture(split);
        capture.play(script);
        capture.finish();
        compareLines(linesOf(capture.timeline(), view), linesIn(lines));
        const auto reloaded = capture.reloaded();
        for (const auto each : {timeline::View::Messages, timeline::View::Frames}) {
            compareLines(dumpOf(*reloaded, each), dumpOf(capture.timeline(), each));
        }
    }
}

} // namespace framescope::test
