// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QString>

namespace framescope::ui {

/// What kind of message a draft is: "text", "JSON", "binary".
QString kindText(const message::Draft& draft);

/// The beginning of a draft on one line.
QString lineOf(const message::Draft& draft);

} // namespace framescope::ui
