# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_recording SOURCES fuzz_recording.cpp recording_views.cpp recording_views.h
    ROOMS wire work filter present transcript LIBS nlohmann_json::nlohmann_json)
