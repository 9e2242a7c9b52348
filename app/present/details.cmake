# SPDX-License-Identifier: GPL-3.0-or-later
set(details_sources
    byte_pattern.cpp byte_pattern.h
    byte_values.cpp byte_values.h
    character_name.cpp character_name.h
    decoded_text.cpp decoded_text.h
    event_loader.cpp event_loader.h
    frame_fields.cpp frame_fields.h
    json_layout.cpp json_layout.h
    json_loader.cpp json_loader.h
    json_outline.cpp json_outline.h json_parser.cpp json_unescape.cpp
    json_search.cpp json_search.h
    json_tree_model.cpp json_tree_model.h
    place_finder.cpp place_finder.h
    newest_task.cpp newest_task.h
    payload.cpp payload.h
    payload_copy.cpp payload_copy.h
    payload_pages.cpp payload_pages.h
    payload_search.cpp payload_search.h
    text_cells.cpp text_cells.h
    text_rows.cpp text_rows.h
    visible_line.cpp visible_line.h)
