# SPDX-License-Identifier: GPL-3.0-or-later
#
# framescope::reference_inflater: a second opinion on permessage-deflate.
add_library(framescope_reference_inflater STATIC reference_inflater.cpp reference_inflater.h)
add_library(framescope::reference_inflater ALIAS framescope_reference_inflater)
target_include_directories(framescope_reference_inflater PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/..)
target_link_libraries(framescope_reference_inflater PUBLIC framescope::base
    PRIVATE framescope_flags)
