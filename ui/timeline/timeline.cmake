# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_TIMELINE
    timeline/columns_dialog.cpp timeline/columns_dialog.h
    timeline/copy_formats.cpp timeline/copy_formats.h
    timeline/find_strip.cpp timeline/find_strip.h
    timeline/fold_control.cpp timeline/fold_control.h
    timeline/go_to_dialog.cpp timeline/go_to_dialog.h
    timeline/new_rows_button.cpp timeline/new_rows_button.h
    timeline/no_rows_note.cpp timeline/no_rows_note.h
    timeline/row_hits.cpp timeline/row_hits.h
    timeline/row_menu.cpp timeline/row_menu.h
    timeline/row_signs.cpp timeline/row_signs.h
    timeline/task_strip.cpp timeline/task_strip.h
    timeline/timeline_columns.cpp timeline/timeline_columns.h
    timeline/timeline_delegate.cpp timeline/timeline_delegate.h
    timeline/timeline_jumps.cpp timeline/timeline_jumps.h
    timeline/timeline_pane.cpp timeline/timeline_pane.h
    timeline/timeline_view.cpp timeline/timeline_view.h)
