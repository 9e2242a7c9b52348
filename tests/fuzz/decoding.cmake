# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_decoding SOURCES fuzz_decoding.cpp
    ROOMS codec LIBS nlohmann_json::nlohmann_json)
framescope_fuzz(NAME fuzz_diff SOURCES fuzz_diff.cpp ROOMS present)
