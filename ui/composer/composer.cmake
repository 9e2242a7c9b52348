# SPDX-License-Identifier: GPL-3.0-or-later
set(FRAMESCOPE_UI_COMPOSER composer/composer.cpp composer/composer.h
    composer/composer_room.cpp composer/composer_room.h)
