# SPDX-License-Identifier: GPL-3.0-or-later
framescope_test(NAME tst_deflate SOURCES tst_deflate.cpp ROOMS wire
    LIBS framescope::frame_script framescope::reference_inflater ZLIB::ZLIB)
