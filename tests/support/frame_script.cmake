# SPDX-License-Identifier: GPL-3.0-or-later
#
# framescope::frame_script: frames as pictures, reports of a FrameStream as lines.
if(TARGET framescope::wire)
    add_library(framescope_frame_script STATIC frame_script.cpp frame_script.h)
    add_library(framescope::frame_script ALIAS framescope_frame_script)
    target_include_directories(framescope_frame_script PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/..)
    target_link_libraries(framescope_frame_script PUBLIC framescope::wire Qt6::Core
        PRIVATE framescope_flags)
endif()
