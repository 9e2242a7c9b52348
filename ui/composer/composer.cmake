# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_COMPOSER
    composer/close_code_field.cpp composer/close_code_field.h
    composer/composer.cpp composer/composer.h
    composer/composer_room.cpp composer/composer_room.h
    composer/message_edit.cpp composer/message_edit.h
    composer/message_line.cpp composer/message_line.h
    composer/pasted_text.cpp composer/pasted_text.h)
