// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QString>

#include <chrono>

namespace framescope::ui {

/// The user's preferences for all windows and sessions, with the defaults of a new user.
struct Preferences
{
    static constexpr int SmallestFont = 6; ///< points
    static constexpr int LargestFont = 32;
    static constexpr std::chrono::seconds LongestTimeout{3600};

    style::ThemeChoice theme = style::ThemeChoice::System;
    int fontSize = 0;   ///< points; 0: the desktop's
    bool follow = true; ///< a new session shows its newest row
    std::chrono::seconds connectTimeout{30};
    std::chrono::seconds upgradeTimeout{15};
    std::chrono::seconds closeTimeout{5};
    QString saveFolder;       ///< proposed for saving; empty: the user's home
    QString recordingsFolder; ///< where sessions are recorded until they are saved, from the next
                              ///< start on; empty: the user's data folder
};

} // namespace framescope::ui
