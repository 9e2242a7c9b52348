# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_scenario SOURCES fuzz_scenario.cpp ROOMS base scenario)
