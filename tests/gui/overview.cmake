# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS overview_strip statistics_pane)
    framescope_test(NAME tst_${thing}
        SOURCES tst_${thing}.cpp overview_pictures.cpp overview_pictures.h GUI LABELS gui
        ROOMS ui LIBS framescope::window_fixture)
endforeach()
