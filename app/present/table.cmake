# SPDX-License-Identifier: GPL-3.0-or-later
set(table_sources
    cell_terms.cpp cell_terms.h
    copy_job.cpp copy_job.h
    event_links.cpp event_links.h
    find_job.cpp find_job.h
    go_to_target.cpp go_to_target.h
    job_thread.cpp job_thread.h
    match_counter.cpp match_counter.h
    row_text.cpp row_text.h)
