# SPDX-License-Identifier: GPL-3.0-or-later
framescope_bench(NAME bench_filter SOURCES bench_filter.cpp ROOMS timeline filter)
