# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_json_outline SOURCES fuzz_json_outline.cpp
    ROOMS codec LIBS nlohmann_json::nlohmann_json)
