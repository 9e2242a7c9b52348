# SPDX-License-Identifier: GPL-3.0-or-later
#
# A room is a folder, a static library and a namespace. Its headers are reached as
# "room/header.h" through an include directory of its own that holds nothing but a link to
# the room, so a header resolves only where the room is linked: a link line is a permission.

add_library(framescope_flags INTERFACE)
target_compile_options(framescope_flags INTERFACE -Wall -Wextra -Wpedantic)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    # They report the standard library's own code at -O3 (GCC bugs 80635, 105329, 105651, 107852).
    target_compile_options(framescope_flags INTERFACE
        -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict
        -Wno-maybe-uninitialized)
endif()
if(CMAKE_UNITY_BUILD)
    # A source that is included counts as a header, where a private struct with members of an
    # anonymous namespace would be a mistake.
    target_compile_options(framescope_flags INTERFACE -Wno-subobject-linkage)
endif()
if(FRAMESCOPE_WERROR)
    target_compile_options(framescope_flags INTERFACE -Werror)
endif()
target_compile_definitions(framescope_flags INTERFACE
    QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
    FRAMESCOPE_VERSION="${PROJECT_VERSION}")
# UBSan's vptr check opens a pipe to see whether it may read an object's memory; a program that has
# run out of descriptors, as some tests make it, would be told that the object is of another type.
if(FRAMESCOPE_SANITIZE)
    target_compile_options(framescope_flags INTERFACE
        -fsanitize=${FRAMESCOPE_SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_compile_definitions(framescope_flags INTERFACE _GLIBCXX_ASSERTIONS)
    target_link_options(framescope_flags INTERFACE -fsanitize=${FRAMESCOPE_SANITIZE})
endif()

# moc reads all that a file includes, the headers of Qt and the standard library too, and needs
# nothing of it: no macro of theirs stands in a class of ours. Without include paths it takes a
# twentieth of the time, which was a third of a whole build.
get_target_property(framescope_moc Qt6::moc LOCATION)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/moc @ONLY CONTENT [[#!/bin/sh
for word; do
    shift
    case $word in
    -I*) ;;
    *) set -- "$@" "$word" ;;
    esac
done
exec "@framescope_moc@" "$@"
]])
file(CHMOD ${CMAKE_BINARY_DIR}/moc PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
define_property(TARGET PROPERTY AUTOMOC_EXECUTABLE
    INITIALIZE_FROM_VARIABLE FRAMESCOPE_AUTOMOC_EXECUTABLE)
set(FRAMESCOPE_AUTOMOC_EXECUTABLE ${CMAKE_BINARY_DIR}/moc)

# framescope_room(NAME SOURCES file… [ROOMS room…] [PRIVATE_ROOMS room…]
#                 [LIBS target…] [PRIVATE_LIBS target…])
# ROOMS are those that the room's headers include, PRIVATE_ROOMS those that only its sources do.
# tests/hygiene/doors.py holds the includes against both lines.
function(framescope_room name)
    cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;PRIVATE_ROOMS;LIBS;PRIVATE_LIBS" ${ARGN})
    set(include_dir ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${include_dir})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include_dir}/${name} SYMBOLIC)
    add_library(framescope_${name} STATIC ${ARG_SOURCES})
    add_library(framescope::${name} ALIAS framescope_${name})
    target_include_directories(framescope_${name} PUBLIC ${include_dir})
    framescope_door(${name} "${ARG_ROOMS}" "${ARG_PRIVATE_ROOMS}")
    list(TRANSFORM ARG_ROOMS PREPEND framescope::)
    list(TRANSFORM ARG_PRIVATE_ROOMS PREPEND framescope::)
    target_link_libraries(framescope_${name} PUBLIC ${ARG_ROOMS} ${ARG_LIBS}
        PRIVATE framescope_flags ${ARG_PRIVATE_ROOMS} ${ARG_PRIVATE_LIBS})
endfunction()

# framescope_part(FOLDER [PARTS folder…] SOURCES file…)
# A folder of the room ui: what stands in it goes into ${FRAMESCOPE_UI_SOURCES}, and PARTS are the
# other folders that it includes. One library holds all parts, so only the test of the doors sees
# an include too many.
macro(framescope_part folder)
    cmake_parse_arguments(ARG "" "" "PARTS;SOURCES" ${ARGN})
    list(TRANSFORM ARG_SOURCES PREPEND ${folder}/)
    list(APPEND FRAMESCOPE_UI_SOURCES ${ARG_SOURCES})
    list(TRANSFORM ARG_PARTS PREPEND ui/)
    framescope_door(ui/${folder} "${ARG_PARTS}" "")
endmacro()

# Notes down, for the test of the doors, what a room or part may include.
function(framescope_door name public private)
    list(JOIN public " " public)
    list(JOIN private " " private)
    set_property(GLOBAL APPEND_STRING PROPERTY FRAMESCOPE_DOORS
        "${name}: ${public} | ${private}\n")
endfunction()
