# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the overview strip and the statistics are fed by.
set(overview_sources
    overview.cpp overview.h
    overview_job.cpp overview_job.h
    poked_thread.h
    statistics.cpp statistics.h
    statistics_job.cpp statistics_job.h
    statistics_series.cpp statistics_series.h
    statistics_table.cpp statistics_table.h
    time_axis.cpp time_axis.h
    time_bins.h
    time_blocks.cpp time_blocks.h
    time_range.cpp time_range.h
    time_span.h
    value_counts.cpp value_counts.h)
