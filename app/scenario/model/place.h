// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace framescope::scenario {

/// A place in a scenario file; line and column from 1, 0 if it was not read from one.
struct Place
{
    std::string file;
    int line = 0;
    int column = 0;

    /// "FILE:3:7"; empty if it was not read from a file.
    std::string text() const;
};

/// A text of a file, whose templates are expanded when its step is reached.
struct Text
{
    std::string text;
    Place place = {};

    bool hasTemplate() const { return text.find("{{") != std::string::npos; }
};

} // namespace framescope::scenario
