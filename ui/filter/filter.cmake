# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_FILTER
    filter/completion_popup.cpp filter/completion_popup.h
    filter/expression_text.cpp filter/expression_text.h
    filter/filter_completer.cpp filter/filter_completer.h
    filter/filter_field.cpp filter/filter_field.h
    filter/filter_help.cpp filter/filter_help.h
    filter/filter_menu.cpp filter/filter_menu.h
    filter/mistake_strip.cpp filter/mistake_strip.h
    filter/named_filters_dialog.cpp filter/named_filters_dialog.h
    filter/place_keeper.cpp filter/place_keeper.h
    filter/quick_filters.cpp filter/quick_filters.h
    filter/remark_watcher.cpp filter/remark_watcher.h
    filter/save_filter_dialog.cpp filter/save_filter_dialog.h)
