# SPDX-License-Identifier: GPL-3.0-or-later
framescope_test(NAME tst_hex_view SOURCES tst_hex_view.cpp GUI LABELS gui ROOMS ui)
framescope_test(NAME tst_details_pane SOURCES tst_details_pane.cpp GUI LABELS gui
    ROOMS ui LIBS framescope::capture_script)
framescope_test(NAME tst_composer SOURCES tst_composer.cpp GUI LABELS gui
    ROOMS ui session scenario)
