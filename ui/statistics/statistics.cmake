# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_STATISTICS
    statistics/series_legend.cpp statistics/series_legend.h
    statistics/series_look.cpp statistics/series_look.h
    statistics/statistics_chart.cpp statistics/statistics_chart.h
    statistics/statistics_pane.cpp statistics/statistics_pane.h
    statistics/totals_view.cpp statistics/totals_view.h)
