# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS filter_bar keyboard_only)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp GUI LABELS gui
        ROOMS ui LIBS framescope::window_fixture)
endforeach()
