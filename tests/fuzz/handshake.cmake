# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_http_head SOURCES fuzz_http_head.cpp ROOMS wire)
if(TARGET framescope::reference_inflater)
    framescope_fuzz(NAME fuzz_deflate SOURCES fuzz_deflate.cpp ROOMS wire
        LIBS framescope::reference_inflater)
endif()
