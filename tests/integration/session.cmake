# SPDX-License-Identifier: GPL-3.0-or-later
framescope_tests(NAME session_peer_tests ROOMS session LIBS framescope::session_run
    LABELS integration)
