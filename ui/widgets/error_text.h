// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

namespace framescope::ui {

/// The text as a sentence, with a capital letter and a full stop. A name at the start, such as a
/// host or a file, is not changed: one of `names`, or anything with a dot, a slash or a digit.
QString sentence(const QString& text, const QStringList& names = {});

/// Place, problem and hint: "/home/me/a.pcapng: the file is damaged. Open another one."
QString errorText(const Error& error);

} // namespace framescope::ui
