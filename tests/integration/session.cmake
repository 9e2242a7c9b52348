# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS connecting full_disk good_peers odd_servers options
        slow_servers)
    framescope_test(NAME tst_session_${thing} SOURCES session_${thing}.cpp ROOMS session
        LIBS framescope::session_run LABELS integration TIMEOUT 120)
endforeach()
