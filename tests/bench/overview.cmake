# SPDX-License-Identifier: GPL-3.0-or-later
framescope_bench(NAME bench_overview SOURCES bench_overview.cpp ROOMS timeline present)
