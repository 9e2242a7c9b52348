# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS copy find follow jumps menu place)
    framescope_test(NAME tst_timeline_${thing} SOURCES tst_timeline_${thing}.cpp GUI LABELS gui
        ROOMS ui LIBS framescope::window_fixture framescope::capture_script)
endforeach()
framescope_test(NAME tst_unsaved_notes SOURCES tst_unsaved_notes.cpp GUI LABELS gui
    ROOMS ui LIBS framescope::window_fixture framescope::capture_script)
