# SPDX-License-Identifier: GPL-3.0-or-later
framescope_test(NAME tst_vocabulary_job SOURCES tst_vocabulary_job.cpp
    ROOMS present LIBS framescope::capture_script)
framescope_test(NAME tst_term_toggle SOURCES tst_term_toggle.cpp ROOMS present)
