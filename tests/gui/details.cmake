# SPDX-License-Identifier: GPL-3.0-or-later
framescope_test(NAME tst_window_commands SOURCES tst_window_commands.cpp recorded_page.h GUI LABELS gui
    ROOMS ui LIBS framescope::window_fixture framescope::capture_script)
framescope_test(NAME tst_plain_text SOURCES tst_plain_text.cpp GUI LABELS gui ROOMS ui
    LIBS framescope::window_fixture framescope::capture_script)
framescope_test(NAME tst_hex_view SOURCES tst_hex_view.cpp GUI LABELS gui ROOMS ui)
framescope_test(NAME tst_details_pane SOURCES tst_details_pane.cpp shown_pane.h GUI LABELS gui
    ROOMS ui LIBS framescope::capture_script)
framescope_test(NAME tst_selected_bytes SOURCES tst_selected_bytes.cpp shown_pane.h GUI LABELS gui
    ROOMS ui LIBS framescope::capture_script)
framescope_test(NAME tst_composer SOURCES tst_composer.cpp GUI LABELS gui
    ROOMS ui session scenario)
framescope_test(NAME tst_text_pane SOURCES tst_text_pane.cpp shown_pane.h GUI LABELS gui
    ROOMS ui LIBS framescope::capture_script)
framescope_test(NAME tst_json_pane SOURCES tst_json_pane.cpp shown_pane.h GUI LABELS gui
    ROOMS ui LIBS framescope::capture_script)
framescope_test(NAME tst_hex_pane SOURCES tst_hex_pane.cpp shown_pane.h GUI LABELS gui
    ROOMS ui LIBS framescope::capture_script)
