# SPDX-License-Identifier: GPL-3.0-or-later
set(filtering_sources
    term_toggle.cpp term_toggle.h
    vocabulary_collector.cpp vocabulary_collector.h
    vocabulary_job.cpp vocabulary_job.h)
