# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_OVERVIEW
    overview/overview_painter.cpp overview/overview_painter.h
    overview/overview_strip.cpp overview/overview_strip.h
    overview/session_overview.cpp overview/session_overview.h
    overview/time_window.cpp overview/time_window.h)
