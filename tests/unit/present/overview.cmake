# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS overview overview_job statistics statistics_job statistics_series
        statistics_table time_axis time_range
        value_counts)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp generated_timeline.h ROOMS present)
endforeach()
