# SPDX-License-Identifier: GPL-3.0-or-later
#
# framescope::capture_script: a recording as a script, its timeline as lines.
if(TARGET framescope::timeline)
    add_library(framescope_capture_script STATIC capture_script.cpp capture_script.h
        other_protocols.cpp other_protocols.h
        timeline_lines.cpp timeline_lines.h)
    add_library(framescope::capture_script ALIAS framescope_capture_script)
    target_include_directories(framescope_capture_script PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/..)
    target_link_libraries(framescope_capture_script
        PUBLIC framescope::timeline framescope::frame_script Qt6::Core
        PRIVATE framescope_flags nlohmann_json::nlohmann_json)
endif()
