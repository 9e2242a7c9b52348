# SPDX-License-Identifier: GPL-3.0-or-later
#
# framescope::session_run: sessions against peers that run beside the test.
if(TARGET framescope::session AND FRAMESCOPE_TESTS)
    add_library(framescope_session_run STATIC peer_process.cpp peer_process.h
        session_run.cpp session_run.h)
    add_library(framescope::session_run ALIAS framescope_session_run)
    target_include_directories(framescope_session_run PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/..)
    target_link_libraries(framescope_session_run
        PUBLIC framescope::session Qt6::Core
        PRIVATE framescope_flags framescope::test_support framescope::capture_script Qt6::Test)
endif()
