# SPDX-License-Identifier: GPL-3.0-or-later
framescope_bench(NAME bench_gui_live SOURCES bench_gui_live.cpp ROOMS ui LIBS Qt6::Widgets)
framescope_bench(NAME bench_gui_details SOURCES bench_gui_details.cpp
    ROOMS ui timeline LIBS framescope::capture_script Qt6::Widgets)
framescope_bench(NAME bench_gui_repeat SOURCES bench_gui_repeat.cpp
    ROOMS ui message session LIBS Qt6::Widgets)
framescope_bench(NAME bench_gui_rows SOURCES bench_gui_rows.cpp recorded_rows.cpp recorded_rows.h
    ROOMS ui wire timeline LIBS Qt6::Widgets nlohmann_json::nlohmann_json)
