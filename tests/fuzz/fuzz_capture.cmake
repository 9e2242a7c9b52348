# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_capture SOURCES fuzz_capture.cpp ROOMS wire timeline)
