# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS cell_terms copy_job event_links find_job match_counter go_to_target row_terms)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp
        ROOMS present LIBS framescope::capture_script)
endforeach()
