# SPDX-License-Identifier: GPL-3.0-or-later
foreach(thing IN ITEMS decoding diff value_tree)
    framescope_test(NAME tst_${thing} SOURCES tst_${thing}.cpp
        ROOMS present LIBS nlohmann_json::nlohmann_json ZLIB::ZLIB)
endforeach()
