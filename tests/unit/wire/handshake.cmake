# SPDX-License-Identifier: GPL-3.0-or-later
framescope_test(NAME tst_deflate SOURCES tst_deflate.cpp ROOMS wire
    LIBS framescope::frame_script framescope::reference_inflater ZLIB::ZLIB)
foreach(thing http_head http_body http_content handshake head_checks secrets)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp ROOMS wire)
endforeach()
