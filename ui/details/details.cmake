# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_DETAILS
    details/byte_inspector.cpp details/byte_inspector.h
    details/checks_list.cpp details/checks_list.h
    details/close_pane.cpp details/close_pane.h
    details/decoded_delegate.cpp details/decoded_delegate.h
    details/decoded_pane.cpp details/decoded_pane.h
    details/details_pane.cpp details/details_pane.h
    details/diff_delegate.cpp details/diff_delegate.h
    details/diff_pane.cpp details/diff_pane.h
    details/document_html.cpp details/document_html.h
    details/document_pane.cpp details/document_pane.h
    details/event_header.cpp details/event_header.h
    details/elided_label.cpp details/elided_label.h
    details/find_bar.cpp details/find_bar.h
    details/fitting_tabs.cpp details/fitting_tabs.h
    details/frame_diagram.cpp details/frame_diagram.h
    details/frame_pane.cpp details/frame_pane.h
    details/handshake_pane.cpp details/handshake_pane.h
    details/hex_layout.cpp details/hex_layout.h
    details/hex_pane.cpp details/hex_pane.h
    details/hex_view.cpp details/hex_view.h details/hex_view_input.cpp
    details/json_delegate.cpp details/json_delegate.h
    details/json_pane.cpp details/json_pane.h
    details/json_tree.cpp details/json_tree.h
    details/live_connection.cpp details/live_connection.h
    details/match_note.cpp details/match_note.h
    details/pane_keys.cpp details/pane_keys.h
    details/payload_finder.cpp details/payload_finder.h
    details/text_pane.cpp details/text_pane.h
    details/text_view.cpp details/text_view.h details/text_view_input.cpp
    details/tree_expansion.cpp details/tree_expansion.h
    details/value_finder.cpp details/value_finder.h
    details/wrapping.cpp details/wrapping.h)
