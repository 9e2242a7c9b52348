# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a connection is copied as, run by the tools themselves against a server that notes the
# request.
if(TARGET framescope::connection)
    add_executable(tool_texts tool_texts.cpp)
    target_link_libraries(tool_texts PRIVATE framescope_flags framescope::connection)
    framescope_command(NAME integration_tool_texts LABELS integration
        COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/tool_texts.py
            $<TARGET_FILE:tool_texts>)
endif()
