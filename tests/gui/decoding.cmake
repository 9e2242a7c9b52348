# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS decoded_pane diff_pane)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp GUI LABELS gui
        ROOMS ui LIBS framescope::capture_script)
endforeach()
