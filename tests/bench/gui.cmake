# SPDX-License-Identifier: GPL-3.0-or-later
framescope_bench(NAME bench_gui_live SOURCES bench_gui_live.cpp ROOMS ui LIBS Qt6::Widgets)
