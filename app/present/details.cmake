# SPDX-License-Identifier: GPL-3.0-or-later
set(details_sources
    decoded_text.cpp decoded_text.h
    event_loader.cpp event_loader.h
    frame_fields.cpp frame_fields.h
    json_outline.cpp json_outline.h
    json_tree_model.cpp json_tree_model.h)
