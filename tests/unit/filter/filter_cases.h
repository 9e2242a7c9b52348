// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::test {

// Lines "EXPRESSION => NUMBERS" with the matching events of FilterRecording in both views. If the
// views differ, "MESSAGES / FRAMES". # begins a heading.
extern const char* const FilterCases;

} // namespace framescope::test
