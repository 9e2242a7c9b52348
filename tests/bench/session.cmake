# SPDX-License-Identifier: GPL-3.0-or-later
framescope_bench(NAME bench_flood SOURCES bench_flood.cpp
    ROOMS timeline session LIBS Qt6::WebSockets)
framescope_bench(NAME bench_echo SOURCES bench_echo.cpp ROOMS session LIBS Qt6::WebSockets)
framescope_bench(NAME bench_open SOURCES bench_open.cpp ROOMS timeline)
framescope_bench(NAME bench_speak SOURCES bench_speak.cpp ROOMS session)
