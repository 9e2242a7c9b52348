// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/saved_connection.h"

#include <QString>

namespace framescope::ui {

/// The file that a tab's connection was opened from or saved to, and what it held then.
struct SavedOrigin
{
    QString path;
    collection::SavedConnection saved;
};

/// Whether two connections would be written alike.
bool isSame(const collection::SavedConnection& a, const collection::SavedConnection& b);

} // namespace framescope::ui
