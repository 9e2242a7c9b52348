# SPDX-License-Identifier: GPL-3.0-or-later

set(FRAMESCOPE_TESTS_DIR ${CMAKE_CURRENT_LIST_DIR})
set(Python3_FIND_STRATEGY LOCATION)
set(Python3_FIND_VIRTUALENV STANDARD)
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
    # The system's Python is the one whose packages (websockets, wsproto) are Debian's.
    set(Python3_EXECUTABLE /usr/bin/python3)
endif()

# What every test finds in its environment: nothing of the user's own folders, the programs
# that were built, and the suppressions of the sanitizers.
function(framescope_test_environment name gui out)
    set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
    file(MAKE_DIRECTORY ${home}/runtime)
    file(CHMOD ${home}/runtime PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set(environment
        HOME=${home}
        XDG_DATA_HOME=${home}/data
        XDG_CONFIG_HOME=${home}/config
        XDG_CACHE_HOME=${home}/cache
        XDG_RUNTIME_DIR=${home}/runtime
        LC_ALL=C.UTF-8
        NODE_PATH=/usr/share/nodejs
        PYTHONDONTWRITEBYTECODE=1
        QTEST_FUNCTION_TIMEOUT=3000000
        FRAMESCOPE_BIN_DIR=${CMAKE_BINARY_DIR}/bin
        FRAMESCOPE_SOURCE_DIR=${CMAKE_SOURCE_DIR}
        FRAMESCOPE_TEST_DATA=${FRAMESCOPE_TESTS_DIR}/data)
    if(gui)
        list(APPEND environment QT_QPA_PLATFORM=offscreen)
    endif()
    if(FRAMESCOPE_SANITIZE)
        set(support ${FRAMESCOPE_TESTS_DIR}/support)
        list(APPEND environment
            ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
            UBSAN_OPTIONS=print_stacktrace=1
            LSAN_OPTIONS=suppressions=${support}/sanitizer/lsan.supp:print_suppressions=0
            # The last: what a library without instrumentation does with memory is not judged.
            TSAN_OPTIONS=suppressions=${support}/sanitizer/tsan.supp:second_deadlock_stack=1:history_size=4:die_after_fork=0:ignore_noninstrumented_modules=1)
    endif()
    set(${out} ${environment} PARENT_SCOPE)
endfunction()

# framescope_command(NAME name COMMAND program argument… [GUI] [ENV k=v…] [LABELS label…])
# Registers any program, a Python script for instance, with the environment of the tests.
function(framescope_command)
    cmake_parse_arguments(ARG "GUI" "NAME" "COMMAND;ENV;LABELS" ${ARGN})
    framescope_test_environment(${ARG_NAME} "${ARG_GUI}" environment)
    add_test(NAME ${ARG_NAME} COMMAND ${ARG_COMMAND})
    set_tests_properties(${ARG_NAME} PROPERTIES
        ENVIRONMENT "${environment};${ARG_ENV}"
        LABELS "${ARG_LABELS}"
        TIMEOUT 3600) # ends what hangs; how fast it must be, no test says
endfunction()

# framescope_tests(NAME thing_tests [SOURCES file…] [ROOMS room…] [LIBS target…]
#                  [GUI] [LABELS label…])
# One program of all the test classes beside and below it: tst_<thing>.cpp is the test tst_<thing>,
# and `thing_tests tst_<thing>` runs it. SOURCES are what they share. GUI tests see Qt Widgets,
# run offscreen, and exist only in builds with the window. The headers of tests/support are
# reached as "support/header.h".
function(framescope_tests)
    cmake_parse_arguments(ARG "GUI" "NAME" "SOURCES;ROOMS;LIBS;LABELS" ${ARGN})
    framescope_rooms_exist(${ARG_NAME} exist ${ARG_ROOMS})
    if(NOT exist)
        return()
    endif()
    list(TRANSFORM ARG_ROOMS PREPEND framescope::)
    file(GLOB_RECURSE tests CONFIGURE_DEPENDS tst_*.cpp)
    add_executable(${ARG_NAME} ${tests} ${ARG_SOURCES}
        ${FRAMESCOPE_TESTS_DIR}/support/test_program.cpp
        ${FRAMESCOPE_TESTS_DIR}/support/test_program.h)
    target_include_directories(${ARG_NAME} PRIVATE
        ${FRAMESCOPE_TESTS_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${ARG_NAME} PRIVATE
        framescope_flags framescope::test_support Qt6::Test ${ARG_ROOMS} ${ARG_LIBS})
    # What is tested is optimised; the tests themselves cost more to optimise than it saves.
    target_compile_options(${ARG_NAME} PRIVATE $<$<CONFIG:Release>:-O1>)
    set(gui "")
    if(ARG_GUI)
        target_link_libraries(${ARG_NAME} PRIVATE Qt6::Widgets)
        set(gui GUI)
    endif()
    foreach(test IN LISTS tests)
        cmake_path(GET test STEM name)
        framescope_command(NAME ${name} COMMAND ${ARG_NAME} ${name} LABELS ${ARG_LABELS} ${gui})
    endforeach()
endfunction()

# framescope_fuzz(NAME fuzz_thing SOURCES file… [ROOMS room…] [LIBS target…])
# With FRAMESCOPE_FUZZ a libFuzzer program; without, a program that replays
# fuzz/corpus/<name>/ and is a test, so that what was found once stays found.
function(framescope_fuzz)
    cmake_parse_arguments(ARG "" "NAME" "SOURCES;ROOMS;LIBS" ${ARGN})
    framescope_rooms_exist(${ARG_NAME} exist ${ARG_ROOMS})
    if(NOT exist)
        return()
    endif()
    list(TRANSFORM ARG_ROOMS PREPEND framescope::)
    add_executable(${ARG_NAME} ${ARG_SOURCES})
    target_include_directories(${ARG_NAME} PRIVATE ${FRAMESCOPE_TESTS_DIR})
    target_link_libraries(${ARG_NAME} PRIVATE framescope_flags ${ARG_ROOMS} ${ARG_LIBS})
    if(FRAMESCOPE_FUZZ)
        target_link_options(${ARG_NAME} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(${ARG_NAME} PRIVATE ${FRAMESCOPE_TESTS_DIR}/fuzz/replay_main.cpp)
        framescope_command(NAME ${ARG_NAME} LABELS fuzz
            COMMAND ${ARG_NAME} ${FRAMESCOPE_TESTS_DIR}/fuzz/corpus/${ARG_NAME})
    endif()
endfunction()

# framescope_bench(NAME bench_thing SOURCES file… [ROOMS room…] [LIBS target…])
# A program that prints what it measures; `./dev bench` runs bench/bench.py, which runs them
# beside their peers and prints the table.
function(framescope_bench)
    cmake_parse_arguments(ARG "" "NAME" "SOURCES;ROOMS;LIBS" ${ARGN})
    framescope_rooms_exist(${ARG_NAME} exist ${ARG_ROOMS})
    if(NOT exist)
        return()
    endif()
    list(TRANSFORM ARG_ROOMS PREPEND framescope::)
    add_executable(${ARG_NAME} ${ARG_SOURCES})
    target_include_directories(${ARG_NAME} PRIVATE ${FRAMESCOPE_TESTS_DIR})
    target_link_libraries(${ARG_NAME} PRIVATE
        framescope_flags framescope::test_support ${ARG_ROOMS} ${ARG_LIBS})
endfunction()

# A test whose room is not part of this build is left out, and said to be.
function(framescope_rooms_exist name out)
    set(${out} TRUE PARENT_SCOPE)
    foreach(room IN LISTS ARGN)
        if(NOT TARGET framescope::${room})
            message(STATUS "${name} is left out: there is no room ${room}")
            set(${out} FALSE PARENT_SCOPE)
        endif()
    endforeach()
endfunction()
