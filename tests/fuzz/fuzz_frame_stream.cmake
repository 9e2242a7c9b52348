# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_frame_stream SOURCES fuzz_frame_stream.cpp
    ROOMS wire LIBS framescope::frame_script)
