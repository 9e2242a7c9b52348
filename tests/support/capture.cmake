# SPDX-License-Identifier: GPL-3.0-or-later
#
# framescope::capture: captures made byte by byte, and what a PacketSink was told as lines.
if(TARGET framescope::recording)
    add_library(framescope_capture STATIC
        capture_builder.cpp capture_builder.h capture_files.cpp capture_files.h
        story_sink.cpp story_sink.h)
    add_library(framescope::capture ALIAS framescope_capture)
    target_include_directories(framescope_capture PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/..)
    target_link_libraries(framescope_capture PUBLIC framescope::recording Qt6::Core
        PRIVATE framescope_flags)
endif()
