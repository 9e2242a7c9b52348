# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_reader SOURCES fuzz_reader.cpp ROOMS recording)
