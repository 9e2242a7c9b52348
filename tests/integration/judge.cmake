# SPDX-License-Identifier: GPL-3.0-or-later
#
# tshark as the judge of what framescope-cli shows of captures and recordings, and a test that
# the judge can condemn.
if(TARGET framescope-cli)
    set(judge_python ${Python3_EXECUTABLE} -B)
    add_executable(judge_recorder judge_recorder.cpp)
    target_link_libraries(judge_recorder PRIVATE
        framescope_flags framescope::timeline)
    framescope_command(NAME judge_doctored LABELS integration
        COMMAND ${judge_python} ${CMAKE_CURRENT_LIST_DIR}/judge_doctored.py)
    framescope_command(NAME judge_streams LABELS integration
        COMMAND ${judge_python} ${CMAKE_CURRENT_LIST_DIR}/judge_streams.py
            $<TARGET_FILE:judge_recorder>)
    framescope_command(NAME judge_floods LABELS integration
        COMMAND ${judge_python} ${CMAKE_CURRENT_LIST_DIR}/judge_floods.py
            $<TARGET_FILE:judge_recorder>)
    foreach(sessions IN ITEMS demo_paths odd_servers other_servers)
        framescope_command(NAME judge_${sessions} LABELS integration
            COMMAND ${judge_python} ${CMAKE_CURRENT_LIST_DIR}/judge_sessions.py ${sessions})
    endforeach()
endif()
