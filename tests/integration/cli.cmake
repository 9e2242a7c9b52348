# SPDX-License-Identifier: GPL-3.0-or-later
#
# framescope-cli as a program, against peers of other makes.
set(cli_environment "")
if(FRAMESCOPE_SANITIZE)
    set(cli_environment FRAMESCOPE_SLOW=1)
endif()
if(TARGET framescope-cli)
    foreach(thing IN ITEMS
            demo_python demo_node demo_hostile serve_contract serve_crowds serve_endings
            serve_replay serve_scenario cli_usage cli_record cli_record_ends cli_behaviour
            cli_speaking cli_echo cli_connection conformance cli_kill cli_filter cli_export
            cli_export_files cli_request cli_cookies cli_tls cli_proxies cli_follow cli_deflate
            cli_secrets cli_endings cli_verify probe cli_contract cli_verify_runs
            cli_verify_evidence cli_verify_shipped)
        framescope_command(NAME integration_${thing} LABELS integration
            ENV ${cli_environment}
            COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/${thing}.py)
    endforeach()
endif()
if(TARGET framescope)
    framescope_command(NAME integration_window_usage LABELS integration
        COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/window_usage.py)
endif()
