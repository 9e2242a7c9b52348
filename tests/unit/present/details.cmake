# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS decoded_text event_loader frame_fields json_outline json_tree_model)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp
        ROOMS present LIBS framescope::capture_script)
endforeach()
