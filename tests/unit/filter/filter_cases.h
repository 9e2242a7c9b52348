// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::test {

// Lines of EXPRESSION => the numbers of the events of FilterRecording that match, in both views;
// where they differ, those of Messages, then / and those of Frames. # begins a heading.
extern const char* const FilterCases;

} // namespace framescope::test
