# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_filter SOURCES fuzz_filter.cpp ROOMS wire timeline filter
    LIBS nlohmann_json::nlohmann_json)
