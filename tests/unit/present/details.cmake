# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS byte_pattern byte_values decoded_text event_loader event_payload frame_fields json_layout json_outline
        decoded_terms json_search json_tree_model place_finder text_rows)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp
        ROOMS present LIBS framescope::capture_script)
endforeach()
